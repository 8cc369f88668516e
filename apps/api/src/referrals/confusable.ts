/** Scripts whose letters are told apart; one entry for each that a network name is met in and that looks like another. */
const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Hebrew',
  'Arabic',
  'Devanagari',
  'Thai',
  'Georgian',
  'Cherokee',
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
] as const;
const SCRIPT_PATTERNS = SCRIPTS.map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'u')] as const);

/** Scripts that are written together in one word and are therefore no warning. */
const TOGETHER = [new Set(['Latin', 'Han', 'Hiragana', 'Katakana']), new Set(['Latin', 'Han', 'Hangul'])];

/** Letters of other scripts that are drawn like a Latin one; a name made of them alone reads as Latin. */
const LIKE_LATIN = new Set('аеорсухіјѕһԁԛԝьгпАВЕКМНОРСТУХІЈЅαοορνικτυΑΒΕΖΗΙΚΜΝΟΡΤΥΧօսոցհ');

/**
 * True when a name can be taken for another: letters of scripts that are not written together, or a name in another script whose every letter
 * is drawn like a Latin one. A subset of the mixed-script and whole-script tests; it warns and never refuses.
 * @source Unicode Technical Standard 39, sections 5.1 and 5.2
 */
export function looksLikeAnother(name: string): boolean {
  const scripts = new Set<string>();
  for (const letter of name) {
    for (const [script, pattern] of SCRIPT_PATTERNS) if (pattern.test(letter)) scripts.add(script);
  }
  if (scripts.size > 1 && !TOGETHER.some((set) => [...scripts].every((script) => set.has(script)))) return true;
  const letters = [...name].filter((letter) => /\p{L}/u.test(letter));
  return letters.length > 0 && !scripts.has('Latin') && letters.every((letter) => LIKE_LATIN.has(letter));
}
