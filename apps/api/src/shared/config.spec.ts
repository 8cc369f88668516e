import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Config, ConfigUnusable, readConfig } from './config.js';

const folder = mkdtempSync(join(tmpdir(), 'comity-config-'));
const policy = join(folder, 'policy');
const secret = (name: string, text = 'CANARY7f3a91-0123456789', mode = 0o600): void => writeFileSync(join(folder, name), `${text}\n`, { mode });
const NEEDED = ['db-comity_api', 'db-comity_auditor', 'db-comity_queue', 'context-key'];
beforeAll(() => {
  NEEDED.forEach((name) => secret(name));
  writeFileSync(policy, 'log x\nwitness a x\nwitness b y\ngroup g all a b\nquorum g\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const demonstration = (changed: Record<string, string | undefined> = {}): Record<string, string | undefined> => ({
  COMITY_MODE: 'demonstration',
  COMITY_ADDRESS: 'http://127.0.0.1:7400',
  DATABASE_URL: 'postgres://127.0.0.1:7432/comity',
  COMITY_SECRETS: folder,
  OIDC_ISSUER: 'http://localhost:7408',
  LOG_ORIGIN: 'demonstration.comity.example/log',
  ...changed,
});
const production = (changed: Record<string, string | undefined> = {}): Record<string, string | undefined> =>
  demonstration({
    COMITY_MODE: 'production',
    COMITY_ADDRESS: 'https://comity.example',
    OIDC_ISSUER: 'https://id.example/realms/comity',
    LOG_ORIGIN: 'comity.example/log',
    LOG_POLICY: policy,
    API_HOST: '10.0.0.1',
    ...changed,
  });
function faultsOf(env: Record<string, string | undefined>, program: Parameters<typeof readConfig>[1] = 'api'): readonly string[] {
  try {
    readConfig(env, program);
  } catch (error) {
    if (error instanceof ConfigUnusable) return error.faults;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('is read with the defaults of the outside contract', () => {
    expect(readConfig(demonstration())).toEqual({
      secret: expect.any(Function) as unknown as Config['secret'],
      mode: 'demonstration',
      address: 'http://127.0.0.1:7400',
      databaseUrl: 'postgres://127.0.0.1:7432/comity',
      queueUrl: 'postgres://127.0.0.1:7432/comity',
      identity: { issuer: 'http://localhost:7408', keysUrl: 'http://localhost:7408/jwks' },
      logOrigin: 'demonstration.comity.example/log',
      api: { host: '127.0.0.1', port: 0, internalPort: 0, trustedProxy: false },
      worker: { internalPort: 0 },
    } satisfies Config);
  });
  it('finds the keys of a Keycloak realm', () => {
    expect(readConfig(production()).identity.keysUrl).toBe('https://id.example/realms/comity/protocol/openid-connect/certs');
  });
  it('names every fault in one message and shows no value', () => {
    const faults = faultsOf({ COMITY_MODE: 'CANARY7f3a91', DATABASE_URL: 'postgres://u:CANARY7f3a91@h/n', API_PORT: 'CANARY7f3a91', QUEUE_URL: 'mysql://x' });
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
      'API_PORT',
      'COMITY_ADDRESS',
      'COMITY_MODE',
      'COMITY_SECRETS',
      'DATABASE_URL',
      'LOG_ORIGIN',
      'OIDC_ISSUER',
      'QUEUE_URL',
    ]);
    expect(faults.join()).not.toContain('CANARY');
  });
  it.each([
    ['no mode', { COMITY_MODE: undefined }, /^COMITY_MODE is missing/],
    ['an empty mode', { COMITY_MODE: '' }, /^COMITY_MODE is missing/],
    ['a third mode', { COMITY_MODE: 'test' }, /^COMITY_MODE .*demonstration, production/],
    ['a user in DATABASE_URL', { DATABASE_URL: 'postgres://postgres@127.0.0.1/comity' }, /^DATABASE_URL names a user/],
    ['a password in DATABASE_URL', { DATABASE_URL: 'postgres://:x@127.0.0.1/comity' }, /^DATABASE_URL names a user/],
    ['a user in QUEUE_URL', { QUEUE_URL: 'redis://u:p@127.0.0.1' }, /^QUEUE_URL names a user/],
    ['an address with a path', { COMITY_ADDRESS: 'http://127.0.0.1:7400/x' }, /^COMITY_ADDRESS is more/],
    ['a trusted proxy that is true', { API_TRUSTED_PROXY: 'true' }, /^API_TRUSTED_PROXY/],
    ['a listener beyond loopback', { API_HOST: '0.0.0.0' }, /^API_HOST is not a loopback/],
    ['a log of production', { LOG_ORIGIN: 'comity.example/log' }, /^LOG_ORIGIN does not begin/],
    ['no folder of secrets', { COMITY_SECRETS: '/nonexistent' }, /^secret db-comity_api: missing/],
  ])('G23 refuses the demonstration with %s', (_name, changed, fault) => {
    expect(faultsOf(demonstration(changed))).toEqual(expect.arrayContaining([expect.stringMatching(fault)]));
  });
  it('takes a good production', () => {
    expect(faultsOf(production())).toEqual([]);
  });
  it.each([
    ['the stand-in', { OIDC_ISSUER: 'https://localhost:7408' }, /^OIDC_ISSUER is not a Keycloak/],
    ['an http issuer', { OIDC_ISSUER: 'http://id.example/realms/comity' }, /^OIDC_ISSUER is not https/],
    ['an http address', { COMITY_ADDRESS: 'http://comity.example' }, /^COMITY_ADDRESS is not https/],
    ['a log of the demonstration', { LOG_ORIGIN: 'demonstration.comity.example' }, /^LOG_ORIGIN begins/],
    ['no policy of witnesses', { LOG_POLICY: undefined }, /^LOG_POLICY is missing/],
    ['a policy that is not there', { LOG_POLICY: '/nonexistent' }, /^LOG_POLICY cannot be read/],
    ['a debugger', { NODE_OPTIONS: '--inspect=0.0.0.0:9229' }, /^NODE_OPTIONS/],
  ])('G23 refuses production with %s', (_name, changed, fault) => {
    expect(faultsOf(production(changed))).toEqual([expect.stringMatching(fault)]);
  });
  it('G23 refuses production without witnesses or quorum', () => {
    const none = join(folder, 'none');
    writeFileSync(none, 'quorum none\n');
    expect(faultsOf(production({ LOG_POLICY: none }))).toEqual(['LOG_POLICY names fewer than 2 witnesses', 'LOG_POLICY asks for no quorum']);
  });
  it.each([
    ['log-key', 'api'],
    ['log-key', 'worker'],
    ['victims-6f2d3c1a', 'api'],
  ] as const)('G23 refuses production where %s lies open to the %s', (name, program) => {
    secret(name);
    secret('db-comity_worker');
    expect(faultsOf(production(), program)).toEqual([`secret ${name} can be read by this process, which must not hold it`]);
    rmSync(join(folder, name));
  });
  it('lets the worker hold the keys of victims, and the API their public halves', () => {
    secret('victims-6f2d3c1a.pub');
    expect(faultsOf(production(), 'api')).toEqual([]);
    secret('victims-6f2d3c1a');
    expect(faultsOf(production(), 'worker')).toEqual([]);
    rmSync(join(folder, 'victims-6f2d3c1a'));
  });
});

describe('a secret', () => {
  it.each([
    ['missing', undefined, 0o600],
    ['empty', '', 0o600],
    ['default', 'password', 0o600],
    ['default', 'short', 0o600],
    ['world-readable', 'CANARY7f3a91-0123456789', 0o604],
  ])('G23 is refused when it is %s', (fault, text, mode) => {
    rmSync(join(folder, 'context-key'));
    if (text !== undefined) secret('context-key', text, mode);
    expect(faultsOf(demonstration())).toEqual([`secret context-key: ${fault}`]);
    rmSync(join(folder, 'context-key'), { force: true });
    secret('context-key');
  });
  it('is shown by nothing but its own call', () => {
    const { secret: read } = readConfig(demonstration());
    const text = read('context-key');
    expect([String(text), JSON.stringify({ text }), inspect({ text }), inspect(text, { showHidden: true })].join()).not.toContain('CANARY');
    expect(text.reveal()).toBe('CANARY7f3a91-0123456789');
  });
});
