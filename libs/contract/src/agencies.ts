import { AGENCY_KINDS } from '@comity/casework';
import * as z from 'zod';

/** States of an agency that others hear of: a proposed one is nobody yet, a closed one still stands in old cases. */
export const AGENCY_STATES = ['active', 'suspended', 'closed'] as const;

/** An agency as every signed-in person may know it; `name` by language, `en` and `ar` always. */
export const AgencyView = z
  .object({
    id: z.string().max(36),
    jurisdiction: z.string().max(2),
    kind: z.enum(AGENCY_KINDS),
    name: z.record(z.string().max(35), z.string().max(200)),
    state: z.enum(AGENCY_STATES),
  })
  .meta({ id: 'Agency' });
export type AgencyView = z.infer<typeof AgencyView>;
