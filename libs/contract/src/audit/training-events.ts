import { APPROVED, event, REASON } from './event.js';
import { certificateKind, code, commitment, count, flag, oneOf, set, uuid } from './members.js';

const change = oneOf('retire', 'restore', 'edit');
const certificateChange = oneOf('suspended', 'revoked', 'restored');

/** Lessons, examinations, the bank of questions, and what becomes of a certificate after it was issued. */
export const TRAINING_EVENTS = {
  'lesson.completed': event('lesson.completed', { on: ['officer'], data: { lesson: code, version: count } }),
  // The seed of the draw is committed to before a question is seen; whoever sat the examination can open it afterwards.
  'exam.started': event('exam.started', { on: ['exam'], data: { form: code, certificate_kind: certificateKind, items: count }, commit: { seed: commitment } }),
  'exam.taken': event('exam.taken', { on: ['exam'], data: { form: code, items: set(code), passed: flag }, commit: { answers: commitment } }),
  'certificate.change_proposed': event('certificate.change_proposed', { on: ['certificate'], data: { change: certificateChange }, commit: REASON }),
  'certificate.state_changed': event('certificate.state_changed', {
    on: ['certificate'],
    data: {
      from: oneOf('valid', 'suspended', 'revoked'),
      to: oneOf('valid', 'suspended', 'revoked', 'expired'),
      cause: oneOf('expired', 'suspended', 'revoked', 'restored'),
      approved_by: commitment.optional(),
    },
    // What runs out by itself has no reason of a person.
    commit: REASON,
    commitOptional: true,
  }),
  'question.change_proposed': event('question.change_proposed', { on: ['question'], data: { question: code, version: count, change }, commit: REASON }),
  'question.changed': event('question.changed', {
    on: ['question'],
    data: { question: code, from_version: count, version: count, change, proposal: uuid, ...APPROVED },
    commit: { content: commitment },
  }),
};
