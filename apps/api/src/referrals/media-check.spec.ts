import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readHash } from './hash-manifest.js';
import { findMedia, OPAQUE_RUN, refusedFile } from './media-check.js';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const GIF = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex').toString('base64');

describe('a text that hides media', () => {
  const hidden: [string, string][] = [
    ['a data address', 'see data:image/png;base64,AAAA'],
    ['a data address in large letters', 'DATA:,x'],
    ['base64 of a PNG', `before ${PNG} after`],
    ['base64 of a GIF', GIF],
    ['base64 of a JPEG', `(${JPEG})`],
    ['URL-safe base64', PNG.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')],
    ['hex', Buffer.from(GIF, 'base64').toString('hex')],
    ['hex in large letters', Buffer.from(GIF, 'base64').toString('hex').toUpperCase()],
    ['base64 over lines of 76', (PNG.match(/.{1,76}/g) ?? []).join('\r\n')],
    ['base64 over lines of 24', (PNG.match(/.{1,24}/g) ?? []).join('\n  ')],
    ['base64 after other letters', `id${PNG}`],
    ['base64 at the end of a web address', `https://example.com/a/${PNG}`],
    ['base64 of an archive', Buffer.from('504b03040a0000000000', 'hex').toString('base64')],
    ['base64 of a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n').toString('base64')],
  ];
  it.each(hidden)('is found: %s', (_, text) => {
    expect(findMedia(text)).toMatchObject({ code: 'media' });
  });
  it('is found when it is opaque and long enough, whatever it holds', () => {
    const bytes = Buffer.concat([Buffer.from('zz'), randomBytes(88)]);
    expect(findMedia(bytes.toString('base64').slice(0, OPAQUE_RUN))).toMatchObject({ code: expect.stringMatching(/opaque-blob|media/) });
    expect(findMedia('a1'.repeat(60))).toMatchObject({ code: 'opaque-blob', at: 0 });
    expect(findMedia(`https://example.com/${'a1'.repeat(60)}`)).toMatchObject({ code: 'opaque-blob' });
    expect(findMedia(`${'qz'.repeat(30)}\n${'qz'.repeat(30)}`)).toMatchObject({ code: 'opaque-blob' });
  });
  it('says where', () => {
    expect(findMedia(`12345 ${PNG}`)?.at).toBe(6);
  });
});

describe('a text that hides nothing', () => {
  const plain: [string, string][] = [
    ['prose', 'The account uploaded three files on 2 November and asked a child for more.'],
    ['a line under a heading', '-'.repeat(119)],
    ['a run one letter short', 'q'.repeat(OPAQUE_RUN - 1)],
    ['a long web address of short parts', `https://example.com/${'part/'.repeat(40)}`],
    ['a SHA-256', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['markup as text', '<svg onload=alert(1)>'],
    ['the word data with a colon', 'Metadata: none. data: none'],
    ['words that decode by chance', 'Registration Manufacture /9j/ BMP'],
    ['Arabic prose', 'الحساب رفع ثلاثة ملفات'],
  ];
  it.each(plain)('passes: %s', (_, text) => {
    expect(findMedia(text)).toBeNull();
  });
  it('passes for prose of any length', () => {
    const word = fc.stringMatching(/^[a-z]{1,11}$/);
    fc.assert(fc.property(fc.array(word, { maxLength: 60 }), (words) => expect(findMedia(words.join(' '))).toBeNull()));
  });
  it('is read in time that grows with its length', () => {
    // A pattern that backtracks would not end here.
    expect(findMedia(`${'W'.repeat(119)} `.repeat(20_000))).toBeNull();
    expect(findMedia(`${'abcdefghijklmnopqrst\n'.repeat(50_000)}!`)).toMatchObject({ code: 'opaque-blob' });
  });
});

describe('a file', () => {
  const files: [string, string][] = [
    ['media', 'ffd8ffe000104a464946'],
    ['media', '89504e470d0a1a0a'],
    ['media', '474946383961'],
    ['media', '52494646240000005745425056503820'],
    ['media', '424d3a000000'],
    ['media', '49492a00'],
    ['media', '0000001c66747970686569630000000068656963'],
    ['media', '0000000c4a584c200d0a870a'],
    ['media', '1a45dfa39f4286810142f781'],
    ['media', '000001ba44000400'],
    ['media', '47400010'],
    ['media', '464c5601'],
    ['media', '3026b2758e66cf11a6d900aa0062ce6c'],
    ['media', '4f67675300020000'],
    ['media', '494433030000000000'],
    ['document', '255044462d312e370a'],
    ['archive', '1f8b0800'],
    ['archive', '425a683931415926'],
    ['archive', 'fd377a585a0000'],
    ['archive', '28b52ffd04580100'],
    ['archive', '377abcaf271c0004'],
    ['archive', '526172211a0701003392b5e5'],
    ['archive', '4d534346000000'],
    ['archive', '213c617263683e0a'],
    ['archive', '504b0304'],
    ['document', 'd0cf11e0a1b11ae1'],
    ['document', '7b5c727466315c616e7369'],
    ['executable', '7f454c46'],
    ['executable', '4d5a9000'],
  ];
  it.each(files)('of kind %s that begins %s is refused by its bytes', async (kind, hex) => {
    expect(await refusedFile(Buffer.from(hex, 'hex'))).toMatchObject({ kind });
  });
  it('is refused by a signature that stands further in', async () => {
    expect(await refusedFile(Buffer.concat([Buffer.alloc(257), Buffer.from('7573746172003030', 'hex'), Buffer.alloc(247)]))).toMatchObject({
      kind: 'archive',
      name: 'tar',
    });
    expect(await refusedFile(Buffer.concat([Buffer.alloc(32_769), Buffer.from('CD001\u0001')]))).toMatchObject({ kind: 'archive', name: 'iso9660' });
  });
  it('that is plain text or XML passes', async () => {
    expect(await refusedFile(Buffer.from('<?xml version="1.0"?><report/>'))).toBeNull();
    expect(await refusedFile(Buffer.from('type,value\r\nsha256,00\r\n'))).toBeNull();
    expect(await refusedFile(Buffer.from('\ufeff<report/>'))).toBeNull();
  });
});

const demo = (kind: string, n: number): string => createHash(kind).update(`comity-demo-${n}`).digest('hex');

describe('a hash of a file', () => {
  it.each(['md5', 'sha1', 'sha256', 'sha512'] as const)('of kind %s is read in lower case, under any spelling of its name', (kind) => {
    const value = demo(kind, 1);
    for (const name of [kind, kind.toUpperCase(), kind.replace('sha', 'SHA-')]) expect(readHash(name, ` ${value.toUpperCase()} `)).toEqual({ kind, value });
  });
  it('has the length of its kind', () => {
    expect(readHash('MD5', demo('sha1', 1))).toEqual({ refused: 'hash-form' });
    expect(readHash('SHA256', demo('sha256', 1).slice(1))).toEqual({ refused: 'hash-form' });
    expect(readHash('PDQ', demo('sha256', 1))).toEqual({ kind: 'pdq', value: demo('sha256', 1) });
  });
  it('of PhotoDNA is base64 and keeps its case', () => {
    const value = Buffer.from(demo('sha256', 1)).toString('base64');
    expect(readHash('PhotoDNA', value)).toEqual({ kind: 'photodna', value });
    expect(readHash('PhotoDNA', `${value}!`)).toEqual({ refused: 'hash-form' });
  });
  it('of an unknown kind is refused', () => {
    expect(readHash('CRC32', '00000000')).toEqual({ refused: 'hash-kind' });
  });
  it('that every disk holds is refused: no bytes, a pixel, one digit repeated', () => {
    for (const kind of ['md5', 'sha1', 'sha256', 'sha512']) expect(readHash(kind, createHash(kind).digest('hex'))).toEqual({ refused: 'hash-trivial' });
    const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
    expect(readHash('md5', createHash('md5').update(pixel).digest('hex'))).toEqual({ refused: 'hash-trivial' });
    expect(readHash('sha1', '0'.repeat(40))).toEqual({ refused: 'hash-trivial' });
  });
});
