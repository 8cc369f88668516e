import { base64, checkpointText, defaultHash, formatNote, leafHash, utf8 } from '@comity/transparency-log';
import { describe, expect, it } from 'vitest';
import { evidencePage } from './evidence-page';

const body = utf8(
  '{"actor":{"agency":"a","jurisdiction":"KE","role":"officer"},"at":"2027-01-04T09:30:00.250Z","data":{"note":"<img src=x onerror=alert(1)>"},"kind":"request.created"}',
);
const line = '— witness.example AAAAAAAAAAAA';
const checkpoint = formatNote(checkpointText({ origin: 'demonstration.test/log', size: 1, root: leafHash(body) }), [line]);
const bundle = { format: 'comity/evidence/v1', origin: 'demonstration.test/log', items: [{ index: 0, entry: base64(body), proof: [] }], checkpoint };
const page = evidencePage(bundle, utf8('file'), defaultHash, { code: 'ar', dir: 'rtl' }, (key) => key);

describe('the page beside an evidence bundle', () => {
  it('says what the entry says, with hashes and signers, in the language of the reader', () => {
    for (const text of ['lang="ar" dir="rtl"', 'request.created', '2027-01-04T09:30:00.250Z', 'witness.example', '--bundle entry-0.comity-evidence.json'])
      expect(page).toContain(text);
    expect(page).toContain('3b9c358f36f0a31b6ad3e14f309c7cf198ac9246e8316f9ce543d5b19ac02b80'); // SHA-256 of "file"
  });

  it('runs nothing and fetches nothing, whatever an entry holds', () => {
    expect(page).not.toMatch(/<img|<script|<link|<iframe|href=/);
    expect(page).toContain('&lt;img');
  });
});
