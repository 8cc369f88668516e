import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigUnusable, readSequencerConfig, readSignerConfig } from './config.js';

let folder: string;
let env: Record<string, string>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comity-config-'));
  for (const login of ['sequencer', 'publisher', 'log_server']) writeFileSync(join(folder, `db-comity_${login}`), `secret of ${login}\n`, { mode: 0o600 });
  writeFileSync(join(folder, 'policy'), 'quorum none\n');
  env = {
    COMITY_MODE: 'demonstration',
    DATABASE_URL: 'postgres://127.0.0.1:7432/comity',
    COMITY_SECRETS: folder,
    LOG_ORIGIN: 'demonstration.comity.test/log',
    LOG_POLICY: join(folder, 'policy'),
    SIGNER_SOCKET: join(folder, 'signer.sock'),
    SIGNER_MEMORY: join(folder, 'memory'),
    API_INTERNAL_PORT: '7402',
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

const faults = (over: Record<string, string | undefined>, read: (env: Record<string, string | undefined>) => unknown = readSequencerConfig): string => {
  try {
    read({ ...env, ...over });
    return 'none';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigUnusable);
    return (error as ConfigUnusable).faults.join('; ');
  }
};

describe('the configuration', () => {
  it('gives each part its own login', () => {
    const { urls, mandateUrl } = readSequencerConfig(env);
    expect(urls).toEqual({
      sequencer: 'postgres://comity_sequencer:secret%20of%20sequencer@127.0.0.1:7432/comity',
      publisher: 'postgres://comity_publisher:secret%20of%20publisher@127.0.0.1:7432/comity',
      logServer: 'postgres://comity_log_server:secret%20of%20log_server@127.0.0.1:7432/comity',
    });
    expect(mandateUrl).toBe('http://127.0.0.1:7402/mandate');
    expect(readSignerConfig(env)).toMatchObject({ firstRun: false, databaseUrl: urls.publisher });
    expect(readSignerConfig({ ...env, SIGNER_FIRST_RUN: '1' }).firstRun).toBe(true);
  });

  it.each([
    [{ COMITY_MODE: undefined }, 'COMITY_MODE'],
    [{ COMITY_MODE: 'test' }, 'COMITY_MODE'],
    [{ DATABASE_URL: 'postgres://me:pw@127.0.0.1/comity' }, 'DATABASE_URL: names a user or a password'],
    [{ LOG_ORIGIN: 'audit.comity.example/eu1' }, 'LOG_ORIGIN does not begin with demonstration.'],
    [{ SEQUENCER_HOST: '0.0.0.0' }, 'SEQUENCER_HOST is not a loopback address'],
    [{ SIGNER_SOCKET: `/${'x'.repeat(107)}` }, 'SIGNER_SOCKET: is longer'],
    [{ LOG_POLICY: '/nowhere' }, 'LOG_POLICY: cannot be read'],
    [{ API_INTERNAL_PORT: undefined }, 'API_INTERNAL_PORT'],
    [{ SEQUENCER_PORT: '70000' }, 'SEQUENCER_PORT'],
  ])('refuses %j', (over, fault) => expect(faults(over)).toContain(fault));

  const witness = (name: string, key: string, url: string): string => `witness ${name} ${key} ${url}\n`;
  const W1 = 'witness1.oversight.example+cf1d9d33+BEEUwm+ppL4Cr9e39cegrsG7sosxsw6EJQfjYp22zTrP';
  const W2 = 'witness2.oversight.example+30154783+BJ7elQPQLu0dIHHugN+BTmTi+Ti0X3RePBu3DMMTeaPc';

  it('publishes nothing without two witnesses in production', () => {
    const production = { COMITY_MODE: 'production', LOG_ORIGIN: 'audit.comity.example/eu1' };
    expect(faults(production)).toBe('LOG_POLICY: production publishes nothing without witnesses; LOG_POLICY: names fewer than 2 witnesses');
    expect(faults({ COMITY_MODE: 'production' })).toContain('LOG_ORIGIN begins with demonstration.');
    writeFileSync(join(folder, 'policy'), `${witness('a', W1, 'https://a.example')}${witness('b', W2, 'https://b.example')}group both all a b\nquorum both\n`);
    expect(faults(production)).toBe('none');
  });

  it('refuses a policy that it cannot meet or read', () => {
    writeFileSync(join(folder, 'policy'), `${witness('w', W1, '')}quorum w\n`);
    expect(faults({})).toBe('LOG_POLICY: witness w has no address');
    writeFileSync(join(folder, 'policy'), 'quorum all\n');
    expect(faults({})).toContain('LOG_POLICY: line 1');
  });

  it('refuses a secret that is missing or that everybody can read, without showing it', () => {
    chmodSync(join(folder, 'db-comity_publisher'), 0o604);
    rmSync(join(folder, 'db-comity_log_server'));
    const said = faults({});
    expect(said).toBe('secret db-comity_publisher: world-readable; secret db-comity_log_server: missing');
    expect(faults({}, readSignerConfig)).toBe('secret db-comity_publisher: world-readable');
  });

  it('names all faults of one start', () => {
    expect(faults({ LOG_ORIGIN: 'X', SIGNER_SOCKET: '', DATABASE_URL: 'mysql://x' }).split('; ')).toHaveLength(3);
  });
});
