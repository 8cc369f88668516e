import { type WorkPart, type WorkRowView } from '@comity/contract';

export const SECTIONS = ['approve', 'due', 'answer', 'returned', 'arrived', 'drafts', 'followed'] as const;
export type Section = (typeof SECTIONS)[number];

/** Where a part stands on the page. What others have to act on and what has a clock is due; without a clock it is only followed. */
const SECTION_OF: Readonly<Record<WorkPart, Section>> = {
  approve_referral: 'approve',
  take_receipt: 'due',
  accept_referral: 'due',
  follow_referral: 'followed',
  follow_request: 'followed',
  close_request: 'due',
  take_up: 'answer',
  answer_lines: 'answer',
  send_answer: 'answer',
  correct_referral: 'returned',
  answer_questions: 'returned',
  read_answer: 'arrived',
  receipt_answer: 'arrived',
  finish_referral: 'drafts',
  finish_request: 'drafts',
};

export const sectionOf = ({ part, clock }: WorkRowView): Section => (SECTION_OF[part] === 'followed' && clock ? 'due' : SECTION_OF[part]);

/** Rows by section, each in the order in which they came: by the time to act. */
export function bySection(rows: readonly WorkRowView[]): Readonly<Record<Section, WorkRowView[]>> {
  const of = (section: Section): WorkRowView[] => rows.filter((row) => sectionOf(row) === section);
  return {
    approve: of('approve'),
    due: of('due'),
    answer: of('answer'),
    returned: of('returned'),
    arrived: of('arrived'),
    drafts: of('drafts'),
    followed: of('followed'),
  };
}

/** Address at which a row opens. */
export const placeOf = ({ kind, id }: WorkRowView): string[] => [{ referral: '/referrals', request: '/requests', answer: '/answers' }[kind], id];
