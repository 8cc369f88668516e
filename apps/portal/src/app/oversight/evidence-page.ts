import { fromBase64, type Hash, hex, leafHash, readCheckpoint, textOf } from '@comity/transparency-log';
import { type EvidenceView } from '@comity/contract';
import { type EntryBody, membersOf, readBody } from './entry-body';

/** Words of the page, by key, in the reader's language. */
export type Say = (key: string, places?: object) => string;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (letter) => ESCAPES[letter]!);
const code = (text: string): string => `<bdi dir="ltr"><code>${escape(text)}</code></bdi>`;
const row = (name: string, value: string): string => `<tr><th scope="row">${escape(name)}</th><td>${value}</td></tr>`;
const table = (caption: string, rows: readonly string[]): string => `<table><caption>${escape(caption)}</caption><tbody>${rows.join('')}</tbody></table>`;

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-inline-size:50rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}table{border-collapse:collapse;inline-size:100%;margin-block:1rem}caption,th,td{text-align:start;padding:.25rem .5rem;vertical-align:top}th,td{border-block-end:1px solid #bbb}caption{font-weight:700}code,pre{font-family:ui-monospace,monospace;overflow-wrap:anywhere;white-space:pre-wrap}';

function rowsOf(said: EntryBody, say: Say): string[] {
  const { actor, on, parties = [] } = said;
  return [
    row(say('oversight.evidence.act'), `${escape(say(`oversight.kind.${said.kind}`))} ${code(said.kind)}`),
    row(say('oversight.evidence.at'), code(said.at)),
    row(
      say('oversight.log.who'),
      actor.service
        ? code(actor.service)
        : [actor.role, actor.jurisdiction, actor.agency]
            .filter((one) => one !== undefined)
            .map(code)
            .join(' '),
    ),
    ...(on ? [row(say('oversight.log.object'), `${code(on.type)} ${code(on.id)}`)] : []),
    ...(parties.length > 0 ? [row(say('oversight.one.parties'), parties.map(code).join(' '))] : []),
    ...membersOf(said.data).map(({ name, value }) => row(name, code(value))),
  ];
}

/**
 * A page for people beside an evidence bundle: what was done, when, by which steps that is proved, and the hash of the bundle's file. It stands alone:
 * no script, nothing that is fetched, printable. It proves nothing itself, and says so.
 * @param file the bundle, byte for byte as it was saved @param language code and direction of the words
 */
export function evidencePage(bundle: EvidenceView, file: Uint8Array, hash: Hash, language: { code: string; dir: string }, say: Say): string {
  const [item] = bundle.items;
  const entry = fromBase64(item!.entry);
  const { size, root, note } = readCheckpoint(bundle.checkpoint);
  const title = say('oversight.evidence.title', { index: item!.index });
  const steps = ['leaf', 'way', 'head', 'witnesses'].map(
    (step) => `<li>${escape(say(`oversight.evidence.step.${step}`, { count: item!.proof.length, size }))}</li>`,
  );
  return `<!doctype html>
<html lang="${escape(language.code)}" dir="${escape(language.dir)}"><head><meta charset="utf-8"><title>${escape(title)}</title><style>${STYLE}</style></head><body><main>
<h1>${escape(title)}</h1>
<p>${escape(say('oversight.evidence.what'))}</p>
${table(say('oversight.evidence.said'), rowsOf(readBody(textOf(entry)), say))}
<h2>${escape(say('oversight.evidence.steps'))}</h2><ol>${steps.join('')}</ol>
${table(say('oversight.evidence.numbers'), [
  row(say('oversight.head.origin'), code(bundle.origin)),
  row(say('oversight.leaf.hash'), code(hex(leafHash(entry, hash)))),
  row(say('oversight.head.size'), code(String(size))),
  row(say('oversight.head.root'), code(hex(root))),
  row(say('oversight.evidence.signers'), note.signatures.map(({ name }) => code(name)).join(' ')),
  row(say('oversight.evidence.file'), code(hex(hash(file)))),
])}
<h2>${escape(say('oversight.evidence.check'))}</h2>
<p>${escape(say('oversight.evidence.checkHow'))}</p>
<pre dir="ltr">npm run -s verify -- --bundle entry-${item!.index}.comity-evidence.json --vkey KEY --trust TRUST.json</pre>
<p>${escape(say('oversight.evidence.limits'))}</p>
</main></body></html>
`;
}
