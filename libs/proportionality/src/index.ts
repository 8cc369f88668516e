export { type Alternative, type AlternativeId, alternatives } from './alternatives.js';
export { ARABIC_MESSAGES } from './arabic-messages.js';
export { assess, type Assessment, type Cause, ENGINE_VERSION, type Notice, ProfileMissing, type Result } from './assess.js';
export { type Balance, type Band, BAND_SEVERITY, BANDS, type Weighed } from './balance.js';
export { CHECK_IDS, type CheckId, type Limb, LIMBS } from './check-ids.js';
export { type Check, CHECKS } from './checks/register.js';
export { type Citation } from './checks/rule.js';
export {
  type CombinableLine,
  combineLines,
  type CombinedLines,
  daysCovered,
  type DaySpan,
  DaySpanInvalid,
  longestRetention,
  worstAnswer,
} from './combine-lines.js';
export { TIMED_CATEGORIES } from './facts.js';
export { type Field, type FilledBy, type Shape } from './fields/field.js';
export {
  type AssessmentInput,
  FAVOURABLE_NO,
  INPUT_FIELDS,
  INPUT_SECTIONS,
  type InputField,
  type InputPath,
  SCHEMA_VERSION,
  type SectionName,
  valueAt,
} from './fields/input-fields.js';
export { isAssessmentInput, type Problem, PROBLEM_CODES, type ProblemCode, problemsOf } from './fields/problems-of.js';
export { RUNGS } from './grades/rungs.js';
export { type Step } from './grades/step.js';
export { ENGLISH_MESSAGES, type MessageKey } from './messages.js';
export { BENCHMARK_PROFILES, type BenchmarkId, type BenchmarkProfile } from './profiles/benchmark-profiles.js';
export { DEMONSTRATION_PROFILES, DEMONSTRATION_STANDING } from './profiles/demonstration-profiles.js';
export { lawOf } from './profiles/law-of.js';
export { parseProfile, ProfileInvalid } from './profiles/parse-profile.js';
export {
  type CountryProfile,
  DUAL_CRIMINALITY_RULES,
  type EngineProfile,
  type LegalBasis,
  PURPOSE_SCOPES,
  QUALITIES,
  type Quality,
  type Rank,
  RANKS,
  type Weights,
} from './profiles/profile.js';
export { ASSESSMENT_ROUTES, type Grade, GRADES, type Route, routeOf, SEVERITIES, type Severity, type Status, statusOf } from './severity.js';
export * from './value-lists.js';
