import { REFERRAL_STEPS } from './steps-referral.js';
import { DISCLOSURE_STEPS } from './steps-disclosure.js';
import { REQUEST_STEPS } from './steps-request.js';
import { REVIEW_STEPS } from './steps-review.js';

/**
 * Every step that the lifecycle has. A step that is not a row here does not exist.
 * @source exchange 2.1, 2.2
 */
export const STEPS = [...REFERRAL_STEPS, ...REQUEST_STEPS, ...REVIEW_STEPS, ...DISCLOSURE_STEPS];
