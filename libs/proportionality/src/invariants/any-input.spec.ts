import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alternatives } from '../alternatives.js';
import { assess } from '../assess.js';
import { type AssessmentInput, INPUT_FIELDS, INPUT_SECTIONS } from '../fields/input-fields.js';
import { problemsOf } from '../fields/problems-of.js';
import { BENCHMARK_PROFILES } from '../profiles/benchmark-profiles.js';
import { withAnswer } from '../testing/a-request.js';
import { holds, RUNS } from '../testing/properties.js';

const UN = BENCHMARK_PROFILES.UN;

describe('an input', () => {
  it('made of allowed values has no problem, and one wrong value is found at its path', () => {
    holds([fc.constantFrom(...INPUT_FIELDS)], (input, profile, { path }) => {
      const [found, ...others] = assess(withAnswer(input, path, { no: 'value' }), [profile]).problems;
      return problemsOf(input).length === 0 && found?.path === path && others.length === 0;
    });
  });

  it('of any kind whatever is answered and never thrown back', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withObjectString: true }), (input) => {
        expect(assess(input, [UN]).routeBecause).toEqual(['CMP-01']);
      }),
      { numRuns: RUNS },
    );
  });

  it('with one section or answer of any kind whatever is answered too', () => {
    const place = fc.constantFrom(...Object.keys(INPUT_SECTIONS), ...INPUT_FIELDS.map(({ path }) => path));
    holds([place, fc.anything()], (input, profile, at, value) => {
      const [section = '', name] = at.split('.');
      const odd = { ...input, [section]: name === undefined ? value : { ...input[section as 'data'], [name]: value } } as AssessmentInput;
      const isFaulty = problemsOf(odd).length > 0;
      return (assess(odd, [profile]).balance === null) === isFaulty && (!isFaulty || alternatives(odd, [profile]).length === 0);
    });
  });
});
