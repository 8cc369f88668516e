import type { IdentifierType } from '@comity/casework';
import { normalise } from './identifier.js';
import { type IntakeIdentifier, type Refusal, REFUSALS_MAX, type Seen, SEEN_EVENTS } from './intake-result.js';
import { all, text } from './known-elements.js';
import { readSeen } from './seen-time.js';
import { DEVICE_TYPES } from './cybertipline-elements.js';
import { type Element } from './xml-tree.js';

/** Most values that one report may bring. @source hostile-inputs.json, limits.importItems */
const VALUES_MAX = 50_000;

/** Whose value it is and where it is kept. `list` is the victims' one for a victim: such a value never stands among the others. */
export interface Owner {
  list: IntakeIdentifier[];
  subject: string | null;
  roleInCase: string;
  service: string | null;
  itemNo?: number;
}

interface More {
  seen?: Seen | null;
  port?: number | null;
  verified?: boolean;
  /** What is checked, where the value as received needs something that stands beside it. */
  checked?: string;
}

/** Collects the values of one report under growing keys, and what must be refused. */
export class Values {
  readonly refusals: Refusal[] = [];
  /** Times that could not be read. */
  unreadableTimes = 0;
  private next = 1;

  /** Adds one value. A value that must not be kept refuses the whole document; one that fails its check is kept with the reason. */
  add(type: IdentifierType, place: Element, owner: Owner, more: More = {}): void {
    const raw = place.text.trim();
    if (raw === '') return;
    const service = owner.service;
    const context = { ...(service === null ? {} : { service }), ...(more.port == null ? {} : { port: more.port }), ...(more.seen ? { seen: more.seen } : {}) };
    const read = normalise(type, more.checked ?? raw, context);
    if ('refused' in read) return this.refuse(place, read.refused.replaceAll('_', '-'), read.position);
    if (this.next > VALUES_MAX) return this.refuse(place, 'too-many-values');
    const known = 'normal' in read ? read : null;
    owner.list.push({
      key: `i${this.next}`,
      type: known?.type ?? type,
      raw,
      normal: known?.normal ?? null,
      index: known?.index ?? null,
      variants: known?.variants ?? [],
      reason: 'reason' in read ? read.reason : null,
      service,
      seen: more.seen ?? null,
      port: more.port ?? null,
      subject: owner.subject,
      roleInCase: owner.roleInCase,
      verifiedByProvider: more.verified ?? false,
      itemNo: owner.itemNo ?? null,
      warnings: known?.warnings ?? [],
    });
    this.next += 1;
  }

  /** Adds every element at the path as a value of the type. */
  addAll(type: IdentifierType, from: Element, path: string, owner: Owner): void {
    for (const place of all(from, path)) this.add(type, place, owner, { verified: place.attributes.verified === 'true' });
  }

  /** E-mail addresses and telephone numbers of a person; the calling code stands beside the number. */
  addContacts(person: Element, owner: Owner): void {
    this.addAll('email', person, 'email', owner);
    for (const place of all(person, 'phone')) this.addPhone(place, owner);
  }

  addPhone(place: Element, owner: Owner): void {
    const raw = place.text.trim();
    const code = /^\+?(\d{1,3})$/.exec(place.attributes.countryCallingCode ?? '')?.[1];
    const extension = place.attributes.extension;
    const checked = `${raw.startsWith('+') || code === undefined ? raw : `+${code} ${raw}`}${extension === undefined ? '' : ` ext. ${extension}`}`;
    this.add('phone', place, owner, { checked, verified: place.attributes.verified === 'true' });
  }

  /** Addresses that a provider caught, each with instant, zone, port and event. */
  addCaptures(from: Element, owner: Owner): void {
    for (const capture of all(from, 'ipCaptureEvent')) {
      const [place] = all(capture, 'ipAddress');
      if (!place) continue;
      const port = Number(text(capture, 'port') ?? Number.NaN);
      const fit = Number.isInteger(port) && port >= 1 && port <= 65_535;
      this.add(place.text.includes(':') ? 'ipv6' : 'ipv4', place, owner, { seen: this.seen(capture), port: fit ? port : null });
    }
  }

  addDevices(from: Element, owner: Owner): void {
    for (const device of all(from, 'deviceId')) {
      const [place] = all(device, 'idValue');
      const name = (text(device, 'idType') ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
      if (place) this.add(DEVICE_TYPES[name] ?? 'device_other', place, owner, { seen: this.seen(device) });
    }
  }

  /** When something was seen; null where the report says nothing, or nothing that can be read, which is counted. */
  seen(from: Element, path = 'dateTime'): Seen | null {
    const written = text(from, path);
    if (written === null) return null;
    const name = (text(from, 'eventName') ?? '').toLowerCase();
    const read = readSeen(written, SEEN_EVENTS.find((event) => event === name) ?? null);
    if (!read) this.unreadableTimes += 1;
    return read;
  }

  private refuse(place: Element, code: string, position?: number): void {
    if (this.refusals.length >= REFUSALS_MAX) return;
    const where = position === undefined ? '' : ` Character ${position}, counted from 0.`;
    this.refusals.push({ code, pointer: place.pointer, line: place.line, detail: `This value cannot be kept.${where}` });
  }
}

/** Code of a service from its name: lower case, words joined by dashes, at most 64 characters; null where nothing is left. */
export function serviceCode(name: string | null): string | null {
  const code = (name ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replace(/^-+|-+$/g, '');
  return code === '' ? null : code;
}
