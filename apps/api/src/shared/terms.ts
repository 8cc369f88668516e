import { createHash } from 'node:crypto';

/** Terms of use in force. A new version is a new constant here and asks everybody again. */
export const TERMS = {
  terms: 'use',
  version: 1,
  text: {
    en: 'I use Comity only for the cases and purposes of my office. I know that every act and every reading of content is recorded in a log that others can verify. I enter no images and no video.',
    ar: 'أستخدم كوميتي فقط لقضايا مكتبي وأغراضه. أعلم أن كل إجراء وكل اطلاع على المحتوى يُدوَّن في سجل يستطيع آخرون التحقق منه. لا أُدخل صورًا ولا مقاطع فيديو.',
  },
} as const;

export type TermsLanguage = keyof typeof TERMS.text;

/** SHA-256 of the exact text in one language: hex as the wire has it, base64url as entries have it. */
export function termsHash(lang: TermsLanguage, form: 'hex' | 'base64url'): string {
  return createHash('sha256').update(TERMS.text[lang]).digest(form);
}

export const isTermsLanguage = (lang: string): lang is TermsLanguage => Object.hasOwn(TERMS.text, lang);
