import { AIMS_NEVER_SERVED } from '@comity/casework';
import { type RequestDraft } from '@comity/contract';
import { type DataRequest } from './data-request.entity.js';

/** Language of a draft that names none yet. */
const LANGUAGE = 'en';

/**
 * Columns that repeat what the answers say, for lists, allocation and clocks. The purpose is the aim under which the content is read: an aim that Comity
 * never serves is recorded in the answers and is no purpose of reading.
 */
export function headOf(draft: RequestDraft): Pick<DataRequest, 'track' | 'language' | 'measure' | 'purpose'> {
  const aim = draft.aim?.kind;
  return {
    track: draft.track ?? 'ordinary',
    language: draft.language ?? LANGUAGE,
    measure: draft.measure ?? 'disclose_stored',
    purpose: aim === undefined || (AIMS_NEVER_SERVED as readonly string[]).includes(aim) ? null : aim,
  };
}
