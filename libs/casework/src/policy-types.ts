import { type Certificate } from './certificates.js';
import { type HandlingCode } from './lists.js';
import { type Refusal } from './refusals.js';
import { type AgencyKind, type Role } from './roles.js';
import { type SignIn } from './step-up.js';

/** A person by token, a system of an agency, or the worker in the context of the officer whom its row names. */
export const CALLERS = ['person', 'machine', 'worker'] as const;
export type Caller = (typeof CALLERS)[number];

/**
 * Who acts, from the row of the officer. `roles` are the grants in the database that the token also carries, valid now.
 * @source security 2.1
 */
export type Subject = {
  readonly caller: Caller;
  readonly personId: string;
  readonly agencyId: string;
  readonly agencyKind: AgencyKind;
  readonly jurisdiction: string;
  readonly roles: readonly Role[];
  readonly certificates: readonly Certificate[];
  readonly termsAccepted: boolean;
  /** Null for a machine and for the worker, which never sign in freshly. */
  readonly signIn: SignIn | null;
  /** Scopes of a machine; empty for everybody else. */
  readonly scopes: readonly string[];
  /** Jurisdictions that an auditor may look into. */
  readonly mandate: 'all' | readonly string[];
  /** True for an auditor who also holds a grant with the scope `examiner`. */
  readonly examiner: boolean;
};

/**
 * What is acted on, from the locked row. A list without a member means that there is none; null means not known or not there yet,
 * and never lets anything pass.
 */
export type PolicyObject = {
  /** Agency that wrote the record. */
  readonly ownerAgency: string;
  /** Agency that asks, of a request and all that follows from it. */
  readonly requestingAgency: string | null;
  /** Agency that holds the data; null before dispatch. */
  readonly holdingAgency: string | null;
  /** Agency to which a referral was delivered; null before that. */
  readonly recipientAgency: string | null;
  /** Every agency that has a side in the case, dispatched or not; nobody of them reviews. */
  readonly caseAgencies: readonly string[];
  /** Jurisdictions of the case, for the mandate of an auditor. */
  readonly jurisdictions: readonly string[];
  /** Natural persons who wrote it. */
  readonly authors: readonly string[];
  /** Natural persons to whom it is assigned in its own agency. */
  readonly assigned: readonly string[];
  /** Natural persons drawn to review it, while they are. */
  readonly reviewers: readonly string[];
  readonly recused: readonly string[];
  /** Natural persons who answered the lines that a package would carry. */
  readonly answerers: readonly string[];
  /** Aim of the record, a code of exchange 0.7. */
  readonly purpose: string | null;
  readonly handling: readonly HandlingCode[];
  readonly urgent: boolean;
  readonly openStopOrder: boolean;
  /** True of a request while its questions wait for an answer. */
  readonly returned?: boolean;
};

/** Everything around the act. `nowMs` is business time, `realNowMs` the real clock; both in milliseconds since 1970. */
export type Environment = {
  readonly nowMs: number;
  readonly realNowMs: number;
  /** Incident mode: nothing is written. */
  readonly readOnly: boolean;
  /** False while the log is frozen or behind; then nothing is released. */
  readonly logWell: boolean;
  /** Purpose that the caller named; null if none. */
  readonly purpose: string | null;
};

/** What the use case must do because the policy allowed the act. */
export const OBLIGATIONS = ['log-read', 'mask-c3', 'minimise', 'granted-scope', 'mark-h1', 'acknowledge-h3', 'metadata-only'] as const;
export type Obligation = (typeof OBLIGATIONS)[number];

export type Verdict = {
  readonly allow: boolean;
  /** Rules that allowed the act, or those that refuse it; they go into the audit entry. */
  readonly ruleIds: readonly string[];
  readonly obligations: readonly Obligation[];
  /** Null if allowed. */
  readonly reason: Refusal | null;
  /** Purpose under which the read is logged; null where the act reads no content. */
  readonly purpose: string | null;
};
