import { XMLParser } from 'fast-xml-parser';
import { DocumentRefused } from './intake-result.js';
import { resolveReferences, scanXml, XML_LIMITS } from './xml-text.js';

/** An element as read: all text in it joined, references resolved, CDATA as it stands. */
export interface Element {
  name: string;
  /** Place from the root, with numbers from 1 where siblings share a name: `/report/victim[2]`. */
  pointer: string;
  line: number;
  text: string;
  attributes: Readonly<Record<string, string>>;
  children: Element[];
}

type Raw = Record<string, unknown> & { ':@'?: Record<string, string> };
const METADATA = XMLParser.getMetaDataSymbol() as unknown as keyof Raw;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  // The parser puts texts together letter by letter; looking at one makes V8 store it as one piece, at a tenth of the memory.
  tagValueProcessor: (_name, value) => {
    value.charCodeAt(0);
    return value;
  },
  cdataPropName: '#cdata',
  captureMetaData: true,
  maxNestedTags: XML_LIMITS.depth + 1,
});

/**
 * Reads an XML text into a tree. The raw text is scanned first, so that the parser never sees a document type, an entity or a malformed tag.
 * @throws {DocumentRefused}
 */
export function readXml(text: string): Element {
  scanXml(text);
  const tree = parse(text);
  const root = tree.find((node) => nameOf(node) !== undefined);
  if (!root) throw new DocumentRefused([{ code: 'xml-syntax', detail: 'The file is not an XML document.' }]);
  return elementOf(lineCounter(text), root, `/${nameOf(root) ?? ''}`);
}

function parse(text: string): Raw[] {
  try {
    return parser.parse(text) as Raw[];
  } catch {
    // The reader's own message may repeat content.
    throw new DocumentRefused([{ code: 'xml-syntax', detail: 'The document cannot be read.' }]);
  }
}

const nameOf = (node: Raw): string | undefined => Object.keys(node).find((key) => key !== ':@' && key !== '#text' && key !== '#cdata');

/** Lines of places that are asked for in document order, so that a long document is walked once. */
function lineCounter(text: string): (at: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (at) => {
    while (next !== -1 && next < at) {
      line += 1;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
}

function elementOf(lineOf: (at: number) => number, node: Raw, pointer: string): Element {
  const name = nameOf(node) ?? '';
  const start = (node[METADATA] as { startIndex?: number } | undefined)?.startIndex;
  const line = lineOf(start ?? 0);
  const sound = (value: string): string => {
    const resolved = resolveReferences(value);
    if (resolved === null) throw new DocumentRefused([{ code: 'xml-entity', pointer, line, detail: 'A reference names no known character.' }]);
    return resolved;
  };
  const inside = node[name] as Raw[];
  const seen = new Map<string, number>();
  const total = new Map<string, number>();
  for (const child of inside) {
    const childName = nameOf(child);
    if (childName !== undefined) total.set(childName, (total.get(childName) ?? 0) + 1);
  }
  let joined = '';
  const children: Element[] = [];
  for (const child of inside) {
    const childName = nameOf(child);
    if (typeof child['#text'] === 'string') joined += sound(child['#text']);
    else if (child['#cdata'] !== undefined)
      joined += (child['#cdata'] as Raw[]).map((part) => (typeof part['#text'] === 'string' ? part['#text'] : '')).join('');
    else if (childName !== undefined) {
      const number = (seen.get(childName) ?? 0) + 1;
      seen.set(childName, number);
      children.push(elementOf(lineOf, child, `${pointer}/${childName}${(total.get(childName) ?? 0) > 1 ? `[${number}]` : ''}`));
    }
  }
  const attributes = Object.fromEntries(Object.entries(node[':@'] ?? {}).map(([key, value]) => [key, sound(value)]));
  return { name, pointer, line, text: joined, attributes, children };
}
