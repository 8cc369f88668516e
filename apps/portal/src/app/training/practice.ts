import { type Assessment, type AssessmentInput, type CheckId, type Limb, type Route } from '@comity/proportionality';

/** Fixtures of the engine that practice draws from, by the key of their words; the number picks one of several of the same check. */
const FIXTURES: Readonly<Record<string, readonly [check: CheckId, nth: number]>> = {
  ...Object.fromEntries(
    [
      ...['LEG-02', 'LEG-03', 'LEG-04', 'LEG-05', 'LEG-06', 'LEG-07', 'LEG-08', 'LEG-10', 'LEG-12', 'LEG-13', 'LEG-14'],
      ...['AIM-01', 'AIM-02', 'AIM-03', 'AIM-04', 'NEC-01', 'NEC-02', 'NEC-03', 'NEC-04', 'NEC-05', 'NEC-06', 'NEC-07', 'NEC-09', 'NEC-11'],
      ...['PRP-01', 'PRP-05', 'PRP-06', 'PRP-07', 'PRP-08', 'PRP-09', 'PRP-10', 'DIS-01', 'DIS-02', 'DIS-03', 'DIS-04', 'DIS-05'],
      ...['SAF-01', 'SAF-02', 'SAF-03', 'SAF-04', 'SAF-06', 'SAF-07', 'TRF-01', 'TRF-02', 'TRF-03', 'TRF-04', 'TRF-09', 'TRF-10', 'TRF-12', 'TRF-13'],
      ...['CHD-01', 'CHD-02', 'CHD-03', 'CHD-04', 'CHD-05', 'CHD-06', 'URG-01', 'URG-02', 'URG-03'],
    ].map((check) => [check, [check as CheckId, 0]]),
  ),
  'LEG-01': ['LEG-01', 1],
  'AIM-01b': ['AIM-01', 1],
};
export const FIXTURE_KEYS = Object.keys(FIXTURES).sort();

/** What a file says about, in the order of the worksheet. */
export const AREAS = [
  'legality',
  'legitimate_aim',
  'necessity',
  'proportionality',
  'non_discrimination',
  'safeguards',
  'transfer',
  'children',
  'urgency',
] as const satisfies readonly Limb[];
export type Area = (typeof AREAS)[number];

/** An invented request with what the engine says of it. */
export interface Invented {
  /** Key of its words; undefined where nothing stands out. */
  key: string | undefined;
  /** Part of the file that the words belong to. */
  area: Limb | undefined;
  input: AssessmentInput;
  route: Route;
  severity: number;
  /** Limbs that fail, by the checks that make the route; none below severity 3. */
  failing: readonly Limb[];
  checks: readonly CheckId[];
}

/** Value at a dotted path of an input. */
export const valueAt = (input: AssessmentInput, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (isTree(at) ? at[key] : undefined), input);

/** A number from 0 to below. */
export type Dice = (below: number) => number;

type Tree = { [key: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
const patched = (base: unknown, patch: unknown): unknown =>
  isTree(base) && isTree(patch) ? { ...base, ...Object.fromEntries(Object.entries(patch).map(([key, value]) => [key, patched(base[key], value)])) } : patch;

/** Facts that differ from one invented request to the next and, by themselves, let everything pass. */
function variation(dice: Dice): Tree {
  const pick = <T>(list: readonly T[]): T => list[dice(list.length)]!;
  const months = 60 + 12 * dice(11);
  return {
    offence: {
      category: pick(['csam_distribution', 'csam_production', 'grooming', 'sextortion', 'contact_abuse']),
      maxPenaltyMonthsRequesting: months,
      maxPenaltyMonthsRequested: months,
    },
    aim: { kind: pick(['investigate', 'prosecute']) },
    data: { periodDays: 1 + dice(5) },
    safeguards: { retentionDays: 90 + 30 * dice(8) },
  };
}

const concluded = (key: string | undefined, input: AssessmentInput, { route, maxSeverity, routeBecause, results }: Assessment): Invented => {
  const limbOf = (id: CheckId): Limb | undefined => results.find((result) => result.id === id)?.limb;
  const failing = maxSeverity < 3 ? [] : [...new Set(routeBecause.flatMap((id) => limbOf(id) ?? []))];
  const area = key === undefined ? undefined : limbOf(FIXTURES[key]![0]);
  return { key, area, input, route, severity: maxSeverity, failing, checks: routeBecause };
};

/**
 * Makes an invented request from a fixture of the engine with other facts around it. Where those facts would change what drives the route, the fixture
 * stands as it is.
 * @param key of `FIXTURE_KEYS`, or undefined for a request in which nothing stands out
 */
export async function invent(key: string | undefined, dice: Dice): Promise<Invented> {
  const { assess, FIXTURE_FILE: file, FLOOR } = await import('./fixtures');
  const judged = (made: unknown): Invented => concluded(key, made as AssessmentInput, assess(made, [FLOOR]));
  const around = patched(file.baseline, variation(dice));
  if (key === undefined) return judged(around);
  const [check, nth] = FIXTURES[key]!;
  const { patch } = file.fixtures.filter((fixture) => fixture.check === check)[nth]!;
  const plain = judged(patched(file.baseline, patch));
  const varied = judged(patched(around, patch));
  return varied.route === plain.route && varied.checks.join() === plain.checks.join() ? varied : plain;
}

/** What a person said about an invented request, held against the engine. */
export const marksOf = (one: Invented, limb: Limb | 'none', route: Route): { limb: boolean; route: boolean } => ({
  limb: one.failing.length === 0 ? limb === 'none' : limb !== 'none' && one.failing.includes(limb),
  route: route === one.route,
});
