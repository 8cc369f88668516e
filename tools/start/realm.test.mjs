// The split of the realm loses nothing: joined again, it is what Keycloak was run with.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readInfra } from './prepare.mjs';
import { keycloakRealm } from './realm.mjs';

test('every sample person has an account in the group of their agency, with the roles of the list', () => {
  const { users, groups } = keycloakRealm('http://127.0.0.1:7400', {});
  const agencies = new Map(groups[0].subGroups.map(({ name, attributes }) => [`/agencies/${name}`, attributes.agency[0]]));
  for (const person of readInfra('people.json')) {
    const user = users.find(({ username }) => username === person.key);
    assert.deepEqual([user.id, user.attributes.person, user.realmRoles, agencies.get(user.groups[0])], [person.sub, [person.person], person.roles, person.agency]);
  }
});

test('the realm that production imports holds no person', () => {
  assert.equal(readInfra('realm.json').users, undefined);
  assert.ok(!JSON.stringify(readInfra('realm.json')).includes('comity-demo'));
});

test('the portal of this start, and no other, is the place to come back to', () => {
  const portal = keycloakRealm('http://127.0.0.1:7411', {}).clients.find(({ clientId }) => clientId === 'comity-portal');
  assert.deepEqual([portal.redirectUris, portal.webOrigins, portal.attributes['backchannel.logout.url']], [['http://127.0.0.1:7411/'], ['http://127.0.0.1:7411'], 'http://127.0.0.1:7411/api/v1/session/backchannel']);
});

test('a machine client gets the public half of its key and nothing more', () => {
  const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', d: 'secret', kid: 'k' };
  const machine = keycloakRealm('http://127.0.0.1:7400', { 'a.machine': key }).clients.find(({ clientId }) => clientId === 'a.machine');
  assert.deepEqual(JSON.parse(machine.attributes['jwks.string']), { keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'k', use: 'sig', alg: 'ES256' }] });
});

test('no two accounts share a subject; two accounts of one person share the person', () => {
  const people = readInfra('people.json');
  assert.equal(new Set(people.map(({ sub }) => sub)).size, people.length);
  const [one, two] = ['c.liaison', 'c.liaison.second-account'].map((key) => people.find((person) => person.key === key));
  assert.deepEqual([one.person === two.person, one.agency === two.agency], [true, false]);
});
