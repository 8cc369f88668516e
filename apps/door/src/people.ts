import { readFileSync } from 'node:fs';
import * as z from 'zod';

const People = z.array(
  z.strictObject({
    key: z.string().max(64),
    sub: z.uuid(),
    person: z.uuid(),
    name: z.string().max(64),
    roles: z.array(z.string().max(32)),
    agency: z.uuid(),
    jurisdiction: z.string().max(2),
    inSight: z.boolean(),
    does: z.string().max(200),
  }),
);
const Agencies = z.array(
  z.strictObject({
    id: z.uuid(),
    group: z.string().max(32),
    jurisdiction: z.string().max(2),
    kind: z.enum(['national_unit', 'international_unit', 'oversight_body']),
    name: z.strictObject({ en: z.string().max(100), ar: z.string().max(100) }),
  }),
);

/** An agency of the demonstration with the people that the first page of the portal shows. */
export interface AgencyPeople {
  id: string;
  jurisdiction: string;
  kind: 'national_unit' | 'international_unit' | 'oversight_body';
  name: { en: string; ar: string };
  people: { key: string; name: string; roles: string[]; inSight: boolean }[];
}

/** Reads both lists once, at the start. Without files there are no sample people, as in production. */
export function readPeople(peopleFile: string | undefined, agenciesFile: string | undefined): AgencyPeople[] {
  if (peopleFile === undefined || agenciesFile === undefined) return [];
  const people = People.parse(JSON.parse(readFileSync(peopleFile, 'utf8')));
  return Agencies.parse(JSON.parse(readFileSync(agenciesFile, 'utf8'))).map(({ id, jurisdiction, kind, name }) => ({
    id,
    jurisdiction,
    kind,
    name,
    people: people.filter((person) => person.agency === id).map(({ key, name, roles, inSight }) => ({ key, name, roles, inSight })),
  }));
}
