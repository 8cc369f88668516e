// The sample files of the walk.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../start/places.mjs';

export const sample = (name) => readFileSync(join(root, 'samples', name), 'utf8');
export const json = (name) => JSON.parse(sample(name));
