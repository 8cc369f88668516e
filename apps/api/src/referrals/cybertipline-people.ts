import { type IntakeIdentifier, type IntakeSubject, type IntakeVictims } from './intake-result.js';
import { all, text, texts } from './known-elements.js';
import { type Owner, serviceCode, type Values } from './cybertipline-values.js';
import { type Element } from './xml-tree.js';

type Age = IntakeSubject['age'];
type Details = IntakeSubject['details'];

/** Years of the day of the incident from which everybody counts as adult. @source exchange.md 1.1 */
const ADULT = 18;

/** Age group from a stated age, or from a date of birth at the day of the incident. */
function ageOf(person: Element, incidentDay: string | null): Age {
  const stated = Number.parseInt(text(person, 'age') ?? text(person, 'approximateAge') ?? '', 10);
  if (stated >= 0 && stated <= 150) return stated >= ADULT ? 'adult' : 'child';
  const born = /^(\d{4})(-\d\d-\d\d)/.exec(text(person, 'dateOfBirth') ?? '');
  if (!born || incidentDay === null) return 'unknown';
  return `${String(Number(born[1]) + ADULT)}${born[2]}` <= incidentDay.slice(0, 10) ? 'adult' : 'child';
}

const nameOf = (person: Element): string | null =>
  [...texts(person, 'firstName'), ...texts(person, 'middleName'), ...texts(person, 'lastName')].join(' ').slice(0, 300) || null;

/** What stands about a person beside identifiers. */
function detailsOf(account: Element, person: Element | null): Details {
  const address = (one: Element): string =>
    one.children
      .map((part) => part.text.trim())
      .filter(Boolean)
      .join(', ') || one.text.trim();
  const rows: [string, string[]][] = [
    ['address', [...all(person ?? account, 'address'), ...(person ? all(account, 'address') : [])].map(address)],
    ['estimated_location', all(account, 'estimatedLocation').map(address)],
    ['vehicle', texts(account, 'vehicleDescription')],
    ['profile', texts(account, 'profileBio')],
    ['school', texts(account, 'schoolName')],
    [
      'account_disabled',
      [
        ...texts(account, 'accountTemporarilyDisabled').map((value) => `temporarily: ${value}`),
        ...texts(account, 'accountPermanentlyDisabled').map((value) => `permanently: ${value}`),
      ],
    ],
    ['note', texts(account, 'additionalInfo')],
  ];
  return rows.flatMap(([what, values]) => values.filter((value) => value !== '').map((value) => ({ what, text: value })));
}

/** Identifiers of one account, and of the accounts that are said to belong to it. */
function identifiersOf(account: Element, person: Element | null, owner: Owner, values: Values): void {
  if (person) values.addContacts(person, owner);
  values.addAll('account_id', account, 'espIdentifier', owner);
  values.addAll('username', account, 'screenName', owner);
  values.addAll('display_name', account, 'displayName', owner);
  values.addAll('url', account, 'profileUrl', owner);
  values.addAll('group_id', account, 'groupIdentifier', owner);
  values.addCaptures(account, owner);
  values.addDevices(account, owner);
  for (const linked of all(account, 'associatedAccount')) {
    const own = {
      ...owner,
      service: serviceCode(text(linked, 'platform') ?? text(linked, 'espService')) ?? owner.service,
      roleInCase: `${owner.roleInCase}_linked`,
    };
    values.addContacts(linked, own);
    identifiersOf(linked, null, own, values);
  }
}

/** Numbers of earlier reports. */
const priorOf = (account: Element): string[] =>
  [...texts(account, 'priorCTReports'), ...texts(account, 'priorCTReport')].flatMap((value) => value.match(/\d{1,20}/g) ?? []);

export interface People {
  subjects: IntakeSubject[];
  victims: IntakeVictims;
  priorReports: string[];
  /** Elements whose places may name a jurisdiction; a victim's never do. */
  located: Element[];
}

const label = (index: number): string => `user ${index < 26 ? String.fromCharCode(65 + index) : String(index + 1)}`;

/**
 * People of a report. The reported user is a suspect, unless the account is said to be taken over; recipients are unknown users. Everything about
 * a victim goes to the part that is sealed as class C3: among the subjects stands only that there is one, with an age group.
 * @source exchange.md 1.8, 4.1
 */
export function readPeople(report: Element, service: string | null, incidentDay: string | null, identifiers: IntakeIdentifier[], values: Values): People {
  const people: People = { subjects: [], victims: { people: [], identifiers: [], places: [] }, priorReports: [], located: [] };
  const serviceOf = (account: Element): string | null => serviceCode(text(account, 'espService')) ?? service;
  const add = (account: Element, person: Element | null, role: 'suspect' | 'unknown_user', roleInCase: string): void => {
    const key = `s${people.subjects.length + 1}`;
    const details = detailsOf(account, person);
    const named = nameOf(person ?? account);
    if (role !== 'suspect' && named !== null) details.push({ what: 'name', text: named });
    people.subjects.push({
      key,
      role,
      age: ageOf(person ?? account, incidentDay),
      label: label(people.subjects.length),
      name: role === 'suspect' ? named : null,
      details,
    });
    identifiersOf(account, person, { list: identifiers, subject: key, roleInCase, service: serviceOf(account) }, values);
    people.priorReports.push(...priorOf(account));
    people.located.push(account, ...(person ? [person] : []));
  };
  for (const account of all(report, 'personOrUserReported')) {
    const compromised = /^(?:true|1|yes)$/i.test(text(account, 'compromisedAccount') ?? '');
    add(account, all(account, 'personOrUserReportedPerson')[0] ?? null, compromised ? 'unknown_user' : 'suspect', 'reported_account');
  }
  for (const account of all(report, 'intendedRecipient')) add(account, all(account, 'intendedRecipientPerson')[0] ?? null, 'unknown_user', 'recipient');
  for (const account of all(report, 'victim')) {
    const person = all(account, 'victimPerson')[0] ?? null;
    const number = people.victims.people.length + 1;
    const key = `v${number}`;
    const age = ageOf(person ?? account, incidentDay);
    // Unknown age of a victim counts as child.
    people.subjects.push({ key, role: 'victim', age: age === 'unknown' ? 'child' : age, label: `victim ${number}`, name: null, details: [] });
    people.victims.people.push({ key, name: nameOf(person ?? account), age, details: detailsOf(account, person), priorReports: priorOf(account) });
    identifiersOf(account, person, { list: people.victims.identifiers, subject: key, roleInCase: 'victim', service: serviceOf(account) }, values);
  }
  return people;
}
