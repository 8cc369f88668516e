import { readFileSync } from 'node:fs';
import { type CertificateKind } from '@comity/casework';

/** Words by language; English and Arabic are always there. */
export type Words = Record<'en' | 'ar', string>;

/** A question of the bank, in all languages. The right option stands at `correct`; the order shown differs by attempt. */
export interface BankQuestion {
  code: string;
  topic: string;
  level: string;
  correct: number;
  sources: { cite: string; mark: string }[];
  /** Checks of the engine that the question trains. */
  checks: string[];
  question: Words;
  options: Words[];
  explanation: Words;
}

/** One version of what an examination asks. */
export interface ExamRule {
  kind: CertificateKind;
  version: number;
  validFrom: string;
  /** Questions to draw, by topic. */
  items: Record<string, number>;
  passPercent: number;
  /** Topics of which each must reach `percent` by itself. */
  mandatory: { topics: string[]; percent: number };
  minutes: number;
  /** Hours to wait after the first, second, … failure in a row; the last one holds for all that follow. */
  waitHours: number[];
  validMonths: number;
}

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`./data/${name}`, import.meta.url), 'utf8')) as T;
type Said = Record<string, { question: string; options: string[]; explanation: string }>;

/** The bank as this release brings it, its first version; later versions of a question are rows that two examiners made. */
export function readBank(): BankQuestion[] {
  const [en, ar] = [read<Said>('questions.en.json'), read<Said>('questions.ar.json')];
  return read<Omit<BankQuestion, 'question' | 'options' | 'explanation'>[]>('questions.json').map((facts) => {
    const [inEnglish, inArabic] = [en[facts.code]!, ar[facts.code]!];
    return {
      ...facts,
      question: { en: inEnglish.question, ar: inArabic.question },
      options: inEnglish.options.map((option, index) => ({ en: option, ar: inArabic.options[index]! })),
      explanation: { en: inEnglish.explanation, ar: inArabic.explanation },
    };
  });
}

/** The rules of the examinations as this release brings them. */
export const readExamRules = (): ExamRule[] => read<ExamRule[]>('exam-rules.json');

/** A lesson as its file has it. An agency adds its own by a file with its country. */
export interface LessonFile {
  code: string;
  version: number;
  limb: string;
  jurisdiction: string | null;
  title: Words;
  opening: Words;
  points: Words[];
  law: { cite: string; mark: string; says: Words }[];
  decided: { id: string; citation: string; source: string; confidence: string; told: Words; lesson: Words };
  exercise: { check: string };
}

/** Every lesson, in the order in which they are read: the file `lessons.json` names them. */
export const readLessons = (): LessonFile[] => read<string[]>('lessons.json').map((name) => read<LessonFile>(`lessons/${name}.json`));
