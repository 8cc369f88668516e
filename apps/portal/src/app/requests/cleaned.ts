import { type RequestDraft } from '@comity/contract';

/** A period while it is typed: either end may still be missing. */
export interface TypedPeriod {
  from?: string;
  to?: string;
  zone: string;
}

/** The draft as it can be saved: what is not answered is left out, and so is a period with one end. */
export function cleaned(draft: RequestDraft): RequestDraft {
  const said = withoutBlanks(draft) as RequestDraft;
  const { confidentiality, legalBasis, lines, ...rest } = said;
  return {
    ...rest,
    ...(legalBasis ? { legalBasis: { ...legalBasis, ...(legalBasis.exists && legalBasis.exists !== 'yes' ? { citation: null } : {}) } } : {}),
    ...(confidentiality?.mayTellUser ? { confidentiality } : {}),
    ...(lines ? { lines: lines.map((line, index) => ({ ...withWholePeriod(line), line: index + 1 })) } : {}),
  };
}

function withWholePeriod(line: NonNullable<RequestDraft['lines']>[number]): NonNullable<RequestDraft['lines']>[number] {
  const { period, ...rest } = line;
  const isWhole = period === null || (period?.from !== undefined && period.to !== undefined);
  return isWhole ? line : rest;
}

function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, member]) => (member === '' || member === undefined ? [] : [[name, withoutBlanks(member)]])));
}
