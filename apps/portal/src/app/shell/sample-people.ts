import * as z from 'zod';

/** Sample people by agency, as the front door of the demonstration lists them. */
export const SamplePeopleView = z.object({
  agencies: z.array(
    z.object({
      jurisdiction: z.string().max(2),
      kind: z.enum(['national_unit', 'international_unit', 'oversight_body']),
      name: z.object({ en: z.string(), ar: z.string() }),
      people: z.array(z.object({ key: z.string(), name: z.string(), roles: z.array(z.string()), inSight: z.boolean() })),
    }),
  ),
});
