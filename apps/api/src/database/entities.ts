import { DataRequest } from '../requests/data-request.entity.js';
import { Delivery } from '../referrals/delivery.entity.js';
import { Referral } from '../referrals/referral.entity.js';
import { Decision } from '../review/decision.entity.js';
import { Review } from '../review/review.entity.js';

/** Entities of all rooms; audit entries have none. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM names entity classes this way
export const ENTITIES: Function[] = [DataRequest, Delivery, Referral, Review, Decision];
