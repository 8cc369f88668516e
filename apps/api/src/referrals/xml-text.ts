import { DocumentRefused } from './intake-result.js';

/** House limits of a document. @source exchange.md 4; security.md 5.8 */
export const XML_LIMITS = {
  bytes: 10 * 1024 * 1024,
  depth: 32,
  attributeBytes: 4096,
  attributes: 32,
  elements: 200_000,
  nameLength: 128,
  textLength: 1_048_576,
} as const;

const NAME = String.raw`[\p{L}_][\p{L}\p{N}_.:-]{0,127}`;
const START = new RegExp(`<(${NAME})(?=[\\s/>])`, 'uy');
const ATTRIBUTE = new RegExp(`\\s+(${NAME})\\s*=\\s*("[^"<]*"|'[^'<]*')`, 'uy');
const TAG_END = /\s*(\/?)>/y;
const CLOSE = new RegExp(`</(${NAME})\\s*>`, 'uy');
const DECLARATION = /^<\?xml\s+version\s*=\s*["']1\.[01]["'](?:\s+encoding\s*=\s*["']([A-Za-z][\w.-]*)["'])?(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*\?>/;
/** What XML 1.0 lets a document hold. @source XML 1.0, production [2] */
const NOT_A_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

const refuse = (code: string, detail: string, line?: number): never => {
  throw new DocumentRefused([{ code, detail, ...(line === undefined ? {} : { line }) }]);
};

/** Line of a place in the text, from 1. */
export function lineAt(text: string, at: number): number {
  let line = 1;
  for (let next = text.indexOf('\n'); next !== -1 && next < at; next = text.indexOf('\n', next + 1)) line += 1;
  return line;
}

/** Bytes to text: UTF-8 and nothing else, one byte order mark allowed, line ends as line feeds. @throws {DocumentRefused} */
export function decodeXml(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('xml-encoding', 'Only UTF-8 is read.');
  }
  const declared = DECLARATION.exec(text)?.[1] ?? /^<\?xml[^>]*encoding\s*=\s*["']([^"']*)/.exec(text)?.[1];
  if (declared !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(declared)) refuse('xml-encoding', 'Another encoding than UTF-8 is declared.', 1);
  const wrong = NOT_A_CHARACTER.exec(text);
  if (wrong) refuse('xml-character', 'A character stands here that XML does not allow.', lineAt(text, wrong.index));
  return text.replace(/\r\n?/g, '\n');
}

interface Open {
  name: string;
  line: number;
}

/**
 * Looks at the raw text before any parser does. Refused are: `<!` other than comment and CDATA, a processing instruction other than the XML
 * declaration, depth, size and number of attributes, repeated attributes, tags that do not fit, text around the root.
 * @throws {DocumentRefused} with the code and the line of the first fault.
 * @source security.md 5.8
 */
export function scanXml(text: string): void {
  const open: Open[] = [];
  let elements = 0;
  let roots = 0;
  let at = DECLARATION.exec(text)?.[0].length ?? 0;
  const fail = (code: string, detail: string, place = at): never => refuse(code, detail, lineAt(text, place));
  const outside = (until: number): void => {
    if (open.length === 0 && text.slice(at, until).trim() !== '')
      fail('xml-syntax', roots === 0 ? 'The file is not an XML document.' : 'Text stands outside the root element.');
  };
  const skip = (begin: string, end: string): void => {
    const stop = text.indexOf(end, at + begin.length);
    if (stop === -1) fail('xml-syntax', `A part that begins ${begin} does not end.`);
    at = stop + end.length;
  };
  const startTag = (): void => {
    START.lastIndex = at;
    const name = START.exec(text)?.[1];
    if (name === undefined) return fail('xml-name', 'A tag has no name that is read here.');
    if (open.length === 0 && ++roots > 1) fail('xml-syntax', 'There is more than one root element.');
    if (++elements > XML_LIMITS.elements) fail('too-many-elements', `More than ${XML_LIMITS.elements} elements.`);
    if (open.length >= XML_LIMITS.depth) fail('xml-depth', `Elements stand deeper than ${XML_LIMITS.depth} levels.`);
    let next = START.lastIndex;
    const names = new Set<string>();
    for (;;) {
      ATTRIBUTE.lastIndex = next;
      const attribute = ATTRIBUTE.exec(text);
      if (!attribute) break;
      const [, label = '', value = ''] = attribute;
      if (Buffer.byteLength(value) - 2 > XML_LIMITS.attributeBytes)
        fail('xml-attribute', `An attribute is longer than ${XML_LIMITS.attributeBytes} bytes.`, next);
      if (names.has(label) || names.size >= XML_LIMITS.attributes) fail('xml-attribute', 'An attribute stands twice, or there are too many.', next);
      names.add(label);
      next = ATTRIBUTE.lastIndex;
    }
    TAG_END.lastIndex = next;
    const end = TAG_END.exec(text);
    if (!end) return fail('xml-syntax', 'A tag does not end as it should.');
    if (end[1] === '') open.push({ name, line: at });
    at = TAG_END.lastIndex;
  };
  const closeTag = (): void => {
    CLOSE.lastIndex = at;
    const name = CLOSE.exec(text)?.[1];
    if (name === undefined || open.pop()?.name !== name) fail('xml-syntax', 'An end tag does not fit its start tag.');
    at = CLOSE.lastIndex;
  };
  for (let next = text.indexOf('<', at); next !== -1; next = text.indexOf('<', at)) {
    outside(next);
    if (next - at > XML_LIMITS.textLength) fail('text-too-long', `A text is longer than ${XML_LIMITS.textLength} characters.`);
    at = next;
    if (text.startsWith('<!--', at)) skip('<!--', '-->');
    else if (text.startsWith('<![CDATA[', at)) {
      if (open.length === 0) fail('xml-syntax', 'Text stands outside the root element.');
      skip('<![CDATA[', ']]>');
    } else if (text.startsWith('<!', at)) fail('xml-doctype', 'Document types and entities are not taken.');
    else if (text.startsWith('<?', at)) fail('xml-instruction', 'Processing instructions are not taken.');
    else if (text.startsWith('</', at)) closeTag();
    else startTag();
  }
  outside(text.length);
  const last = open.at(-1);
  if (last) fail('xml-syntax', 'An element is not closed.', last.line);
  if (roots === 0) fail('xml-syntax', 'The file is not an XML document.');
}

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Replaces the five named and all numeric references. Null when a reference is unknown or names no character that XML allows. */
export function resolveReferences(text: string): string | null {
  let sound = true;
  const resolved = text.replace(/&(?:#(\d{1,8})|#x([0-9a-fA-F]{1,6})|(\w{1,16}))?;?/g, (whole, decimal?: string, hex?: string, name?: string) => {
    const code = decimal === undefined ? (hex === undefined ? null : Number.parseInt(hex, 16)) : Number(decimal);
    const letter = code === null ? PREDEFINED[name ?? ''] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
    if (letter === undefined || !whole.endsWith(';') || NOT_A_CHARACTER.test(letter)) sound = false;
    return letter ?? '';
  });
  return sound ? resolved : null;
}
