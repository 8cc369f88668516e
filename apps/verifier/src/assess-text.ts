import {
  alternatives,
  assess,
  type Assessment,
  BENCHMARK_PROFILES,
  ENGLISH_MESSAGES,
  type EngineProfile,
  parseProfile,
  ProfileInvalid,
} from '@comity/proportionality';

/** What was given cannot be assessed as a whole. The message is one line for people. */
export class Unassessed extends Error {
  override readonly name = 'Unassessed';
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The profile that is meant: an id of the benchmark, or a whole profile. A wrong one is never replaced by another. */
function profileOf(named: unknown, where: string): EngineProfile {
  if (typeof named === 'string') {
    if (!Object.hasOwn(BENCHMARK_PROFILES, named)) throw new Unassessed(`${where} names a profile that is not known: ${JSON.stringify(named.slice(0, 40))}`);
    return BENCHMARK_PROFILES[named as keyof typeof BENCHMARK_PROFILES];
  }
  try {
    return parseProfile(named);
  } catch (error) {
    if (error instanceof ProfileInvalid) throw new Unassessed(`${where} holds a profile that is not valid at ${error.paths.slice(0, 5).join(', ')}`);
    throw error;
  }
}

function profilesOf({ profiles }: Record<string, unknown>, where: string): EngineProfile[] {
  if (!Array.isArray(profiles) || profiles.length === 0) throw new Unassessed(`${where} has no profiles`);
  return profiles.map((one) => profileOf(one, where));
}

function balanceOf({ balance }: Assessment): object | null {
  if (balance === null) return null;
  const perProfile = balance.perProfile.map(({ profile, deltaPrivacy, deltaExpression, bandPrivacy, bandExpression }) => ({
    profile,
    deltaPrivacy,
    deltaExpression,
    bandPrivacy,
    bandExpression,
  }));
  const { aim, reliability, privacy, expression } = balance;
  return { aim: aim.grade, reliability: reliability.points, privacy: privacy.grade, expression: expression.grade, perProfile };
}

/** One element of the answer; `problems` stands there only where the input does not fit. */
function answerTo(input: unknown, profiles: readonly EngineProfile[]): object {
  const assessment = assess(input, profiles);
  const { route, routeBecause, results, problems, notices } = assessment;
  return {
    route,
    routeBecause,
    checks: results.map(({ id, severity }) => ({ id, severity })),
    balance: balanceOf(assessment),
    alternatives: alternatives(input, profiles).map(({ id, route: to }) => ({ id, route: to })),
    notices,
    ...(problems.length > 0 ? { problems: problems.map(({ path, message }) => ({ path, message: ENGLISH_MESSAGES[message] })) } : {}),
  };
}

/**
 * Assesses every element of a JSON array `[{"input": …, "profiles": […]}]`. Equal texts give equal texts.
 * @returns one JSON array of the same length and order, an element a line
 * @throws {Unassessed} when the text is no JSON array, an element is no object, or its profiles are missing, unknown or not valid.
 * @source proportionality 15
 */
export function assessText(text: string): string {
  let elements: unknown;
  try {
    elements = JSON.parse(text);
  } catch {
    throw new Unassessed('the file is no JSON');
  }
  if (!Array.isArray(elements)) throw new Unassessed('the file is no JSON array');
  // All profiles are looked at before the first assessment: a file is answered whole or not at all.
  const asked = elements.map((element: unknown, at) => {
    const where = `element ${String(at)}`;
    if (!isObject(element)) throw new Unassessed(`${where} is no object`);
    return { input: element['input'], profiles: profilesOf(element, where) };
  });
  const lines = asked.map(({ input, profiles }) => JSON.stringify(answerTo(input, profiles)));
  return lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`;
}
