// npm run provision -- ADMIN_URL: makes roles, schemas, the signed context and one secret file a role. May be run again.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { newKey, newPassword, openSecrets } from './secrets.mjs';

/** Logins of the database; each gets the secret file `db-<name>`. */
export const LOGINS = [
  'comity_migrator',
  'comity_api',
  'comity_worker',
  'comity_queue',
  'comity_sequencer',
  'comity_publisher',
  'comity_log_server',
  'comity_auditor',
  'comity_backup',
];

const DAY_MS = 86_400_000;
const KEY_DAYS = 400; // validity of a context key
const KEY_RENEW_DAYS = 30; // a key nearer to its end than this is replaced; the old one stays valid until then
const LOCK = 7_400_003; // any number, the same in every run

/**
 * Prepares one database. Idempotent, and safe beside another run on the same server: roles are shared by all its databases.
 * @param adminUrl postgres:// address of a superuser, with the database to prepare
 * @param secretsFolder where `db-<role>` and `context-key` (`kid:hex`) are read from, or written to with mode 0600
 * @returns {Promise<{ databaseUrl: string }>} the address without user and password, as DATABASE_URL wants it
 */
export async function provision(adminUrl, secretsFolder) {
  const secrets = openSecrets(secretsFolder);
  // Advisory locks belong to one database, roles to all: the lock is taken where every run meets.
  const meeting = new pg.Client({ connectionString: atDatabase(adminUrl, 'postgres') });
  const admin = new pg.Client({ connectionString: adminUrl });
  await meeting.connect();
  try {
    await meeting.query('select pg_advisory_lock($1)', [LOCK]);
    await admin.connect();
    for (const file of ['roles.sql', 'sec.sql']) {
      await admin.query(readFileSync(new URL(`../../infra/postgres/${file}`, import.meta.url), 'utf8'));
    }
    for (const role of LOGINS) {
      const password = secrets.readOrMake(`db-${role}`, newPassword);
      // Only the verifier travels: the password itself cannot come to lie in a statement log.
      await admin.query(`alter role ${role} password '${scramVerifier(password)}'`);
    }
    await keepContextKey(admin, secrets);
  } finally {
    await admin.end();
    await meeting.end();
  }
  return { databaseUrl: withoutUser(adminUrl) };
}

async function keepContextKey(admin, secrets) {
  const known = secrets.read('context-key');
  if (known !== undefined) {
    const [kid, hex] = known.split(':');
    const { rows } = await admin.query('select not_after from sec.context_key where kid = $1', [kid]);
    if (rows[0] === undefined) await addContextKey(admin, kid, hex); // a fresh database with kept secrets
    else if (rows[0].not_after.getTime() - Date.now() < KEY_RENEW_DAYS * DAY_MS) await makeContextKey(admin, secrets);
    return;
  }
  await makeContextKey(admin, secrets);
}

async function makeContextKey(admin, secrets) {
  const kid = `c${randomBytes(4).toString('hex')}`;
  const hex = newKey();
  await addContextKey(admin, kid, hex); // row first: a file whose row is missing would close the API
  secrets.write('context-key', `${kid}:${hex}`);
}

async function addContextKey(admin, kid, hex) {
  const block = Buffer.alloc(64);
  Buffer.from(hex, 'hex').copy(block);
  await admin.query(`insert into sec.context_key (kid, ipad, opad, not_after) values ($1, $2, $3, clock_timestamp() + make_interval(days => $4))`, [
    kid,
    block.map((byte) => byte ^ 0x36),
    block.map((byte) => byte ^ 0x5c),
    KEY_DAYS,
  ]);
}

/** SCRAM-SHA-256 verifier as PostgreSQL stores it. @source RFC 5802 section 3, RFC 7677 (4,096 rounds) */
function scramVerifier(password) {
  const rounds = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256');
  const hmac = (text) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${storedKey}:${hmac('Server Key').toString('base64')}`;
}

function atDatabase(url, name) {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

function withoutUser(url) {
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  return plain.href;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [adminUrl, ...rest] = process.argv.slice(2);
  if (!adminUrl?.startsWith('postgres') || rest.length > 0) {
    console.error('Usage: npm run provision -- postgres://ADMIN@HOST:PORT/DATABASE   (secrets go to COMITY_SECRETS, or .comity/secrets)');
    process.exit(2);
  }
  const folder = process.env.COMITY_SECRETS ?? fileURLToPath(new URL('../../.comity/secrets', import.meta.url));
  try {
    const { databaseUrl } = await provision(adminUrl, folder);
    console.log(`${LOGINS.length} roles, schemas comity, sec, tlog and bullmq are ready. DATABASE_URL=${databaseUrl} COMITY_SECRETS=${folder}`);
  } catch (error) {
    console.error(`The database was not provisioned: ${error.message}`);
    process.exit(2);
  }
}
