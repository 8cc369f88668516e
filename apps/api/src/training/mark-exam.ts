import { type ExamRule } from './bank-files.js';

/** One answer beside what is right, both in the numbering of the bank. An answer that was never given is null, and wrong. */
export interface Answered {
  topic: string;
  correct: number;
  chosen: number | null;
}

export interface TopicResult {
  topic: string;
  right: number;
  of: number;
  mandatory: boolean;
  passed: boolean;
}

export interface Marked {
  scorePercent: number;
  topics: TopicResult[];
  passed: boolean;
}

/** Whole per cent, rounded down: 79.9 is not 80. */
const share = (right: number, of: number): number => (of === 0 ? 0 : Math.floor((right * 100) / of));

/**
 * Marks an examination by its rule: the pass mark over all, and each mandatory topic by itself. A mandatory topic without a question is not passed.
 * @source proportionality.md 19
 */
export function markExam(answers: readonly Answered[], rule: Pick<ExamRule, 'passPercent' | 'mandatory'>): Marked {
  const { topics: mandatory, percent } = rule.mandatory;
  const names = [...new Set([...answers.map(({ topic }) => topic), ...mandatory])].sort();
  const topics = names.map((topic): TopicResult => {
    const own = answers.filter((answer) => answer.topic === topic);
    const right = own.filter(({ chosen, correct }) => chosen === correct).length;
    const counts = mandatory.includes(topic);
    return { topic, right, of: own.length, mandatory: counts, passed: share(right, own.length) >= (counts ? percent : rule.passPercent) };
  });
  const scorePercent = share(
    topics.reduce((sum, { right }) => sum + right, 0),
    answers.length,
  );
  return { scorePercent, topics, passed: scorePercent >= rule.passPercent && topics.every((topic) => topic.passed || !topic.mandatory) };
}
