import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { PEOPLE } from './people.js';

/** How a person is signed in: level, and how many seconds ago. */
export interface SignIn {
  acr?: 'comity-1' | 'comity-2';
  ageS?: number;
  sid?: string;
}

/** An identity provider of tests: publishes one ES256 key and signs access tokens for the demonstration's people. */
export class Issuer {
  private constructor(
    readonly url: string,
    private readonly server: Server,
    private readonly key: CryptoKey,
    private readonly kid: string,
  ) {}

  static async open(): Promise<Issuer> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const kid = randomUUID();
    const jwk: JWK = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'ES256' };
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Issuer(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, privateKey, kid);
  }

  /** An access token as both providers make it (identity.md 3). */
  token(key: string, { acr = 'comity-2', ageS = 0, sid = `sid-${key}` }: SignIn = {}): Promise<string> {
    const person = PEOPLE.find((candidate) => candidate.key === key);
    if (!person) throw new Error(`No person ${key}.`);
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({
      azp: 'comity-portal',
      acr,
      auth_time: now - ageS,
      sid,
      agency: person.agency,
      person: person.person,
      realm_access: { roles: person.roles },
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: this.kid })
      .setIssuer(this.url)
      .setAudience('comity-api')
      .setSubject(person.sub)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + 300)
      .sign(this.key);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
