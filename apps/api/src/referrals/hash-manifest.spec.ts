import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { readHash } from './hash-manifest.js';

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
