import { type Grade } from '../severity.js';
import { type GradedCategory } from '../value-lists.js';

/**
 * How deep data of a category reach into private life; also the rung of the ladder that a form proposes to step down.
 * @source proportionality 8; exchange 0.7
 */
export const RUNGS: Readonly<Record<GradedCategory, Grade>> = {
  preservation: 0,
  subscriber: 1,
  identification_ip: 2,
  device_identifier: 2,
  image: 2,
  financial: 3,
  authority_record: 3,
  biometric: 4,
  traffic: 4,
  location: 5,
  content_stored: 6,
  content_realtime: 7,
  device_full: 7,
};
