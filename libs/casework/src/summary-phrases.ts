/** Pieces of the sentence above a scope diff, in one language. */
export interface SummaryPhrases {
  comma: string;
  semicolon: string;
  line(line: number): string;
  granted(granted: number, all: number): string;
  refused(line: number, category: string): string;
  as(category: string): string;
  days(granted: number, asked: number): string;
  withoutPeriod: string;
  shorter: string;
}

export const ENGLISH: SummaryPhrases = {
  comma: ', ',
  semicolon: '; ',
  line: (line) => `line ${line}`,
  granted: (granted, all) => `${granted} of ${all} ${all === 1 ? 'line' : 'lines'} granted`,
  refused: (line, category) => `line ${line} (${category}) refused`,
  as: (category) => `as ${category}`,
  days: (granted, asked) => `for ${granted} of ${asked} days`,
  withoutPeriod: 'without a period',
  shorter: 'for a shorter time',
};

const ARABIC_DAYS: Readonly<Record<string, (days: number) => string>> = {
  one: () => 'يوم واحد',
  two: () => 'يومين',
  few: (days) => `${days} أيام`,
  many: (days) => `${days} يومًا`,
};
const arabicDays = (days: number): string => (ARABIC_DAYS[new Intl.PluralRules('ar').select(days)] ?? ((n) => `${n} يوم`))(days);

export const ARABIC: SummaryPhrases = {
  comma: '، ',
  semicolon: '؛ ',
  line: (line) => `البند ${line}`,
  granted: (granted, all) => `البنود الممنوحة ${granted} من أصل ${all}`,
  refused: (line, category) => `رُفض البند ${line} (${category})`,
  as: (category) => `على أنه ${category}`,
  days: (granted, asked) => `لمدة ${arabicDays(granted)} من أصل ${arabicDays(asked)}`,
  withoutPeriod: 'بلا مدة',
  shorter: 'لوقت أقصر',
};
