import { type SentenceLanguage } from './category-words.js';
import { CONDITION_KINDS, type ConditionKind } from './lists.js';

/** A condition as people read it. `until` is ISO 8601; `parameter` are words of the person who set it. */
export type ConditionText = { readonly kind: string; readonly parameter: string | null; readonly until: string | null };

/** What the kind says, and how its date is joined to it. */
type Phrase = readonly [says: string, withDate: string];

const PHRASES: Readonly<Record<SentenceLanguage, Readonly<Record<ConditionKind, Phrase>>>> = {
  en: {
    use_limit: ['for a limited use', 'until'],
    no_onward: ['not to be passed on', 'until'],
    onward_only_to: ['to be passed on only to', 'until'],
    not_evidence: ['not to be used as evidence', 'until'],
    evidence_after_consent: ['to be used as evidence only after consent', 'until'],
    delete_by: ['to be deleted', 'by'],
    keep_until: ['to be kept', 'until'],
    report_deletion: ['with a report of its deletion', 'by'],
    filter_before_use: ['to be filtered before use', 'by'],
    named_readers: ['for named readers only', 'until'],
    sealed_transfer: ['to travel sealed', 'until'],
    hash_first: ['with hashes sent first', 'by'],
    notify_person_by: ['with notice to the person', 'by'],
    no_contact_with_child: ['without contact with the child', 'until'],
    report_use_by: ['with a report of its use', 'by'],
    assurance_needed: ['after a written assurance', 'by'],
  },
  ar: {
    use_limit: ['لاستعمال محدود', 'حتى'],
    no_onward: ['دون نقله إلى غيركم', 'حتى'],
    onward_only_to: ['ولا يُنقل إلا إلى', 'حتى'],
    not_evidence: ['دون استعماله دليلًا', 'حتى'],
    evidence_after_consent: ['ولا يُستعمل دليلًا إلا بعد الموافقة', 'حتى'],
    delete_by: ['يُحذف', 'في موعد أقصاه'],
    keep_until: ['يُحفظ', 'حتى'],
    report_deletion: ['مع تقرير عن حذفه', 'في موعد أقصاه'],
    filter_before_use: ['يُفرز قبل استعماله', 'في موعد أقصاه'],
    named_readers: ['لقرّاء مسمّين فقط', 'حتى'],
    sealed_transfer: ['يُنقل مختومًا', 'حتى'],
    hash_first: ['وتُرسل البصمات أولًا', 'في موعد أقصاه'],
    notify_person_by: ['مع إخطار الشخص', 'في موعد أقصاه'],
    no_contact_with_child: ['دون اتصال بالطفل', 'حتى'],
    report_use_by: ['مع تقرير عن استعماله', 'في موعد أقصاه'],
    assurance_needed: ['بعد ضمان مكتوب', 'في موعد أقصاه'],
  },
};

const LOCALES: Readonly<Record<SentenceLanguage, string>> = { en: 'en-GB', ar: 'ar-u-nu-latn' };

/** A day in words, in UTC: `1 March 2027`. */
const dayWords = (instant: string, language: SentenceLanguage): string =>
  new Intl.DateTimeFormat(LOCALES[language], { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(instant));

const isKnown = (kind: string): kind is ConditionKind => (CONDITION_KINDS as readonly string[]).includes(kind);

/**
 * A condition in words that follow on "line 5", the same on screens, in sentences and in letters. A kind that is not known is named by its code.
 * @example conditionWords({ kind: 'delete_by', parameter: null, until: '2027-03-01T00:00:00Z' }, 'en') // "to be deleted by 1 March 2027"
 */
export function conditionWords({ kind, parameter, until }: ConditionText, language: SentenceLanguage): string {
  const [says, withDate] = isKnown(kind) ? PHRASES[language][kind] : [kind, PHRASES[language].delete_by[1]];
  return `${says}${until ? ` ${withDate} ${dayWords(until, language)}` : ''}${parameter ? ` (${parameter})` : ''}`;
}
