// Joins the realm of production with the sample people: what Keycloak imports in the demonstration.
import { readInfra } from './prepare.mjs';

const ORIGIN = 'http://127.0.0.1:7400'; // as the realm file has it

/**
 * @param origin of the portal, put in wherever the file names its own: redirects are exact
 * @param machineKeys client id → JWK whose public half the client signs with
 */
export function keycloakRealm(origin, machineKeys) {
  const realm = JSON.parse(JSON.stringify(readInfra('realm.json')).replaceAll(ORIGIN, origin));
  for (const client of realm.clients) {
    const key = machineKeys[client.clientId];
    if (key === undefined) continue;
    const { kty, crv, x, y, kid } = key;
    client.attributes['jwks.string'] = JSON.stringify({ keys: [{ kty, crv, x, y, kid, use: 'sig', alg: 'ES256' }] });
  }
  const groupOf = new Map(readInfra('agencies.json').map(({ id, group }) => [id, `/agencies/${group}`]));
  const people = readInfra('people.json').map((person) => userOf(person, groupOf.get(person.agency)));
  const machines = [
    ['a.machine', '/agencies/agency-a'],
    ['mirror', '/agencies/agency-o'],
  ].map(([clientId, group]) => ({ username: `service-account-${clientId}`, enabled: true, serviceAccountClientId: clientId, groups: [group] }));
  return { ...realm, users: [...people, ...machines] };
}

/** Password and one-time code of a sample person follow from the key, so that tests know them. */
function userOf({ key, sub, person, name, roles }, group) {
  const [firstName, ...rest] = name.split(' ');
  return {
    id: sub,
    username: key,
    enabled: true,
    emailVerified: true,
    email: `${key}@example.org`,
    firstName,
    lastName: rest.join(' '),
    attributes: { person: [person] },
    realmRoles: roles,
    groups: [group],
    requiredActions: [],
    credentials: [
      { type: 'password', value: '${COMITY_DEMO_PASSWORD:comity-demo-only}', temporary: false },
      {
        type: 'otp',
        userLabel: 'demonstration',
        secretData: JSON.stringify({ value: `comity-demo-otp-${key}` }),
        credentialData: JSON.stringify({ subType: 'totp', digits: 6, period: 30, algorithm: 'HmacSHA1', counter: 0 }),
      },
    ],
  };
}
