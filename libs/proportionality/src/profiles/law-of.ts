import { type DataCategory, type Measure, type Tri } from '../value-lists.js';
import { type CountryProfile, QUALITIES, type Quality } from './profile.js';

/** No before unknown before yes: the answer that is least favourable where yes is the favourable one. */
const WORST_FIRST: readonly Tri[] = ['no', 'unknown', 'yes'];

/**
 * Quality of the law for a measure on these categories: for each question the worst answer over the categories. A category that no
 * legal basis of the profile covers makes every answer unknown. These are the platform's default answers in `legalBasis`.
 * @source proportionality 3, "Who fills what"
 */
export function lawOf({ legalBases }: Pick<CountryProfile, 'legalBases'>, measure: Measure, categories: readonly DataCategory[]): Quality {
  const bases = categories.map((category) => legalBases.find((basis) => basis.measures.includes(measure) && basis.categories.includes(category)));
  const answer = (quality: keyof Quality): Tri => {
    const given = bases.map((basis) => basis?.quality[quality] ?? 'unknown');
    return WORST_FIRST.find((one) => given.includes(one)) ?? 'unknown';
  };
  return Object.fromEntries(QUALITIES.map((quality) => [quality, answer(quality)])) as Quality;
}
