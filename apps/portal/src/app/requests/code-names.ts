import { type Language, LOCALES } from '../shared/texts';
import { type Pointer } from './pointers';

/** A language of the field `/language`, a country of any other, as the browser names it for the reader; a code that it does not know stands for itself. */
export const nameOfCode = (pointer: Pointer, code: string, language: Language): string =>
  new Intl.DisplayNames(LOCALES[language], { type: pointer === '/language' ? 'language' : 'region', fallback: 'code' }).of(code) ?? code;
