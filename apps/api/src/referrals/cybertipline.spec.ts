import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readCyberTipline } from './cybertipline.js';
import { type IntakeResult, type Refusal } from './intake-result.js';

const sample = (name: string): Buffer => readFileSync(new URL(`../../../../samples/${name}`, import.meta.url));
const demo = (kind: string, n: number): string => createHash(kind).update(`comity-demo-${n}`).digest('hex');

async function read(document: string | Uint8Array): Promise<IntakeResult> {
  const result = await readCyberTipline(typeof document === 'string' ? Buffer.from(document) : document);
  if ('refusals' in result) throw new Error(JSON.stringify(result.refusals));
  return result;
}
async function refusals(document: string | Uint8Array): Promise<Refusal[]> {
  const result = await readCyberTipline(typeof document === 'string' ? Buffer.from(document) : document);
  return 'refusals' in result ? result.refusals : [];
}
const codes = async (document: string | Uint8Array): Promise<string[]> => (await refusals(document)).map((one) => one.code);
const report = (inside: string, prolog = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${prolog}<report><reporter><reportingPerson/></reporter>${inside}</report>`;
const chat = (content: string): string => report(`<internetDetails><chatImIncident><content>${content}</content></chatImIncident></internetDetails>`);

describe('the good sample', () => {
  let good: IntakeResult;
  beforeAll(async () => {
    good = await read(sample('cybertipline-good.xml'));
  });
  const find = (type: string, normal: string) => good.identifiers.find((one) => one.type === type && one.normal === normal);

  it('names its source, its number and its offence, and knows every element', () => {
    expect(good).toMatchObject({
      sourceReference: '900000142',
      source: { kind: 'provider_report', name: 'Example Chat' },
      title: 'Provider report 900000142 about example-chat',
      offences: [{ category: 'csam_distribution', annotations: ['csamSolicitation'], from: '2026-11-02T18:42:07.000Z', zone: 'UTC' }],
      urgency: { level: 'urgent', reason: expect.stringContaining('further pictures') },
      priorReports: ['900000071'],
      unknownElements: { count: 0, names: [] },
      notKept: { fileNames: 2, fileLocations: 1 },
    });
    expect(good.jurisdictionsConcerned).toEqual([
      { jurisdiction: 'KE', why: 'police there are named in the report' },
      { jurisdiction: 'SE', why: 'legal process was served there' },
      { jurisdiction: 'SE', why: 'the provider estimates the location there' },
      { jurisdiction: 'SE', why: 'the provider gives an address there' },
    ]);
  });
  it('gives an account, an e-mail address and an address with instant, zone, precision and port to ask about', () => {
    expect(find('account_id', 'ec-7731-0142')).toMatchObject({ raw: 'EC-7731-0142', service: 'example-chat', subject: 's1', reason: null });
    expect(find('email', 'Sample.Person31@example.org')).toMatchObject({ index: 'sample.person31@example.org', verifiedByProvider: true });
    expect(find('ipv4', '203.0.113.45')).toMatchObject({
      seen: { from: '2026-11-02T18:40:55.000Z', zone: 'UTC', precision: 's', event: 'login' },
      port: 51832,
      warnings: ['reserved'],
    });
    expect(find('ipv6', '2001:db8::142:0:0:1')).toMatchObject({ seen: { from: '2026-03-14T08:58:00.000Z', event: 'registration' } });
  });
  it('keeps a time without zone, with the zone marked missing', () => {
    expect(find('ipv4', '198.51.100.23')).toMatchObject({
      seen: { from: '2026-10-30T07:15:00.000', zone: null },
      warnings: ['reserved', 'no_zone', 'no_port'],
    });
    expect(good.warnings).toEqual(expect.arrayContaining([{ code: 'no_zone', count: 1 }]));
  });
  it('puts the account of another service under that service', () => {
    expect(find('username', 'Sample31')).toMatchObject({ service: 'example-photos', roleInCase: 'reported_account_linked' });
  });
  it('has one suspect with a label that is no name, and of the victim nothing but an age group', () => {
    expect(good.subjects).toMatchObject([
      { key: 's1', role: 'suspect', age: 'adult', label: 'user A', name: 'Sample Person 31' },
      { key: 'v1', role: 'victim', age: 'child', label: 'victim 1', name: null, details: [] },
    ]);
  });
  it('keeps what names the victim in the part that is sealed and nowhere else', () => {
    expect(good.victims.people).toMatchObject([
      { key: 'v1', name: 'Sample Child 01', details: [{ what: 'school', text: 'Example Primary School 3' }, { what: 'note' }] },
    ]);
    expect(good.victims.identifiers.map((one) => one.type).sort()).toEqual(['account_id', 'email', 'ipv4', 'username']);
    expect(good.victims.places).toEqual([{ itemNo: 1, latitude: '0.0000', longitude: '0.0000' }]);
    const rest = JSON.stringify({ ...good, victims: null });
    for (const value of ['Child 01', 'child01', 'sample_child_01', 'EC-8810-0007', '192.0.2.18', 'Primary School', 'told a teacher'])
      expect(rest).not.toContain(value);
  });
  it('lists the files by their hashes, with who looked, and without name or place', () => {
    expect(good.manifest).toMatchObject([
      {
        itemNo: 1,
        hashes: { md5: demo('md5', 1), sha1: demo('sha1', 1), sha256: demo('sha256', 1) },
        viewedByProvider: 'yes',
        categoryGiven: 'B2',
        annotations: ['possibleSelfProduction'],
        cameraMake: 'Example Camera',
      },
      { itemNo: 2, hashes: { md5: demo('md5', 2), sha1: demo('sha1', 2) }, viewedByProvider: 'no' },
    ]);
    expect(JSON.stringify(good)).not.toMatch(/demo-1\.jpg|files\.chat\.example/);
    expect(good.machineOrigin.humanVerified).toBe('unknown');
  });
  it('keeps the words of the chat apart from the summary', () => {
    expect(good.texts).toEqual(expect.arrayContaining([{ what: 'chatImIncident.content', text: expect.stringContaining('<shared file 1>\nuser B') }]));
    expect(good.facts).not.toContain('demo message');
  });
  it('uses only invented ranges', () => {
    const outside = [...good.identifiers, ...good.victims.identifiers].filter(
      (one) => ['email', 'ipv4', 'ipv6', 'phone', 'url', 'imei', 'mac', 'imsi'].includes(one.type) && !one.warnings.includes('reserved'),
    );
    expect(outside).toEqual([]);
  });
});

describe('the two bad samples', () => {
  it('with a document type is refused at its line, before anything is read', async () => {
    expect(await refusals(sample('cybertipline-doctype.xml'))).toEqual([{ code: 'xml-doctype', line: 2, detail: expect.any(String) }]);
  });
  it('with a hidden picture is refused with the element and the line', async () => {
    expect(await refusals(sample('cybertipline-image.xml'))).toEqual([
      { code: 'media', pointer: '/report/internetDetails/chatImIncident/content', line: 13, detail: expect.stringContaining('png') },
    ]);
  });
  it('says nothing of the content', async () => {
    expect(JSON.stringify(await refusals(sample('cybertipline-image.xml')))).not.toMatch(/iVBOR|demo message|Reporter/);
  });
});

describe('a document is refused', () => {
  const refused: [string, string, string | Uint8Array][] = [
    ['xml-doctype', 'a document type without entities', report('', '<!DOCTYPE r>')],
    ['xml-doctype', 'an entity declaration', report('', '<!DOCTYPE r [<!ENTITY a "b">]>')],
    ['xml-doctype', 'a declaration inside the root', report('<!ELEMENT a ANY>')],
    ['xml-instruction', 'a style sheet', report('<?xml-stylesheet href="http://example.com/s.xsl"?>')],
    ['xml-instruction', 'a second declaration', report('<?xml version="1.0"?>')],
    ['xml-encoding', 'bytes that are not UTF-8', Buffer.concat([Buffer.from('<report>'), Buffer.from([0xff]), Buffer.from('</report>')])],
    ['xml-encoding', 'UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(report(''), 'utf16le')])],
    ['xml-encoding', 'UTF-7 by declaration', '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE r+AD4-<r/>'],
    ['xml-encoding', 'another code page by declaration', '<?xml version="1.1" encoding="EBCDIC-CP-US"?><r/>'],
    ['xml-depth', 'elements deeper than 32', report('<a>'.repeat(40) + '</a>'.repeat(40))],
    ['xml-depth', 'a hundred thousand nested elements', report('<a>'.repeat(100_000) + '</a>'.repeat(100_000))],
    ['xml-attribute', 'an attribute over 4 kB', report(`<a b="${'x y '.repeat(1100)}"/>`)],
    ['xml-attribute', 'a repeated attribute', report('<a b="1" b="2"/>')],
    ['xml-attribute', 'a hundred thousand attributes', report(`<a ${Array.from({ length: 100_000 }, (_, i) => `b${i}="1"`).join(' ')}/>`)],
    ['xml-name', 'a name of 1 MB', report(`<${'n'.repeat(1_000_000)}/>`)],
    ['too-many-elements', 'a million elements', report('<a/>'.repeat(1_000_000))],
    ['text-too-long', 'a text of two million letters', chat('word '.repeat(400_000))],
    ['xml-syntax', 'tags that do not fit', report('<a></b>')],
    ['xml-syntax', 'an element without end', '<report><reporter>'],
    ['xml-syntax', 'two roots', '<report/><report/>'],
    ['xml-syntax', 'a name that a script would trip over', report('<constructor/>')],
    ['xml-syntax', 'no XML at all', '{"report": true}'],
    ['xml-syntax', 'an empty file', ''],
    ['xml-entity', 'an entity that nobody declared', chat('&note;')],
    ['xml-entity', 'a bare ampersand', chat('a & b')],
    ['xml-entity', 'a reference to no character', chat('&#0;')],
    ['xml-entity', 'half of a surrogate pair', chat('&#xd800;')],
    ['xml-character', 'a NUL', chat('a\u0000b')],
    ['format', 'another root', '<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>'],
    ['format', 'file details without their report', '<fileDetails><fileId>1</fileId></fileDetails>'],
    ['incomplete', 'nothing that a report holds', '<report><incidentSummary><incidentType>x</incidentType></incidentSummary></report>'],
    ['archive', 'a ZIP under any name', Buffer.from('504b0304140000000000', 'hex')],
    ['media', 'a picture under any name', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['media', 'a data address', chat('data:image/jpeg;base64,/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==')],
    ['media', 'a picture in an unknown element', report('<thumb>R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7</thumb>')],
    ['media', 'a picture in an attribute', report('<a b="R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"/>')],
    [
      'media',
      'a picture in a counted element',
      report('<fileDetails><fileName>R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7</fileName></fileDetails>'),
    ],
    ['opaque-blob', 'a run that nobody understands', chat('qz'.repeat(60))],
    ['hash-form', 'an opaque run in a hash field', report(`<fileDetails><originalFileHash hashType="MD5">${'a'.repeat(200)}</originalFileHash></fileDetails>`)],
    [
      'hash-trivial',
      'the hash of no bytes',
      report('<fileDetails><originalFileHash hashType="MD5">d41d8cd98f00b204e9800998ecf8427e</originalFileHash></fileDetails>'),
    ],
    ['format-character', 'a direction mark in a name', report('<personOrUserReported><screenName>a\u202eb</screenName></personOrUserReported>')],
    ['report-number', 'two report numbers', report('<reportId>1</reportId><fileDetails><reportId>2</reportId></fileDetails>')],
    ['too-large', 'more than 10 MiB', Buffer.alloc(10 * 1024 * 1024 + 1, 0x20)],
  ];
  it.each(refused)('with code %s for %s', async (code, _, document) => {
    expect(await codes(document)).toContain(code);
  });
  it('with every cause at once, at most twenty', async () => {
    const many = report('<personOrUserReported>' + '<displayName>a\u200bb</displayName>'.repeat(30) + '</personOrUserReported>');
    expect(await codes(many)).toHaveLength(20);
  });
});

describe('a document is accepted', () => {
  it('in any order of its elements', async () => {
    const first = '<personOrUserReported><espIdentifier>E1</espIdentifier></personOrUserReported>';
    const second = '<incidentSummary><platform>Example Chat</platform></incidentSummary>';
    expect((await read(report(first + second))).identifiers).toEqual((await read(report(second + first))).identifiers);
  });
  it('with a byte order mark, CDATA, numeric references, comments and empty elements', async () => {
    const document = `\ufeff${report('<!-- <!DOCTYPE no> --><personOrUserReported><screenName/><displayName><![CDATA[A <!DOCTYPE> &amp;]]> &#66;&#x43;&amp;</displayName></personOrUserReported>')}`;
    expect((await read(document)).identifiers.map((one) => one.raw)).toEqual(['A <!DOCTYPE> &amp; BC&']);
  });
  it('with markup in its texts, which stays text', async () => {
    for (const payload of ['<![CDATA[<script>alert(1)</script>]]>', '&lt;svg onload=alert(1)&gt;', '&#60;img src=x onerror=alert(1)&#62;']) {
      expect((await read(chat(payload))).texts).toHaveLength(1);
    }
  });
  it('and counts and names each element that it does not know', async () => {
    const result = await read(report('<newThing><inner/><inner/></newThing><reporter><another>x</another></reporter>'));
    expect(result.unknownElements).toEqual({ count: 4, names: ['another', 'inner', 'newThing'] });
  });
  it('with a misspelt last element of law enforcement', async () => {
    const result = await read(
      report(
        '<lawEnforcement><agencyName>Example Desk</agencyName><servedLegalProcessInternatonal fleaCountry="SE">true</servedLegalProcessInternatonal></lawEnforcement>',
      ),
    );
    expect(result).toMatchObject({
      lawEnforcement: { processInternational: 'yes' },
      unknownElements: { count: 0 },
      jurisdictionsConcerned: [{ jurisdiction: 'SE', why: 'legal process was served there' }],
    });
  });
  it('and takes the reported user of a taken-over account for unknown, not for a suspect', async () => {
    const result = await read(
      report('<personOrUserReported><compromisedAccount>true</compromisedAccount><espIdentifier>E1</espIdentifier></personOrUserReported>'),
    );
    expect(result.subjects).toMatchObject([{ role: 'unknown_user', name: null }]);
  });
  it('and reads a grooming report as sextortion only where it is annotated so', async () => {
    const of = async (tags: string): Promise<string | undefined> =>
      (
        await read(
          report(
            `<incidentSummary><incidentType>Online Enticement of Children for Sexual Acts</incidentType><reportAnnotations>${tags}</reportAnnotations></incidentSummary>`,
          ),
        )
      ).offences[0]?.category;
    expect([await of(''), await of('<sextortion/>'), await of('<sextortion>false</sextortion>')]).toEqual(['grooming', 'sextortion', 'grooming']);
  });
  it('and keeps a value that fails its check, with the reason', async () => {
    const result = await read(report('<personOrUserReported><ipCaptureEvent><ipAddress>300.1.1.1</ipAddress></ipCaptureEvent></personOrUserReported>'));
    expect(result.identifiers).toMatchObject([{ raw: '300.1.1.1', normal: null, index: null, reason: 'ipv4_form' }]);
    expect(result.warnings).toEqual([{ code: 'unrecognised', count: 1 }]);
  });
});
