/**
 * Topology files: text in, a topology and what is wrong with it out. What the text is, its content decides, not its
 * name. One folder per format (gns3/, cml/); `source/` reads JSON and YAML with limits; `recognise/` names the rest.
 *
 * Not supported: GNS3 before 2.1 (revisions below 8), portable projects (zip), VIRL and EVE-NG (XML), dynagen (.net).
 */
import { Failure, type Diagnostic } from '../base/errors.ts';
import type { Topology } from '../lab/topology.ts';
import { cml } from './cml/cml.ts';
import { guarded, type Companion } from './companion.ts';
import { Refusal, Report, type Complaint } from './complaint.ts';
import { Field } from './field.ts';
import { gns3 } from './gns3/gns3.ts';
import type { Importer } from './importer.ts';
import { limits } from './limits.ts';
import { pathText } from '../base/path.ts';
import { recogniseBinary } from './recognise/binary.ts';
import type { Kind } from './recognise/kind.ts';
import { recogniseShape } from './recognise/shape.ts';
import { recogniseText } from './recognise/text.ts';
import type { Document } from './source/document.ts';
import { readJson } from './source/json.ts';
import { readYaml } from './source/yaml.ts';

export interface TopologyFile {
  /** Shown in messages; its suffix decides nothing. */
  name: string;
  text: string;
  /**
   * Reads a file beside the topology, by a path below its folder with `/` between the parts; undefined when there is
   * none. It is never asked for a path that leaves the folder.
   */
  companion?: Companion;
}

export interface ImportedTopology {
  /** "gns3" or "cml". */
  format: string;
  /** The version of the format: the revision of a GNS3 project, the schema version of a CML lab. */
  version: string;
  topology: Topology;
  /** What was wrong, and what was done about it; everything else is in the topology. */
  diagnostics: Diagnostic[];
}

const importers: readonly Importer[] = [gns3, cml];

/** @throws Failure of the kind bad-input when the file cannot be imported; its sentence names what the file is */
export function importTopology(file: TopologyFile): ImportedTopology {
  let document: Document | undefined;
  try {
    document = readDocument(file);
    return importDocument(document, file);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const diagnostics = diagnosticsOf([error.complaint], document);
    throw new Failure('bad-input', error.code, `${shownName(file)}: ${error.what}`, diagnostics);
  }
}

function readDocument(file: TopologyFile): Document {
  if (file.text.length > limits.text)
    throw new Refusal('too-large', `a text of ${file.text.length} characters, too large for a topology`, {
      message: `expected at most ${limits.text} characters`,
      mend: 'choose a .gns3 project or a lab exported from CML',
    });
  const text = file.text.replace(/^\ufeff/, '');
  if (text.trim() === '')
    throw new Refusal('empty-file', 'an empty file', { message: 'expected a topology, found nothing' });
  refuse(recogniseBinary(text, file.name) ?? recogniseText(text));
  return isJson(text) ? readJson(text) : readYaml(withPlainLineEnds(text));
}

/** YAML may start with a brace or bracket too, but in JSON a quote, a closing brace or another value follows it. */
function isJson(text: string): boolean {
  return /^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:["[{\]\d]|$))/.test(text);
}

function withPlainLineEnds(text: string): string {
  const plain = text.replaceAll('\r\n', '\n');
  return plain.endsWith('\n') ? plain : `${plain}\n`;
}

function importDocument(document: Document, file: TopologyFile): ImportedTopology {
  const importer = importers.find((one) => one.recognises(document.value));
  if (!importer) return refuse(recogniseShape(document.value, document.syntax));
  const report = new Report();
  const name = shownName(file).replace(/^.*[/\\]|\.\w+$/g, '');
  const root = new Field(document.value, report);
  const { version, topology } = importer.read(root, { name, companion: guarded(file.companion) });
  return { format: importer.format, version, topology, diagnostics: diagnosticsOf(report.complaints, document) };
}

function refuse(kind: Kind): never;
function refuse(kind: Kind | undefined): void;
function refuse(kind: Kind | undefined): void {
  if (!kind) return;
  const { code, what, mend } = kind;
  throw new Refusal(code, what, { message: 'expected a topology', ...(mend === undefined ? {} : { mend }) });
}

function diagnosticsOf(complaints: readonly Complaint[], document: Document | undefined): Diagnostic[] {
  if (complaints.length === 0) return [];
  const positions = document?.positionsOf(complaints.map(({ at }) => at)) ?? [];
  return complaints.map(({ severity, at, message, mend, position }, index) => ({
    severity,
    path: pathText(at),
    ...(position ?? positions[index]),
    message,
    ...(mend === undefined ? {} : { mend }),
  }));
}

/** A file name comes from outside: no control character of it reaches a terminal. */
function shownName({ name }: TopologyFile): string {
  return name.replace(/\p{Cc}/gu, ' ').trim() || 'the file';
}
