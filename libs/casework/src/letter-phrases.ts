import { type SentenceLanguage } from './category-words.js';
import { type Outcome } from './lists.js';

/** Sentences of a letter in one language. */
export interface LetterPhrases {
  /** Between two parts of a sentence; in Arabic with a mark that keeps a following number out of a Latin word before it. */
  comma: string;
  title(ref: string, version: number): string;
  outcome: Readonly<Record<Outcome, string>>;
  lines: string;
  line(line: number): string;
  asked(scope: string): string;
  granted: string;
  narrowed(scope: string): string;
  refused: string;
  condition(words: string): string;
  reasons: string;
  questions: string;
  question(number: number): string;
  missing: string;
  narrower: string;
  noNarrower: string;
  again: string;
  askAgain: string;
  readBy(day: string): string;
  anotherLook: string;
  to(from: string, to: string): string;
  variant: Readonly<Record<string, string>>;
}

export const LETTER_PHRASES: Readonly<Record<SentenceLanguage, LetterPhrases>> = {
  en: {
    comma: ', ',
    title: (ref, version) => `Decision on request ${ref}, version ${version}`,
    outcome: {
      grant: 'The request is granted as asked.',
      grant_in_part: 'The request is granted in part.',
      return: 'The request is returned. The questions below have to be answered first.',
      refuse: 'The request is refused.',
    },
    lines: 'Line by line',
    line: (line) => `Line ${line}`,
    asked: (scope) => `asked: ${scope}`,
    granted: 'Granted as asked.',
    narrowed: (scope) => `Granted as: ${scope}.`,
    refused: 'Refused.',
    condition: (words) => `On condition: ${words}.`,
    reasons: 'Reasons of the reviewing officer',
    questions: 'Questions to answer',
    question: (number) => `Question ${number}:`,
    missing: 'What is missing, and why it matters',
    narrower: 'What a narrower request could be',
    noNarrower: 'On these grounds no narrower request could be granted.',
    again: 'How and until when to ask again',
    askAgain: 'A narrower request can be made at any time from the same referral; what was said for the wider one is asked again.',
    readBy: (day) => `It will be read by ${day}, because a child is at risk.`,
    anotherLook: 'Another look by other people can be asked for once, within 14 days, for a new fact or an error of law.',
    to: (from, to) => `${from} to ${to}`,
    variant: {
      'ALT-PRESERVE': 'Ask only to keep the data, and ask for them later.',
      'ALT-SUBSCRIBER': 'Ask for subscriber data only.',
      'ALT-IDENT': 'Ask only which connection was used at one instant.',
      'ALT-30D': 'Ask for thirty days at most.',
      'ALT-ONE': 'Ask about one identifier only, with nobody else touched.',
    },
  },
  ar: {
    comma: '،\u200f ',
    title: (ref, version) => `قرار بشأن الطلب ${ref}، الإصدار ${version}`,
    outcome: {
      grant: 'مُنح الطلب كما طُلب.',
      grant_in_part: 'مُنح الطلب جزئيًا.',
      return: 'أُعيد الطلب. يجب الجواب عن الأسئلة أدناه أولًا.',
      refuse: 'رُفض الطلب.',
    },
    lines: 'بندًا بندًا',
    line: (line) => `البند ${line}`,
    asked: (scope) => `المطلوب: ${scope}`,
    granted: 'مُنح كما طُلب.',
    narrowed: (scope) => `مُنح على أنه: ${scope}.`,
    refused: 'رُفض.',
    condition: (words) => `بشرط: ${words}.`,
    reasons: 'أسباب الضابط المراجِع',
    questions: 'أسئلة يجب الجواب عنها',
    question: (number) => `السؤال ${number}:`,
    missing: 'ما الذي ينقص، ولماذا يهم',
    narrower: 'ما الذي قد يكون طلبًا أضيق',
    noNarrower: 'لهذه الأسباب لا يمكن منح طلب أضيق.',
    again: 'كيف يُطلب مجددًا وحتى متى',
    askAgain: 'يمكن تقديم طلب أضيق في أي وقت من الإحالة نفسها؛ وما قيل عن الطلب الأوسع يُسأل عنه من جديد.',
    readBy: (day) => `سيُقرأ في موعد أقصاه ${day}، لأن طفلًا في خطر.`,
    anotherLook: 'يمكن أن يُطلب مرة واحدة خلال 14 يومًا نظر آخر من أشخاص آخرين، لواقعة جديدة أو خطأ في القانون.',
    to: (from, to) => `من ${from} إلى ${to}`,
    variant: {
      'ALT-PRESERVE': 'اطلبوا حفظ البيانات فقط، واطلبوها لاحقًا.',
      'ALT-SUBSCRIBER': 'اطلبوا بيانات المشترك فقط.',
      'ALT-IDENT': 'اطلبوا فقط أي اتصال استُخدم في لحظة واحدة.',
      'ALT-30D': 'اطلبوا ثلاثين يومًا على الأكثر.',
      'ALT-ONE': 'اطلبوا عن معرّف واحد فقط من غير أن يُمسّ أحد آخر.',
    },
  },
};
