import {
  COOPERATION_BASES,
  DATA_CATEGORIES,
  DUAL_CRIMINALITY_RULES,
  GRADED_CATEGORIES,
  ICCPR_STATUS,
  MEASURES,
  PURPOSE_SCOPES,
  QUALITIES,
} from '@comity/proportionality/lists';
import * as z from 'zod';
import { label, text, tri } from './text.js';
import { looseView } from './view.js';

const each = <K extends string, T extends z.ZodType>(keys: readonly K[], value: T) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, value])) as Record<K, T>);
const weight = z.int().min(0).max(2);
const rank = z.int().min(0).max(5);
const count = z.int().min(1).max(1_000_000);
const hours = z.int().min(0).max(8760);
const years = z.int().min(0).max(30);

/** What the engine reads of a profile. @source proportionality.md 7 */
const engine = {
  id: label(16),
  version: label(16),
  weights: each(['child', 'privacy', 'expression'], weight),
  purposeScope: z.enum(PURPOSE_SCOPES),
  compensation: z.boolean(),
  dualCriminality: z.enum(DUAL_CRIMINALITY_RULES),
  bulkThreshold: count,
  periodReviewDays: count,
  retentionMaxDays: count,
  urgentHorizonHours: count,
  urgentExPostCategories: z.array(z.enum(GRADED_CATEGORIES)).max(13),
  cooperationBases: z.array(z.enum(COOPERATION_BASES)).max(9),
  authorisation: each(GRADED_CATEGORIES, rank),
  thresholdMonths: each(GRADED_CATEGORIES, z.int().min(0).max(600)),
};

/** What forms, clocks and people read beside it. */
const country = {
  label: label(120),
  use: z.enum(['benchmark', 'demonstration', 'live']),
  demonstration: z.boolean(),
  standing: label(120),
  reviewedBy: label(200).nullable(),
  reviewedOn: z.iso.date().nullable(),
  sources: z
    .array(z.strictObject({ cite: text(300), mark: z.enum(['confirmed', 'unconfirmed']).optional() }))
    .min(1)
    .max(100),
  iccpr: z.strictObject({
    status: z.enum(ICCPR_STATUS),
    optionalProtocol: z.boolean(),
    reservations: z.array(z.strictObject({ treaty: label(120), article: label(120), text: text(2000) })).max(50),
  }),
  ageOfMajority: years,
  minimumAgeCriminalResponsibility: years,
  ageOfConsent: years,
  legalBases: z
    .array(
      z.strictObject({
        act: label(200),
        article: label(200),
        link: z.url().max(500).nullable(),
        measures: z.array(z.enum(MEASURES)).max(6),
        categories: z.array(z.enum(DATA_CATEGORIES)).max(12),
        offenceLimit: label(200),
        quality: each(QUALITIES, tri),
      }),
    )
    .max(50),
  exPostHours: each(GRADED_CATEGORIES, hours),
  deathPenaltyRule: z.enum(['assurance_required', 'retentionist']),
  deadlines: z.strictObject({ urgentAckHours: hours, urgentDecisionHours: hours, ordinaryDays: z.int().min(1).max(365) }),
};

/** A whole profile of a State, as it is proposed. What the engine refuses beside the shape it says when the proposal is read. */
export const CountryProfileBody = z.strictObject({ ...engine, ...country }).meta({ id: 'CountryProfileBody' });
export type CountryProfileBody = z.infer<typeof CountryProfileBody>;

/** One version of the profile of a jurisdiction; `UN` is the floor of every assessment. */
const rowView = {
  id: z.string().max(36),
  jurisdiction: z.string().max(2),
  version: z.int().min(1),
  /** Version that an assessment names: `SE@1.0.0`. */
  named: z.string().max(40),
  validFrom: z.string().max(32),
  validTo: z.string().max(32).nullable(),
  hash: z.string().max(64),
};

export const ProfileRowView = z.object(rowView).meta({ id: 'ProfileRow' });
export type ProfileRowView = z.infer<typeof ProfileRowView>;

/** The floor says less than a State: the second half of a body may be absent. */
const bodyView = looseView(z.strictObject({ ...engine, ...z.strictObject(country).partial().shape }));
export const ProfileView = z.object({ ...rowView, body: bodyView }).meta({ id: 'Profile' });
export type ProfileView = z.infer<typeof ProfileView>;
