import { randomUUID } from 'node:crypto';
import { type ReferralDraft } from '@comity/contract';
import { newId } from '../shared/new-id.js';
import { type IntakeIdentifier, type IntakeResult } from './intake-result.js';
import { type Detail, type Draft, type ReferralContent, type StoredIdentifier } from './referral-content.js';

type Manifest = NonNullable<ReferralDraft['manifest']>;

/** What becomes of an imported report: the parts that may be read, what names a victim, and how many such values there are. */
export interface Imported {
  content: ReferralContent;
  victims: object | null;
  victimValues: number;
}

/** One line: blanks joined, no control or format characters, at most `max` characters. */
const oneLine = (text: string, max: number): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, max)
    .trim();

function stored(one: IntakeIdentifier): StoredIdentifier {
  const { key, type, raw, normal, index, variants, reason, service, port, seen, subject, roleInCase, warnings } = one;
  return {
    id: newId(),
    key,
    type,
    raw,
    normal,
    index,
    variants,
    reason,
    service,
    country: null,
    port,
    seen,
    subject,
    roleInCase,
    evaluation: null,
    verifiedByPerson: false,
    warnings,
  };
}

const manifestOf = (read: IntakeResult): Manifest =>
  read.manifest.map((item) => ({
    item: item.itemNo,
    hashes: item.hashes,
    ...(item.categoryGiven === null ? {} : { categoryGiven: item.categoryGiven }),
    viewedByProvider: item.viewedByProvider,
    viewedExifByProvider: item.viewedExifByProvider,
    publiclyAvailable: item.publiclyAvailable,
    // A time without zone is not an instant; it stands among the texts.
    seenAt: item.seenAt.flatMap(({ from, zone }) => (zone === null ? [] : [from])),
  }));

/** What has no field of its own in a referral and is kept beside it, in the words of the source. */
function textsOf(read: IntakeResult): Detail[] {
  const of = (what: string, text: string | null, about: string | null = null): Detail[] => (text === null || text === '' ? [] : [{ about, what, text }]);
  const files = read.manifest.flatMap((item) => [
    ...of(`file.${item.itemNo}.annotations`, item.annotations.join(', ')),
    ...of(`file.${item.itemNo}.camera`, [item.cameraMake, item.cameraTime].filter((part) => part !== null).join(', ')),
    ...item.seenAt.flatMap(({ from, zone }) => (zone === null ? of(`file.${item.itemNo}.seen_without_zone`, from) : [])),
  ]);
  return [
    ...of('source.incident_type', read.offences[0]?.sourceLabel ?? null),
    ...of('source.annotations', read.offences.flatMap(({ annotations }) => annotations).join(', ')),
    ...read.source.texts.flatMap(({ what, text }) => of(`source.${what}`, text)),
    ...(read.lawEnforcement
      ? [...of('law_enforcement.agency', read.lawEnforcement.agencyName), ...of('law_enforcement.case', read.lawEnforcement.caseNumber)]
      : []),
    ...read.texts.flatMap(({ what, text }) => of(what, text)),
    ...files,
  ];
}

/**
 * Turns what a report holds into a draft. Nothing is decided for the person: harm, handling, evaluation and recipients stay open, and the offence that
 * the report suggests is theirs to confirm.
 * @param receivedAt business time of the arrival.
 */
export function importedContent(read: IntakeResult, receivedAt: Date): Imported {
  const draft: Draft = {
    title: oneLine(read.title, 120),
    source: {
      kind: read.source.kind,
      name: oneLine(read.source.name, 200),
      ...(read.sourceReference === null ? {} : { reference: read.sourceReference }),
      received: receivedAt.toISOString(),
      channel: read.format,
    },
    machineOrigin: { tool: 'not stated', version: 'not stated', humanVerified: read.machineOrigin.humanVerified, biasTested: read.machineOrigin.biasTested },
    ...(read.facts === '' ? {} : { summary: read.facts }),
    purpose: 'investigate',
    offences: read.offences.map(({ category, from }) => ({
      category: category as NonNullable<Draft['offences']>[number]['category'],
      ...(from === null ? {} : { from: from.slice(0, 10) }),
    })),
    manifest: manifestOf(read),
    jurisdictionsConcerned: read.jurisdictionsConcerned.slice(0, 50),
    urgency: read.urgency.reason === null ? { level: 'ordinary' } : { level: read.urgency.level, reason: read.urgency.reason },
    priorReports: read.priorReports.slice(0, 100),
  };
  const subjects = read.subjects.map(({ key, role, age, label, name }) => ({
    key,
    role,
    age,
    label,
    ...(name === null ? {} : { name: oneLine(name, 200) }),
    ...(role === 'victim' ? { victimRef: randomUUID() } : {}),
  }));
  const contacts = read.source.contacts.map(({ name, emails, phones }) => ({
    about: null,
    what: 'source.contact',
    text: [name, ...emails, ...phones].filter((part) => part !== null).join(', '),
  }));
  const details = [...contacts, ...read.subjects.flatMap(({ key, details: own }) => own.map(({ what, text }) => ({ about: key, what, text })))];
  const { people, identifiers, places } = read.victims;
  const victimValues =
    identifiers.length +
    places.length +
    people.reduce((sum, { name, details: own, priorReports }) => sum + (name === null ? 0 : 1) + own.length + priorReports.length, 0);
  return {
    content: { draft, texts: textsOf(read), people: { subjects, identifiers: read.identifiers.map(stored), details } },
    victims: victimValues === 0 ? null : { people, identifiers: identifiers.map(stored), places },
    victimValues,
  };
}
