// What the start tells others: run.json for programs, the printed block for people.
import { readFileSync } from 'node:fs';
import { readInfra } from './prepare.mjs';
import { openSecrets } from './secrets.mjs';
import { secretsFolder } from './places.mjs';

/** Answers a function, because process ids change when a program is started again. */
export function describeRun({ address, issuer, names, children, adminUrl, databaseUrl, dataDir, seeded, vkeys, receiptVkey, witnesses }) {
  const startedAt = new Date().toISOString();
  const people = readInfra('people.json').map(({ key, sub, person, name, roles, agency, jurisdiction }) => ({ key, sub, person, name, roles, agency, jurisdiction }));
  const queue = new URL(process.env.QUEUE_URL ?? databaseUrl);
  if (queue.protocol.startsWith('postgres')) {
    queue.username = 'comity_queue';
    queue.password = openSecrets(secretsFolder).read('db-comity_queue') ?? '';
  }
  return () => ({
    format: 'comity/run/v1',
    mode: 'demonstration',
    pid: process.pid,
    startedAt,
    address,
    api: `${address}/api/v1`,
    openapi: 'openapi.json',
    issuer,
    clientId: 'comity-portal',
    log: { url: `${address}/log`, origin: names.origin, vkey: vkeys.split('\n')[0].trim(), receiptVkey, policy: readFileSync(names.policy, 'utf8').trimEnd() },
    witnesses,
    processes: children.filter(({ name }) => name !== 'database').map(({ name, pid, health }) => ({ name, pid, ...(health ? { health } : {}) })),
    database: { ...(adminUrl ? { adminUrl, dataDir } : {}), queueUrl: queue.href },
    people,
    data: seeded.data,
  });
}

export function printedBlock(run) {
  const agencies = readInfra('agencies.json');
  const people = readInfra('people.json');
  const lines = agencies.flatMap((agency) => {
    const there = people.filter((person) => person.agency === agency.id);
    return [`  ${agency.jurisdiction}  ${agency.name.en}`, `      ${there.map(({ key, roles }) => `${key} (${roles.join(', ')})`).join(' · ')}`];
  });
  return [
    '',
    `Comity is ready:  ${run.address}`,
    '',
    ...lines,
    '',
    `  Audit log      ${run.log.url}`,
    `  Its key        ${run.log.vkey || 'not published yet'}`,
    '  Check it       npm run -s verify -- --log URL --vkey KEY --token "$(npm run -s log-token)"',
    '  A token        npm run -s token -- a.officer',
    '  Stop           Ctrl-C, or npm run stop          Start over   npm run reset',
    '',
  ].join('\n');
}
