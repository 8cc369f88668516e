import * as z from 'zod';
import { commitment, instant, jurisdiction, role, set, uuid } from './members.js';

const person = z.strictObject({ agency: uuid, jurisdiction, officer: commitment, role });
const machine = z.strictObject({ agency: uuid, jurisdiction, machine: uuid, officer: commitment.optional(), role: z.literal('machine') });
const service = z.strictObject({ service: z.string().regex(/^[a-z][a-z_]{1,31}$/) });
const nobody = z.strictObject({ unknown: z.literal(true) });

/**
 * Who acted: a person by commitment, a machine, a part of Comity, or nobody known. Never an account, never a name.
 * @source log 5.2
 */
export const AuditActor = z.union([person, machine, service, nobody]);
export type AuditActor = z.infer<typeof AuditActor>;

const reason = z.string().regex(/^[a-z0-9][a-z0-9_.:-]{0,63}$/);

/** Why something was read, searched or exported, in codes. */
export const AuditWhy = z.strictObject({ purpose: reason, basis: reason.optional(), quick: reason.optional() });
export type AuditWhy = z.infer<typeof AuditWhy>;

type Members = Record<string, z.ZodType>;
type Rule = {
  /** Types that the object may have; `any` where every object can be meant. */
  readonly on: readonly string[] | 'any';
  /** True where the event can be without an object: a refusal before anything was found, an act of the whole system. */
  readonly onOptional?: boolean;
  /** True for every read, search and export. */
  readonly why?: boolean;
  readonly data: Members;
  readonly commit?: Members;
  /** True where there may be nothing to commit to. */
  readonly commitOptional?: boolean;
};
type Must<Needed, T extends z.ZodType> = Needed extends true ? T : z.ZodOptional<T>;
type Needs<R extends Rule> = {
  on: R['onOptional'] extends true ? false : true;
  why: R['why'] extends true ? true : false;
  commit: R['commit'] extends Members ? (R['commitOptional'] extends true ? false : true) : false;
};

const must = <const Needed, T extends z.ZodType>(needed: Needed, schema: T) => (needed ? schema : schema.optional()) as Must<Needed, T>;
const objectOf = (types: readonly string[] | 'any') => {
  const type = z.string().regex(/^[a-z][a-z_]{0,63}$/);
  return z.strictObject({
    id: z.union([uuid, commitment]),
    type: types === 'any' ? type : type.refine((value) => types.includes(value), `one of ${types.join(', ')}`),
  });
};

/**
 * Makes the strict schema of one kind of event, without the members that the append adds itself (`v`, `id`, `nonce`, `at`).
 * `data.time` is business time and allowed in every kind. An unknown member anywhere is refused.
 */
export function event<K extends string, const R extends Rule>(kind: K, rule: R) {
  const needs = { on: !rule.onOptional, why: rule.why === true, commit: rule.commit !== undefined && !rule.commitOptional } as Needs<R>;
  return z
    .strictObject({
      kind: z.literal(kind),
      actor: AuditActor,
      on: must(needs.on, objectOf(rule.on)),
      case: uuid.optional(),
      parties: set(jurisdiction).optional(),
      why: must(needs.why, AuditWhy),
      data: z.strictObject({ time: instant.optional(), ...(rule.data as R['data']) }),
      commit: must(needs.commit, z.strictObject((rule.commit ?? {}) as R['commit'] extends Members ? R['commit'] : Record<never, never>)),
    })
    .meta({ title: kind, on: rule.on });
}

/** Commitment to the words of a reason; the most common one. */
export const REASON = { reason: commitment };

/** The second of two people, as a commitment; for the first act of an installation, the digest of its file. */
export const APPROVED = { approved_by: commitment };
