import * as z from 'zod';
import { AUDIT_EVENTS, AUDIT_SECTIONS, type AuditKind } from '../audit-events.js';

export type AuditMember = { readonly name: string; readonly optional: boolean; readonly type: string };
export type AuditRow = {
  readonly section: string;
  readonly kind: AuditKind;
  readonly on: readonly string[] | 'any';
  readonly why: boolean;
  readonly data: readonly AuditMember[];
  readonly commit: readonly AuditMember[];
};

const typeOf = (schema: z.core.$ZodType): string => {
  const inner = schema instanceof z.ZodOptional ? schema.def.innerType : schema;
  const description = inner instanceof z.ZodType ? inner.description : undefined;
  return description ?? (inner instanceof z.ZodUnion ? inner.def.options.map(typeOf).join(' or ') : 'value');
};

const members = (schema: z.ZodType): AuditMember[] => {
  const object = schema instanceof z.ZodOptional ? schema.def.innerType : schema;
  if (!(object instanceof z.ZodObject)) return [];
  return Object.entries<z.ZodType>(object.shape).map(([name, member]) => ({ name, optional: member instanceof z.ZodOptional, type: typeOf(member) }));
};

/** The catalogue as rows for people: what `docs/audit-events.md` prints. `time`, which every kind has, is left out. */
export function auditCatalogue(): AuditRow[] {
  return Object.entries(AUDIT_SECTIONS).flatMap(([section, kinds]) =>
    (Object.keys(kinds) as AuditKind[]).map((kind) => {
      const schema: z.ZodObject = AUDIT_EVENTS[kind];
      const { data, commit, why } = schema.shape as Record<string, z.ZodType>;
      const on = schema.meta()?.['on'] as AuditRow['on'];
      return {
        section,
        kind,
        on,
        why: !why?.safeParse(undefined).success,
        data: members(data ?? schema).filter((member) => member.name !== 'time'),
        commit: members(commit ?? schema),
      };
    }),
  );
}
