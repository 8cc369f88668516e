/**
 * Roles that a person may hold, in the order in which tables list them.
 * @source exchange 0.4
 */
export const ROLES = ['officer', 'supervisor', 'desk', 'liaison', 'lead', 'administrator', 'auditor', 'dpo', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** Kinds of agency; the kind limits which roles can be held there. */
export const AGENCY_KINDS = ['national_unit', 'international_unit', 'oversight_body'] as const;
export type AgencyKind = (typeof AGENCY_KINDS)[number];

/** Where each role can be held at all: a liaison officer only in an international unit, an auditor only in an oversight body. */
export const ROLE_AT: Readonly<Record<Role, readonly AgencyKind[]>> = {
  officer: ['national_unit'],
  supervisor: ['national_unit'],
  desk: ['national_unit'],
  liaison: ['international_unit'],
  lead: ['international_unit'],
  administrator: AGENCY_KINDS,
  auditor: ['oversight_body'],
  dpo: AGENCY_KINDS,
  operator: AGENCY_KINDS,
};

/**
 * Certificates of competence: what officers and desks need to submit, what liaison officers need to review, what auditors need.
 * @source exchange 1.5
 */
export const CERTIFICATE_KINDS = ['iccpr_basic', 'iccpr_review', 'auditor'] as const;
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

/** States of a certificate. `expiring` is a warning and still counts as valid. */
export const CERTIFICATE_STATES = ['valid', 'expiring', 'expired', 'suspended', 'revoked'] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];
