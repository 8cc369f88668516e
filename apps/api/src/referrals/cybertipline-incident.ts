import { OFFENCES } from './cybertipline-elements.js';
import { tri } from './cybertipline-files.js';
import { serviceCode, type Values } from './cybertipline-values.js';
import { type IntakeIdentifier, type IntakeResult } from './intake-result.js';
import { all, text, texts } from './known-elements.js';
import { type Element } from './xml-tree.js';

/** The offence that the incident type suggests, with the source's own words and tags; a person confirms. */
export function offenceOf(root: Element): { category: string; sourceLabel: string; annotations: string[] } {
  const sourceLabel = (text(root, 'incidentSummary/incidentType') ?? '').slice(0, 120);
  const annotations = all(root, 'incidentSummary/reportAnnotations')
    .flatMap((one) => one.children.filter((child) => tri(child.text.trim()) !== 'no').map((child) => child.name))
    .sort();
  const listed = OFFENCES[sourceLabel.toLowerCase()] ?? 'other';
  return { category: listed === 'grooming' && annotations.includes('sextortion') ? 'sextortion' : listed, sourceLabel, annotations };
}

/** Identifiers of the place of the incident: they belong to nobody yet. */
export function readPlaces(root: Element, service: string | null, list: IntakeIdentifier[], values: Values): void {
  const owner = { list, subject: null, roleInCase: 'incident', service };
  for (const details of all(root, 'internetDetails')) {
    values.addAll('url', details, 'webPageIncident/url', owner);
    values.addAll('email', details, 'emailIncident/emailAddress', owner);
    values.addAll('email', details, 'newsgroupIncident/emailAddress', owner);
    for (const chat of all(details, 'chatImIncident'))
      values.addAll('group_id', chat, 'chatRoomName', { ...owner, service: serviceCode(text(chat, 'chatClient')) ?? service });
    for (const place of all(details, 'cellPhoneIncident/phoneNumber')) values.addPhone(place, owner);
    for (const peer of all(details, 'peer2peerIncident')) values.addCaptures(peer, { ...owner, service: serviceCode(text(peer, 'client')) ?? service });
  }
}

/** Texts that stand folded beside the summary: what was written, and where. */
export function incidentTexts(root: Element): { what: string; text: string }[] {
  const named = ['chatClient', 'gameName', 'console', 'name', 'client', 'locationName', 'latitude', 'longitude', 'content', 'additionalInfo'];
  const incidents = all(root, 'internetDetails').flatMap((details) =>
    details.children.flatMap((one) => named.flatMap((name) => texts(one, name).map((value) => ({ what: `${one.name}.${name}`, text: value })))),
  );
  return [...incidents, ...texts(root, 'fileDetails/additionalInfo').map((value) => ({ what: 'fileDetails.additionalInfo', text: value }))];
}

/** Who can be asked at the source: class C2. */
export const contactsOf = (root: Element): IntakeResult['source']['contacts'] =>
  [...all(root, 'reporter/reportingPerson'), ...all(root, 'reporter/contactPerson')].map((person) => ({
    name: [...texts(person, 'firstName'), ...texts(person, 'lastName')].join(' ') || null,
    emails: texts(person, 'email'),
    phones: texts(person, 'phone'),
  }));

/** What the source writes in every report. */
export const sourceTexts = (root: Element): { what: string; text: string }[] =>
  ['companyTemplate', 'termsOfService', 'legalURL'].flatMap((name) => texts(root, `reporter/${name}`).map((value) => ({ what: name, text: value })));

/** What the report says of other law enforcement. */
export function lawEnforcementOf(root: Element): IntakeResult['lawEnforcement'] {
  const [found] = all(root, 'lawEnforcement');
  if (!found) return null;
  const asked = (name: string): ReturnType<typeof tri> => tri(text(found, name));
  return {
    agencyName: text(found, 'agencyName'),
    caseNumber: text(found, 'caseNumber'),
    reported: asked('reportedToLe'),
    processDomestic: asked('servedLegalProcessDomestic'),
    processInternational: asked('servedLegalProcessInternational'),
  };
}

/** Why a jurisdiction is concerned, as a person reads it in the draft. */
const NAMED_FOR = {
  law_enforcement: 'police there are named in the report',
  legal_process: 'legal process was served there',
  estimated_location: 'the provider estimates the location there',
  address: 'the provider gives an address there',
} as const;

/** Jurisdictions that the report names, each with why. Codes that the source uses for proxies and regions are no jurisdictions. */
export function jurisdictionsOf(root: Element, located: readonly Element[]): IntakeResult['jurisdictionsConcerned'] {
  const named: [string, string | undefined][] = [
    ...all(root, 'lawEnforcement').map((one): [string, string | undefined] => [NAMED_FOR.law_enforcement, one.attributes.fleaCountry]),
    ...all(root, 'lawEnforcement/servedLegalProcessInternational').map((one): [string, string | undefined] => [NAMED_FOR.legal_process, one.attributes.fleaCountry]),
    ...located.flatMap((one) => texts(one, 'estimatedLocation/countryCode').map((code): [string, string] => [NAMED_FOR.estimated_location, code])),
    ...located.flatMap((one) => texts(one, 'address/country').map((code): [string, string] => [NAMED_FOR.address, code])),
  ];
  const rows = named.flatMap(([why, code]) =>
    code !== undefined && /^[A-Z]{2}$/.test(code) && !['AP', 'EU', 'FX'].includes(code) ? [{ jurisdiction: code, why }] : [],
  );
  return rows.filter((row, index) => rows.findIndex((other) => other.jurisdiction === row.jurisdiction && other.why === row.why) === index);
}
