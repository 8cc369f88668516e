import { fileTypeFromBuffer } from 'file-type';
import { type FileKind, type Signed, signatureOf } from './media-signatures.js';

/** Length from which a run of base64 or hex letters is refused without being understood. @source security.md 5.5 */
export const OPAQUE_RUN = 120;

/** What was found in a text: the code of the problem, the name of the format, and where, in UTF-16 units from 0. */
export interface HiddenMedia {
  code: 'media' | 'opaque-blob';
  found: string;
  at: number;
}

/** Lines of one encoded block are put together; words of prose are shorter than this and stay apart. */
const WRAPPED_LINE = 20;
const RUN = new RegExp(
  `[A-Za-z0-9+/_=-]{8,}(?:[ \\t]*\\r?\\n[ \\t]*[A-Za-z0-9+/_=-]{${WRAPPED_LINE},})*(?:(?<=[A-Za-z0-9+/_-]{${WRAPPED_LINE}})[ \\t]*\\r?\\n[ \\t]*[A-Za-z0-9+/_-]*={0,2}(?![A-Za-z0-9+/_-]))?`,
  'g',
);

/** How the first bytes of common formats look in base64 at any place of a run: text before them must not hide them. */
const INSIDE_RUN: readonly [RegExp, string][] = [
  [/\/9j\/[24]/, 'jpeg'],
  [/iVBORw0KGg/, 'png'],
  [/R0lGOD[dl]h/, 'gif'],
  [/UklGR[\w+/]{6}(?:XRUJQ|BVkk)/, 'riff'],
  [/AAAA[\w+/]{2}Z0eX[AB]/, 'iso-media'],
  [/GkXfo/, 'matroska'],
  [/JVBERi0/, 'pdf'],
  [/UEsDB[AB]/, 'zip'],
];
/** A shorter signature fits one word in some thousands by chance. */
const LEAST_IN_TEXT = 3;

const refusing = (signed: Signed | null): signed is Signed => signed !== null;

function decodings(run: string): Buffer[] {
  const bare = run.replace(/\s/g, '');
  const all = [Buffer.from(bare.replaceAll('-', '+').replaceAll('_', '/'), 'base64')];
  if (/^[0-9A-Fa-f]+$/.test(bare)) all.push(Buffer.from(bare, 'hex'));
  return all;
}

/** Longest opaque part of a run. In a web address the parts of the path are looked at one by one, or every long address would be one. */
function opaqueLength(text: string, at: number, run: string): number {
  const bare = run.replace(/\s/g, '');
  const before = text.slice(Math.max(0, at - 2048), at);
  const inAddress = /https?:\/{0,2}[^\s<>"']*$/i.test(before);
  return inAddress ? Math.max(...bare.split('/').map((part) => part.length)) : bare.length;
}

/**
 * Looks for media hidden in a text: a `data:` address, a run that decodes from base64, URL-safe base64 or hex to a known first-bytes signature,
 * and any opaque run of 120 letters or more. Null when there is none. Fields that hold a hash are exempt and have a form of their own.
 * @source security.md 5.5; exchange.md 1.10
 */
export function findMedia(text: string): HiddenMedia | null {
  const address = /\bdata:(?=[\w.+-]+\/[\w.+-]+|;|,)[^\s]*/i.exec(text);
  if (address) return { code: 'media', found: 'data-address', at: address.index };
  for (const match of text.matchAll(RUN)) {
    const run = match[0];
    const bare = run.replace(/\s/g, '');
    const signed = decodings(run)
      .map((bytes) => signatureOf(bytes, LEAST_IN_TEXT))
      .find(refusing);
    // A run of 8 letters holds 6 bytes; what is no longer than that shows nothing.
    if (signed && bare.length >= 12) return { code: 'media', found: signed.name, at: match.index };
    const inside = INSIDE_RUN.find(([pattern]) => bare.length >= 24 && pattern.test(bare));
    if (inside) return { code: 'media', found: inside[1], at: match.index };
    if (opaqueLength(text, match.index, run) >= OPAQUE_RUN) return { code: 'opaque-blob', found: 'opaque-run', at: match.index };
  }
  return null;
}

/** Groups of file-type's answers; text forms that an import may have are not refused here. */
function kindOf(mime: string): FileKind | null {
  if (/^(?:image|video|audio|model|font)\//.test(mime)) return 'media';
  if (/(?:zip|compressed|tar|rar|7z|bzip|gzip|zstd|xz|archive|diskimage)/.test(mime)) return 'archive';
  if (/(?:pdf|msword|officedocument|opendocument|rtf|ole|cfb)/.test(mime)) return 'document';
  if (/(?:executable|elf|msdownload|java|wasm|mach)/.test(mime)) return 'executable';
  return /^application\/xml$|^text\//.test(mime) ? null : 'document';
}

/** The kind of file that bytes are by their first bytes, if it is one that is never taken; null for plain text. A name or a declared type says nothing. */
export async function refusedFile(bytes: Uint8Array): Promise<Signed | null> {
  const own = signatureOf(bytes);
  if (own) return own;
  const guess = await fileTypeFromBuffer(bytes.subarray(0, 65_536)).catch(() => undefined);
  const kind = guess ? kindOf(guess.mime) : null;
  return guess && kind ? { kind, name: guess.ext } : null;
}
