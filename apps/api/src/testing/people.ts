import { readFileSync } from 'node:fs';
import { type RosterPerson } from '../units/roster.js';

const root = new URL('../../../../', import.meta.url);
const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, root), 'utf8')) as T;

/** The demonstration's people, the one list that stand-in, seed and tests share. */
export const PEOPLE = read<RosterPerson[]>('infra/keycloak/people.json');
