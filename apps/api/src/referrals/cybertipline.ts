import { REPORT } from './cybertipline-elements.js';
import { readFiles } from './cybertipline-files.js';
import { contactsOf, incidentTexts, jurisdictionsOf, lawEnforcementOf, offenceOf, readPlaces, sourceTexts } from './cybertipline-incident.js';
import { readPeople } from './cybertipline-people.js';
import { serviceCode, Values } from './cybertipline-values.js';
import { DocumentRefused, type Intake, type IntakeIdentifier, type IntakeResult } from './intake-result.js';
import { all, keepKnown, text, texts } from './known-elements.js';
import { refusedFile } from './media-check.js';
import { decodeXml, XML_LIMITS } from './xml-text.js';
import { type Element, readXml } from './xml-tree.js';

/** One of these must stand in a report, or its form has probably changed. @source exchange.md 4.1 */
const REPORT_HOLDS = [
  'reporter',
  'personOrUserReported',
  'victim',
  'internetDetails/peer2peerIncident/ipCaptureEvent',
  'fileDetails',
  'internetDetails/webPageIncident/url',
  'internetDetails/emailIncident/emailAddress',
];
/** Names in the answer; the count is always whole. */
const NAMES_MAX = 50;

const refuse = (code: string, detail: string, pointer?: string): never => {
  throw new DocumentRefused([{ code, detail, ...(pointer === undefined ? {} : { pointer }) }]);
};

/**
 * Reads a CyberTipline report: bytes in; checked, normalised rows or a list of refusals out. All or nothing. Media, archives, document types and
 * entities are refused before a parser runs; elements that are not listed are counted and named; nothing is guessed.
 * @source exchange.md 4.1; security.md 5.5, 5.8
 */
export async function readCyberTipline(bytes: Uint8Array): Promise<Intake> {
  try {
    if (bytes.length > XML_LIMITS.bytes) refuse('too-large', `More than ${XML_LIMITS.bytes} bytes.`);
    const file = await refusedFile(bytes);
    if (file) refuse(file.kind, `The file is of a kind that is never taken: ${file.name}.`);
    return readReport(readXml(decodeXml(bytes)));
  } catch (error) {
    if (error instanceof DocumentRefused) return { refusals: error.refusals };
    throw error;
  }
}

function readReport(document: Element): IntakeResult {
  if (document.name === 'fileDetails') refuse('format', 'File details alone need the report they belong to.', document.pointer);
  if (document.name !== 'report') refuse('format', 'The root element is not a report.', document.pointer);
  const { root, found } = keepKnown(document, REPORT);
  if (REPORT_HOLDS.every((path) => all(root, path).length === 0))
    refuse('incomplete', 'There is no reporter, person, victim, address or file in it.', root.pointer);

  const values = new Values();
  const identifiers: IntakeIdentifier[] = [];
  const platform = text(root, 'incidentSummary/platform');
  const service = serviceCode(platform ?? text(root, 'personOrUserReported/espService'));
  const incident = all(root, 'incidentSummary')[0];
  const seen = incident ? values.seen(incident, 'incidentDateTime') : null;
  const people = readPeople(root, service, seen?.from ?? null, identifiers, values);
  readPlaces(root, service, identifiers, values);
  const manifest = readFiles(root, identifiers, people.victims, values, found.unknown);
  if (values.refusals.length > 0) throw new DocumentRefused(values.refusals);

  const { category, sourceLabel, annotations } = offenceOf(root);
  const escalation = text(root, 'incidentSummary/escalateToHighPriority');
  const notes = [escalation, text(root, 'incidentSummary/incidentDateTimeDescription'), ...texts(root, 'additionalInfo')].filter((one) => one !== null);
  const looked = new Set(manifest.map((item) => item.viewedByProvider));
  const unknown = [...found.unknown];
  return {
    format: 'cybertipline',
    sourceReference: sourceReference(root),
    source: {
      kind: 'provider_report',
      name: platform ?? text(root, 'personOrUserReported/espService') ?? 'unnamed provider',
      contacts: contactsOf(root),
      texts: sourceTexts(root),
    },
    machineOrigin: {
      tool: null,
      version: null,
      threshold: null,
      humanVerified: looked.size === 1 ? ([...looked][0] ?? 'unknown') : 'unknown',
      biasTested: 'unknown',
    },
    title: ['Provider report', sourceReference(root), service === null ? null : `about ${service}`].filter(Boolean).join(' ').slice(0, 120),
    facts: notes.join('\n\n').slice(0, 4000),
    offences: [{ category, sourceLabel, annotations, from: seen?.from ?? null, zone: seen?.zone ?? null }],
    urgency: escalation === null ? { level: 'ordinary', reason: null } : { level: 'urgent', reason: escalation.slice(0, 500) },
    jurisdictionsConcerned: jurisdictionsOf(root, people.located),
    lawEnforcement: lawEnforcementOf(root),
    subjects: people.subjects,
    identifiers,
    manifest,
    priorReports: [...new Set(people.priorReports)],
    texts: [...incidentTexts(root), ...(notes.join('\n\n').length > 4000 ? notes.map((one) => ({ what: 'note', text: one })) : [])],
    victims: people.victims,
    warnings: warningsOf([...identifiers, ...people.victims.identifiers], values.unreadableTimes),
    unknownElements: {
      count: unknown.reduce((sum, [, count]) => sum + count, 0),
      names: unknown
        .map(([name]) => name)
        .sort()
        .slice(0, NAMES_MAX),
    },
    notKept: {
      fileNames: ['fileName', 'originalFileName', 'fileNames'].reduce((sum, name) => sum + (found.counted.get(name) ?? 0), 0),
      fileLocations: found.counted.get('locationOfFile') ?? 0,
    },
  };
}

/** The report's number; an export that carries two different ones is refused. */
function sourceReference(root: Element): string | null {
  const numbers = new Set([...texts(root, 'reportId'), ...texts(root, 'fileDetails/reportId')]);
  if (numbers.size > 1) refuse('report-number', 'The parts of the document carry different report numbers.', `${root.pointer}/reportId`);
  const [number = null] = numbers;
  if (number !== null && !/^\d{1,20}$/.test(number)) refuse('report-number', 'The report number is not a number.', `${root.pointer}/reportId`);
  return number;
}

function warningsOf(identifiers: readonly IntakeIdentifier[], unreadableTimes: number): IntakeResult['warnings'] {
  const counts = new Map<string, number>();
  const add = (code: string, count = 1): void => void counts.set(code, (counts.get(code) ?? 0) + count);
  for (const one of identifiers) {
    if (one.reason !== null) add('unrecognised');
    for (const warning of one.warnings) add(warning);
  }
  if (unreadableTimes > 0) add('time_unreadable', unreadableTimes);
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => (a.code < b.code ? -1 : 1));
}
