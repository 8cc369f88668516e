import { APPROVED, event } from './event.js';
import { certificateKind, code, commitment, count, digest, instant, jurisdiction, lang, moment, oneOf, role, set, uuid } from './members.js';

const person = { on: ['officer'], onOptional: true } as const;
/** Equal refusals are counted in one entry. */
const counted = { count, first_at: instant };

/** Sign-in, refusals and terms. */
export const ACCESS_EVENTS = {
  'auth.signed_in': event('auth.signed_in', { ...person, data: { acr: code, amr: set(code), client: code, login: code } }),
  'auth.stepped_up': event('auth.stepped_up', { ...person, data: { acr: code, login: code, for: code } }),
  'auth.signed_out': event('auth.signed_out', {
    ...person,
    data: { login: code, cause: oneOf('user', 'everywhere', 'idle', 'expired', 'revoked', 'disabled') },
  }),
  'auth.refused': event('auth.refused', {
    ...person,
    data: { cause: oneOf('signature', 'expired', 'audience', 'issuer', 'type', 'replay', 'unknown', 'disabled', 'locked'), ...counted },
    commit: { account: commitment.optional() },
    commitOptional: true,
  }),
  'access.refused': event('access.refused', { on: 'any', onOptional: true, data: { act: code, rules: set(code), status: count, ...counted } }),
  'step.refused': event('step.refused', {
    on: 'any',
    onOptional: true,
    data: { act: code, from: code, guard: code, rules: set(code), status: count, ...counted },
  }),
  'terms.accepted': event('terms.accepted', { on: ['officer', 'terms'], data: { terms: code, version: count, text_hash: digest, lang } }),
};

/** Law, agencies, people and certificates. */
export const ROSTER_EVENTS = {
  'jurisdiction.profile_activated': event('jurisdiction.profile_activated', {
    on: ['profile', 'jurisdiction'],
    data: { version: count, valid_from: moment, hash: digest, ...APPROVED },
  }),
  'corridor.version_activated': event('corridor.version_activated', {
    on: ['corridor'],
    data: { requesting: jurisdiction, holding: jurisdiction, version: count, valid_from: moment, hash: digest, ...APPROVED },
  }),
  'agency.created': event('agency.created', {
    on: ['agency'],
    data: { agency_kind: oneOf('national_unit', 'international_unit', 'oversight_body'), jurisdiction, ...APPROVED },
    commit: { record: commitment },
  }),
  'officer.enrolled': event('officer.enrolled', { on: ['officer'], data: { agency: uuid }, commit: { identity: commitment } }),
  'role.granted': event('role.granted', {
    on: ['role', 'role_grant'],
    data: { role, scope: code, valid_from: moment, valid_to: moment, ...APPROVED },
    commit: { record: commitment },
  }),
  'certificate.issued': event('certificate.issued', {
    on: ['certificate'],
    data: { certificate_kind: certificateKind, form: code, valid_from: moment, valid_to: moment, issued_by: code.or(commitment) },
    commit: { record: commitment },
  }),
};
