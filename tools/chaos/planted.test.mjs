// The bugs of the self-test still fit what is built; the self-test itself takes too long for every run.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { root } from '../start/places.mjs';
import { FAULTS, PROBES } from './faults/index.mjs';
import { PLANTED, plantedText } from './planted.mjs';

for (const planted of PLANTED) {
  test(`"${planted.bug}" can be planted, and a round looks for it`, () => {
    assert.notEqual(plantedText(root, planted), undefined);
    assert.ok([...FAULTS, ...PROBES].some(({ id }) => id === planted.fault));
  });
}
