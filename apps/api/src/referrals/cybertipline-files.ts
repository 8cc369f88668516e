import { type ManifestItem, readHash, type Tri } from './hash-manifest.js';
import { type IntakeIdentifier, type IntakeVictims, REFUSALS_MAX } from './intake-result.js';
import { all, pairType, text, texts } from './known-elements.js';
import { type Values } from './cybertipline-values.js';
import { type Element } from './xml-tree.js';

/** Most files that one report may list. @source exchange.md 1.10; hostile-inputs.json, limits.importItems */
const FILES_MAX = 50_000;

/** A yes, a no, or nothing said. */
export function tri(value: string | null): Tri {
  if (value === null) return 'unknown';
  return /^(?:true|1|yes)$/i.test(value) ? 'yes' : /^(?:false|0|no)$/i.test(value) ? 'no' : 'unknown';
}

const EXIF_MAKE = /^(?:make|camera ?make)$/i;
const EXIF_TIME = /^(?:date ?time ?original|create ?date|date\/?time)$/i;
const EXIF_LATITUDE = /^gps ?latitude$/i;
const EXIF_LONGITUDE = /^gps ?longitude$/i;

interface Pair {
  type: string;
  name: string;
  value: string;
  place: Element;
}
const pairsOf = (file: Element): Pair[] =>
  all(file, 'details/nameValuePair').map((pair) => ({
    type: pairType(pair),
    name: text(pair, 'name') ?? '',
    value: text(pair, 'value') ?? '',
    place: all(pair, 'value')[0] ?? pair,
  }));

/** Adds a hash under its kind. A wrong form or a hash that every disk holds refuses the document; a kind that is not kept is told as unknown. */
function addHash(item: ManifestItem, name: string, value: string, place: Element, values: Values, unknown: Map<string, number>): void {
  const read = readHash(name, value);
  if ('kind' in read) item.hashes[read.kind] = read.value;
  else if (read.refused === 'hash-kind') unknown.set(`hash:${name.slice(0, 32)}`, (unknown.get(`hash:${name.slice(0, 32)}`) ?? 0) + 1);
  else if (values.refusals.length < REFUSALS_MAX)
    values.refusals.push({
      code: read.refused,
      pointer: place.pointer,
      line: place.line,
      detail: 'This is not a hash of the kind that is named, or one that every disk holds.',
    });
}

/**
 * Files of a report as rows of the hash manifest. Names, paths and pictures are not kept. A position from EXIF goes to the victims' part.
 * @source exchange.md 1.10, 4.1
 */
export function readFiles(
  report: Element,
  identifiers: IntakeIdentifier[],
  victims: IntakeVictims,
  values: Values,
  unknown: Map<string, number>,
): ManifestItem[] {
  const files = all(report, 'fileDetails');
  if (files.length > FILES_MAX) values.refusals.push({ code: 'too-many-files', pointer: report.pointer, detail: `More than ${FILES_MAX} files.` });
  return files.slice(0, FILES_MAX).map((file, index) => {
    const pairs = pairsOf(file);
    const exif = (name: RegExp): string | null => pairs.find((pair) => pair.type !== 'HASH' && name.test(pair.name))?.value ?? null;
    const uploaded = values.seen(file, 'uploadedToEspTimestamp');
    const item: ManifestItem = {
      itemNo: index + 1,
      hashes: {},
      sizeBytes: null,
      mediaType: null,
      categoryGiven: text(file, 'industryClassification')?.slice(0, 40) ?? null,
      viewedByProvider: tri(text(file, 'fileViewedByEsp')),
      viewedExifByProvider: tri(text(file, 'exifViewedByEsp')),
      publiclyAvailable: tri(text(file, 'publiclyAvailable')),
      annotations: annotationsOf(file),
      cameraMake: exif(EXIF_MAKE)?.slice(0, 120) ?? null,
      cameraTime: exif(EXIF_TIME)?.slice(0, 40) ?? null,
      seenAt: uploaded ? [{ from: uploaded.from, zone: uploaded.zone }] : [],
    };
    for (const hash of all(file, 'originalFileHash'))
      if (hash.text.trim() !== '') addHash(item, hash.attributes.hashType ?? '', hash.text, hash, values, unknown);
    for (const pair of pairs) if (pair.type === 'HASH') addHash(item, pair.name, pair.value, pair.place, values, unknown);
    const [latitude, longitude] = [exif(EXIF_LATITUDE), exif(EXIF_LONGITUDE)];
    if (latitude !== null && longitude !== null)
      victims.places.push({ itemNo: item.itemNo, latitude: latitude.slice(0, 64), longitude: longitude.slice(0, 64) });
    const owner = { list: identifiers, subject: null, roleInCase: 'file_upload', service: null, itemNo: item.itemNo };
    values.addCaptures(file, owner);
    values.addDevices(file, owner);
    return item;
  });
}

/** Tags of the provider that are not said to be false, and the relevance where it is not the usual one. */
function annotationsOf(file: Element): string[] {
  const tags = all(file, 'fileAnnotations').flatMap((one) => one.children.filter((child) => tri(child.text.trim()) !== 'no').map((child) => child.name));
  if (tri(text(file, 'potentialMeme')) === 'yes') tags.push('potentialMeme');
  if (texts(file, 'fileRelevance').some((value) => /^supplemental/i.test(value))) tags.push('supplemental');
  return [...new Set(tags)].sort();
}
