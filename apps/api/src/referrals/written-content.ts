import { type ReferralDraft } from '@comity/contract';
import { newId } from '../shared/new-id.js';
import { type Cause, Problem } from '../shared/problem.js';
import { readHash } from './hash-manifest.js';
import { normalise } from './identifier.js';
import { type IdentifierContext } from './identifier-types.js';
import { type Seen } from './intake-result.js';
import { findMedia } from './media-check.js';
import { type Draft, type ReferralContent, type StoredIdentifier, type Subject } from './referral-content.js';

type Part = NonNullable<ReferralDraft['identifiers']>[number];

/** What a person wrote, checked: the parts that may be read, and the values of victims, which are sealed at once. */
export interface Composed {
  content: ReferralContent;
  victims: { identifiers: StoredIdentifier[] } | null;
}

const MILLISECOND = 1;
const UNIT_MS = { s: MILLISECOND, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A stated instant covers its whole unit, unless the person says until when. */
function seenOf(part: Part): Seen | null {
  if (!part.seen) return null;
  const precision = part.seen.precision ?? 's';
  const from = new Date(part.seen.from);
  const to = part.seen.to === undefined ? new Date(from.getTime() + UNIT_MS[precision] - 1) : new Date(part.seen.to);
  return { from: from.toISOString(), to: to.toISOString(), zone: part.seen.zone ?? 'UTC', precision, event: null };
}

/** Members by which a person names an identifier that stands already, and those that may change without naming it anew. */
const NAMING: readonly string[] = ['key', 'type', 'raw', 'subject', 'verifiedByPerson'];

function stored(part: Part, pointer: string, before: readonly StoredIdentifier[], causes: Cause[]): StoredIdentifier {
  const known = before.find((one) => one.key === part.key && one.raw === part.raw && one.type === part.type);
  // What was read beside it, by an import for example, stays.
  if (known && Object.keys(part).every((member) => NAMING.includes(member)))
    return { ...known, subject: part.subject ?? null, verifiedByPerson: part.verifiedByPerson ?? known.verifiedByPerson };
  return read(part, pointer, before, causes);
}

function read(part: Part, pointer: string, before: readonly StoredIdentifier[], causes: Cause[]): StoredIdentifier {
  const seen = seenOf(part);
  const context: IdentifierContext = { service: part.service, country: part.country, port: part.port, ...(seen ? { seen } : {}) };
  const checked = normalise(part.type, part.raw, context);
  if ('refused' in checked) {
    const where = checked.position === undefined ? '' : ` Character ${checked.position}, counted from 0.`;
    causes.push({ pointer: `${pointer}/raw`, code: checked.refused.replaceAll('_', '-'), detail: `This value cannot be kept.${where}` });
  }
  const known = 'normal' in checked ? checked : null;
  const type = known?.type ?? part.type;
  const same = before.find((one) => one.key === part.key && one.raw === part.raw && one.type === type);
  return {
    id: same?.id ?? newId(),
    key: part.key,
    type,
    raw: part.raw,
    normal: known?.normal ?? null,
    index: known?.index ?? null,
    variants: known?.variants ?? [],
    reason: 'reason' in checked ? checked.reason : null,
    service: part.service ?? null,
    country: part.country ?? null,
    port: part.port ?? null,
    seen,
    subject: part.subject ?? null,
    roleInCase: part.roleInCase ?? null,
    evaluation: part.evaluation ?? null,
    verifiedByPerson: part.verifiedByPerson ?? false,
    warnings: known?.warnings ?? [],
  };
}

const repeated = (keys: readonly string[]): number => keys.findIndex((key, index) => keys.indexOf(key) !== index);

/** Media hidden in any text; hashes have a form of their own, and raw values are looked at too. */
function refuseMedia(value: unknown, pointer: string, causes: Cause[]): void {
  if (typeof value === 'string') {
    const found = findMedia(value);
    if (found) causes.push({ pointer, code: found.code, detail: `Hidden in the text, at character ${found.at}.` });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) if (key !== 'hashes') refuseMedia(inner, `${pointer}/${key}`, causes);
  }
}

/**
 * Checks what a person wrote and puts it together with what stands already. Sections that are left out stay as they are; a list that is there replaces
 * the list. Identifiers of a victim never stand among the others: they go to the part that nobody here opens.
 * @throws {Problem} `contract`, `media` or `opaque-blob`, with every place.
 */
export function compose(written: ReferralDraft, before: ReferralContent | null): Composed {
  const causes: Cause[] = [];
  refuseMedia(written, '#', causes);
  const { identifiers, subjects, ...rest } = written;
  for (const [index, item] of (written.manifest ?? []).entries()) {
    for (const [kind, value] of Object.entries(item.hashes)) {
      const read = readHash(kind, value ?? '');
      if ('refused' in read)
        causes.push({
          pointer: `#/manifest/${index}/hashes/${kind}`,
          code: read.refused,
          detail: 'This is no hash of its kind, or one that every disk holds.',
        });
    }
  }
  const twice = repeated((identifiers ?? []).map(({ key }) => key));
  if (twice >= 0) causes.push({ pointer: `#/identifiers/${twice}/key`, code: 'repeated', detail: 'This key stands twice.' });
  const kept = before?.people.identifiers ?? [];
  const checked = identifiers?.map((part, index) => stored(part, `#/identifiers/${index}`, kept, causes));
  if (causes.length > 0) throw new Problem(mediaCode(causes) ?? 'contract', { errors: causes });

  const people: Subject[] = subjects ? subjects.map((subject) => withVictimRef(subject, before)) : (before?.people.subjects ?? []);
  const victimKeys = new Set(people.filter(({ role }) => role === 'victim').map(({ key }) => key));
  const ofVictim = ({ subject }: StoredIdentifier): boolean => subject !== null && victimKeys.has(subject);
  const hidden = (checked ?? []).filter(ofVictim);
  const draft: Draft = { ...(before?.draft ?? {}), ...rest };
  return {
    content: {
      draft,
      texts: before?.texts ?? [],
      people: { subjects: people, identifiers: checked ? checked.filter((one) => !ofVictim(one)) : kept, details: before?.people.details ?? [] },
    },
    victims: hidden.length > 0 ? { identifiers: hidden } : null,
  };
}

const mediaCode = (causes: readonly Cause[]): 'media' | 'opaque-blob' | undefined => {
  const codes = causes.map(({ code }) => code);
  return codes.includes('media') ? 'media' : codes.includes('opaque-blob') ? 'opaque-blob' : undefined;
};

/** A victim keeps the number it has in this case. */
function withVictimRef(subject: Subject, before: ReferralContent | null): Subject {
  if (subject.role !== 'victim') return subject;
  const known = before?.people.subjects.find(({ key, role }) => key === subject.key && role === 'victim');
  return { ...subject, victimRef: known?.victimRef ?? newId() };
}
