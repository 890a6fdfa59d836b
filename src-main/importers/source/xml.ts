/**
 * XML as plain data. An element is a map: its attributes by `@name`, its child elements by their names, each name with
 * the list of all children so called, in the order of the document, and its text by `#text`. Prefixes of namespaces
 * are dropped. A DTD is refused, and with it every entity but those of XML itself.
 */
import { parseXml, XmlElement, XmlError, XmlText } from '@rgrove/parse-xml';
import type { Path } from '../../base/path.ts';
import { Refusal } from '../complaint.ts';
import { isRecord } from '../field.ts';
import { limits } from '../limits.ts';
import type { Document } from './document.ts';
import { Lines, type Position } from './position.ts';

export function readXml(text: string): Document {
  refuseDeep(text);
  const lines = new Lines(text);
  const offsets = new WeakMap<object, number>();
  const root = rootOf(text, lines);
  return {
    syntax: 'XML',
    value: { [localName(root.name)]: [valueOf(root, offsets)] },
    positionsOf(paths) {
      const value = { [localName(root.name)]: [valueOf(root, offsets)] };
      return paths.map((path) => positionOf(value, path, (one) => offsets.get(one), lines));
    },
  };
}

/** The parser reads elements by calling itself: how deep they lie is found out before. */
function refuseDeep(text: string): void {
  let depth = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    const skipped = skippable.find(([start]) => text.startsWith(start, at));
    if (!skipped && text[at + 1] === '!') throw dtdRefusal(text, at);
    const end = skipped ? endOf(text, skipped[1], at) : endOfTag(text, at);
    if (!skipped && text[end - 1] !== '/') depth += text[at + 1] === '/' ? -1 : 1;
    if (depth > limits.depth)
      throw new Refusal('too-deep', `XML nested more than ${limits.depth} levels deep`, {
        position: new Lines(text).positionOf(at),
        message: `expected at most ${limits.depth} levels`,
      });
    at = end + 1;
  }
}

/** What may hold something like a tag that is none. */
const skippable = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

function endOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at + mark.length - 1;
}

/** The ">" of the tag; one in a quoted value is not it. */
function endOfTag(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '>') {
    const quote = text[at];
    const close = quote === '"' || quote === "'" ? text.indexOf(quote, at + 1) : at;
    if (close === -1) return text.length;
    at = close + 1;
  }
  return at;
}

function dtdRefusal(text: string, offset: number): Refusal {
  const isPage = /^<!doctype html/i.test(text.slice(offset, offset + 20));
  return new Refusal('xml-dtd', isPage ? 'a web page (HTML)' : 'XML with a document type, which is not read', {
    position: new Lines(text).positionOf(offset),
    message: 'expected no <!DOCTYPE …>: what it declares could lead anywhere',
    mend: 'remove it, or export the lab again',
  });
}

function rootOf(text: string, lines: Lines): XmlElement {
  try {
    const { root } = parseXml(text, { includeOffsets: true });
    if (root) return root;
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const position = lines.positionOf(error.pos);
    const [message = ''] = error.message.split('\n');
    const said = message.replace(/ \(line \d+, column \d+\)$/, '');
    throw new Refusal('xml-syntax', `XML with a fault at line ${position.line}, column ${position.column}: ${said}`, {
      position,
      message: said,
      mend: 'mend the XML at this place, or export the lab again',
    });
  }
  throw new Refusal('xml-syntax', 'XML without an element', { message: 'expected an element, found none' });
}

function valueOf(element: XmlElement, offsets: WeakMap<object, number>): Record<string, unknown> {
  const entries = new Map<string, unknown>();
  for (const [name, value] of Object.entries(element.attributes)) entries.set(`@${localName(name)}`, value);
  let text = '';
  for (const child of element.children) {
    if (child instanceof XmlElement) addTo(entries, localName(child.name), valueOf(child, offsets));
    else if (child instanceof XmlText) text += child.text;
  }
  if (text.trim() !== '') entries.set('#text', text);
  const value = Object.fromEntries(entries);
  offsets.set(value, element.start);
  return value;
}

function addTo(entries: Map<string, unknown>, name: string, value: Record<string, unknown>): void {
  const list = entries.get(name);
  if (Array.isArray(list)) list.push(value);
  else entries.set(name, [value]);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Of the element at the path, or of the nearest one around it. */
function positionOf(
  value: unknown,
  path: Path,
  offsetOf: (element: object) => number | undefined,
  lines: Lines,
): Position | undefined {
  let place = value;
  let offset: number | undefined;
  for (const step of path) {
    place = isRecord(place) || Array.isArray(place) ? (place as Record<string | number, unknown>)[step] : undefined;
    if (isRecord(place)) offset = offsetOf(place) ?? offset;
  }
  return offset === undefined ? undefined : lines.positionOf(offset);
}
