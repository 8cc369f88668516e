// Configuration of the stand-in, read from the environment once. Every fault is named in one message.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

export interface Person {
  key: string;
  /** The account: subject of the tokens. */
  sub: string;
  /** The natural person; two accounts may share it. */
  person: string;
  name: string;
  roles: string[];
  agency: string;
  /** One of the nine that the sign-in page shows at once. */
  inSight: boolean;
  does: string;
}

export interface Agency {
  id: string;
  jurisdiction: string;
  kind: 'national_unit' | 'international_unit' | 'oversight_body';
  name: { en: string; ar: string };
}

export interface Config {
  issuer: string;
  port: number;
  /** Origin of the portal: its root is the one redirect address. */
  portal: string;
  people: Person[];
  agencies: Agency[];
  /** Private ES256 key that signs the tokens, kept over restarts. */
  signingKey: JWK;
  /** Opens what only our own tools may do: an older time of sign-in, disabling a person. Undefined: nobody may. */
  toolKey: string | undefined;
  /** The one machine client and the public half of its key. */
  machine: { clientId: string; agency: string; key: JWK } | undefined;
}

const infra = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../infra/keycloak/${name}`, import.meta.url), 'utf8'));

/** @throws {Error} that names each missing or wrong variable; and in every mode but the demonstration */
export async function readConfig(env: NodeJS.ProcessEnv): Promise<Config> {
  if (env['COMITY_MODE'] !== 'demonstration') {
    throw new Error('The stand-in identity provider signs anybody in. It runs with COMITY_MODE=demonstration and in no other mode.');
  }
  const faults: string[] = [];
  const need = (name: string, fits: (text: string) => boolean): string => {
    const text = env[name] ?? '';
    if (!fits(text)) faults.push(`${name} is missing or wrong`);
    return text;
  };
  const issuer = need('OIDC_ISSUER', (text) => /^http:\/\/localhost:\d+$/.test(text));
  const port = Number(need('OIDC_PORT', (text) => /^\d{1,5}$/.test(text)));
  const portal = need('COMITY_ADDRESS', (text) => /^https?:\/\/[^/]+$/.test(text));
  const keyFile = need('OIDC_KEY', (text) => text !== '');
  if (faults.length > 0) throw new Error(faults.join('; '));
  const people = infra('people.json') as Person[];
  return {
    issuer,
    port,
    portal,
    people,
    agencies: infra('agencies.json') as Agency[],
    signingKey: await keyOf(keyFile),
    toolKey: env['OIDC_TOOL_KEY'] ? readFileSync(env['OIDC_TOOL_KEY'], 'utf8').trim() : undefined,
    machine: env['OIDC_MACHINE_KEY']
      ? { clientId: 'a.machine', agency: agencyOf(people, 'a.officer'), key: publicHalf(JSON.parse(readFileSync(env['OIDC_MACHINE_KEY'], 'utf8')) as JWK) }
      : undefined,
  };
}

const agencyOf = (people: Person[], key: string): string => people.find((person) => person.key === key)?.agency ?? '';

const publicHalf = ({ kty, crv, x, y, kid }: JWK): JWK => ({ kty, crv, x, y, kid, alg: 'ES256', use: 'sig' });

async function keyOf(file: string): Promise<JWK> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as JWK;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: crypto.randomUUID() };
  writeFileSync(file, JSON.stringify(key), { mode: 0o600, flag: 'wx' });
  return key;
}
