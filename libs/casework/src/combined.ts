import { intersection, type LineDecision, type Scope } from './scope.js';

/**
 * What two grants of one request have in common, line by line: the narrower scope, the union of the conditions. A line that one of them refused, or on which
 * nothing is left, is refused; its ground is that of whoever gave one.
 * @source exchange 1.17, "People"
 */
export function combined(asked: readonly Scope[], first: readonly LineDecision[], second: readonly LineDecision[]): readonly LineDecision[] {
  const of = (decisions: readonly LineDecision[], line: number): LineDecision =>
    decisions.find((one) => one.line === line) ?? { line, granted: null, conditions: [], ground: null };
  return asked.map(({ line }) => {
    const [one, other] = [of(first, line), of(second, line)];
    const granted = intersection(one.granted, other.granted);
    return granted
      ? { line, granted, conditions: [...new Set([...one.conditions, ...other.conditions])], ground: null }
      : { line, granted: null, conditions: [], ground: one.ground ?? other.ground };
  });
}

/** Whether two grants differ in what they grant: somebody may want a lead to look at it. Conditions add up and are no difference. */
export const scopesDiffer = (first: readonly LineDecision[], second: readonly LineDecision[]): boolean =>
  JSON.stringify(scopesOf(first)) !== JSON.stringify(scopesOf(second));

const scopesOf = (decisions: readonly LineDecision[]): unknown[] =>
  [...decisions]
    .sort((a, b) => a.line - b.line)
    .flatMap(({ line, granted }) => (granted ? [[line, granted.category, granted.period?.fromMs ?? null, granted.period?.toMs ?? null]] : []));
