import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMONSTRATION_PROFILES } from '@comity/proportionality';
import { newId } from '../shared/new-id.js';
import { type Corridor, type Roster, type RosterPerson } from './roster.js';

interface Law {
  validFrom: string;
  jurisdictions: Roster['jurisdictions'];
  corridors: { requesting: string; holding: string; body: Corridor }[];
  languages: Record<string, string[]>;
  uncertified: string[];
  examiners: string[];
  administrators: [string, string];
}

/**
 * The roster of the demonstration, from the files that the identity providers and the start read too.
 * @param root folder of the checkout. Profiles are those that `libs/proportionality` invents; the UN profile is the floor of every assessment.
 */
export function readRoster(root: string): Roster {
  const read = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T;
  const law = read<Law>('tools/seed/law.json');
  const people = read<RosterPerson[]>('infra/keycloak/people.json');
  return {
    jurisdictions: law.jurisdictions,
    profiles: Object.entries(DEMONSTRATION_PROFILES).map(([jurisdiction, body]) => ({
      id: newId(),
      jurisdiction,
      engineProfile: body.id,
      version: 1,
      validFrom: law.validFrom,
      body,
    })),
    corridors: law.corridors.map((corridor) => ({ id: newId(), version: 1, validFrom: law.validFrom, ...corridor })),
    agencies: read<Roster['agencies']>('infra/keycloak/agencies.json'),
    people: people.map((person) => ({
      ...person,
      languages: law.languages[person.key] ?? ['en'],
      certified: !law.uncertified.includes(person.key),
      examiner: law.examiners.includes(person.key),
    })),
    administrators: law.administrators,
  };
}
