import { CATEGORY_WORDS, type SentenceLanguage } from './category-words.js';
import { daysOf, type ScopeRow } from './scope.js';
import { ARABIC, ENGLISH, type SummaryPhrases } from './summary-phrases.js';

/** A condition in words, by the name that its row gives it; see `conditionWords`. */
export type ConditionOf = (ref: string) => string;

const PHRASES: Readonly<Record<SentenceLanguage, SummaryPhrases>> = { en: ENGLISH, ar: ARABIC };

/**
 * The one sentence above a scope diff, made from its rows alone. Letters copy it word for word, so it is never edited.
 * @example summaryOf(rows, 'en', words) // "2 of 3 lines granted, line 2 for 30 of 90 days; line 3 (identification of an IP address) refused."
 */
export function summaryOf(rows: readonly ScopeRow[], language: SentenceLanguage, conditionOf: ConditionOf): string {
  const say = PHRASES[language];
  const nameOf = ({ category }: ScopeRow['asked']): string => CATEGORY_WORDS[language][category];
  const granted = rows.filter((row) => row.granted !== null);
  const narrowed = granted.filter((row) => row.change === 'narrowed').map((row) => `${say.line(row.asked.line)} ${narrowing(row, say, nameOf)}`);
  const head = [say.granted(granted.length, rows.length), ...narrowed].join(say.comma);
  const refused = rows.filter((row) => row.granted === null).map((row) => say.refused(row.asked.line, nameOf(row.asked)));
  const conditional = granted.flatMap((row) => row.conditions.map((ref) => `${say.line(row.asked.line)} ${conditionOf(ref)}`));
  return `${[head, ...refused, ...conditional].join(say.semicolon)}.`;
}

/** How far a granted line stays behind what was asked. */
function narrowing({ asked, granted }: ScopeRow, say: SummaryPhrases, nameOf: (scope: ScopeRow['asked']) => string): string {
  const lower = granted && granted.category !== asked.category ? say.as(nameOf(granted)) : '';
  const period = granted?.period ?? null;
  if (asked.period && !period) return [lower, say.withoutPeriod].filter(Boolean).join(' ');
  if (asked.period && period && daysOf(period) !== daysOf(asked.period))
    return [lower, say.days(daysOf(period), daysOf(asked.period))].filter(Boolean).join(' ');
  return lower || say.shorter;
}
