/** From the content of a file to a document: which syntax it is in, its content decides, not its name. */
import type { Companion } from './companion.ts';
import { Refusal } from './complaint.ts';
import { limits } from './limits.ts';
import { isZip, readPortable } from './portable.ts';
import { recogniseBinary } from './recognise/binary.ts';
import { topologies, type Kind } from './recognise/kind.ts';
import { recogniseText } from './recognise/text.ts';
import type { Document } from './source/document.ts';
import { isDynagen, readIni } from './source/ini.ts';
import { readJson } from './source/json.ts';
import { readXml } from './source/xml.ts';
import { textOfBytes } from './source/encoding.ts';
import { readYaml } from './source/yaml.ts';

export interface Content {
  text: string;
  companion: Companion | undefined;
  /** Names of the files that came in one archive with the text. */
  archive?: ReadonlySet<string>;
}

interface File {
  text?: string | undefined;
  bytes?: Uint8Array | undefined;
  companion?: Companion | undefined;
}

/** The text of a file, and what lies beside it: in the archive where the file is one. */
export function contentOf(file: File): Content {
  const { text, bytes, companion } = file;
  if (text !== undefined || bytes === undefined) return { text: text ?? '', companion };
  if (!isZip(bytes)) {
    refuseLarger(bytes.length);
    return { text: textOfBytes(bytes), companion };
  }
  const portable = readPortable(bytes);
  return { text: portable.text, companion: portable.companion, archive: portable.files };
}

/** @throws Refusal that names what the text is instead */
export function documentOf(given: string, name: string): Document {
  refuseLarger(given.length);
  const text = given.replace(/^\ufeff/, '');
  if (text.trim() === '')
    throw new Refusal('empty-file', 'an empty file', {
      message: 'expected a topology, found nothing',
      mend: 'copy or download it again',
    });
  refuse(recogniseBinary(text, name) ?? recogniseText(text));
  if (/^\s*</.test(text)) {
    refuseLarger(text.length, limits.xml);
    return readXml(text);
  }
  // "[127.0.0.1:7200]" could begin a list of JSON too.
  if (isDynagen(text)) {
    refuseLarger(text.length, limits.ini);
    return readIni(withPlainLineEnds(text));
  }
  return isJson(text) ? readJson(text) : readYaml(withPlainLineEnds(text));
}

function refuseLarger(size: number, most: number = limits.text): void {
  if (size <= most) return;
  throw new Refusal('too-large', `a text of ${size} characters, too large for a topology`, {
    message: `expected at most ${most} characters`,
    mend: topologies,
  });
}

/** YAML may start with a brace or bracket too, but in JSON a quote, a closing brace or another value follows it. */
function isJson(text: string): boolean {
  return /^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:["[{\]\d]|$))/.test(text);
}

function withPlainLineEnds(text: string): string {
  // Before OS X a Mac ended its lines with a return alone, and some editors still offer that.
  const plain = text.includes('\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\r', '\n');
  return plain.endsWith('\n') ? plain : `${plain}\n`;
}

export function refuse(kind: Kind): never;
export function refuse(kind: Kind | undefined): void;
export function refuse(kind: Kind | undefined): void {
  if (!kind) return;
  const { code, what, mend } = kind;
  throw new Refusal(code, what, { message: 'expected a topology', ...(mend === undefined ? {} : { mend }) });
}
