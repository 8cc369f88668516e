// A token for the one machine client: private_key_jwt and DPoP with the same key, as the realm asks.
import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';

/** Name of the secret that holds the machine's private key as JWK; the stand-in reads its public half. */
export const MACHINE_KEY = 'machine-key';

/** Makes the machine's key when there is none. */
export async function makeMachineKey(secrets) {
  if (secrets.read(MACHINE_KEY) !== undefined) return;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = await exportJWK(privateKey);
  secrets.write(MACHINE_KEY, JSON.stringify({ ...key, kid: await calculateJwkThumbprint(key) }));
}

/** @returns {Promise<{ token: string, privateKey: object }>} the access token and the private JWK that signs its proofs */
export async function machineToken({ issuer }, secrets) {
  const privateKey = JSON.parse(secrets.read(MACHINE_KEY));
  const key = await importJWK(privateKey, 'ES256');
  const { kty, crv, x, y } = privateKey;
  const endpoint = `${issuer}/token`;
  const assertion = await new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'ES256', kid: privateKey.kid })
    .setIssuer('a.machine')
    .setSubject('a.machine')
    .setAudience(issuer)
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(key);
  const proof = await new SignJWT({ htm: 'POST', htu: endpoint, jti: randomUUID() })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: { kty, crv, x, y } })
    .setIssuedAt()
    .sign(key);
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { DPoP: proof },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'a.machine',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  });
  const body = await answer.json();
  if (!body.access_token) throw new Error(`The provider gave the machine no token: ${body.error} ${body.error_description ?? ''}`);
  return { token: body.access_token, privateKey };
}
