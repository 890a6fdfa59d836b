/**
 * Topology files: text or bytes in, a topology and what is wrong with it out. What a file is, its content decides, not
 * its name. One folder per format (gns3/, cml/, virl/, dynagen/, eve/); `source/` reads JSON, YAML, XML, INI and zip with
 * limits; `recognise/` names what is no topology.
 *
 * Not supported: Packet Tracer, containerlab, netlab, Kathará.
 */
import { Failure, type Diagnostic } from '../base/errors.ts';
import type { Topology } from '../lab/topology.ts';
import { cml } from './cml/cml.ts';
import { guarded, type Companion } from './companion.ts';
import { Refusal, Report } from './complaint.ts';
import { diagnosticsOf, shownName } from './diagnostics.ts';
import { dynagen } from './dynagen/dynagen.ts';
import { eve } from './eve/eve.ts';
import { Field } from './field.ts';
import { gns3 } from './gns3/gns3.ts';
import type { Importer } from './importer.ts';
import { contentOf, documentOf, refuse, type Content } from './read-document.ts';
import { recogniseShape } from './recognise/shape.ts';
import type { Document } from './source/document.ts';
import { virl } from './virl/virl.ts';

/** A file by its text, or by its bytes: only they will do for a portable project, which is a zip archive. */
export type TopologyFile = Named & ({ text: string; bytes?: undefined } | { bytes: Uint8Array; text?: undefined });

interface Named {
  /** Shown in messages; its suffix decides nothing. */
  name: string;
  /**
   * Reads a file beside the topology, by a path below its folder with `/` between the parts; undefined when there is
   * none. It is never asked for a path that leaves the folder, nor for a file of an archive.
   */
  companion?: Companion;
}

export interface ImportedTopology {
  /** "gns3", "cml", "virl", "dynagen" or "eve". */
  format: string;
  /** The version of the format: the revision of a GNS3 project, the schema version of a CML lab; empty where it has none. */
  version: string;
  topology: Topology;
  /** What was wrong, and what was done about it; everything else is in the topology. */
  diagnostics: Diagnostic[];
}

const importers: readonly Importer[] = [gns3, cml, virl, dynagen, eve];

/** @throws Failure of the kind bad-input when the file cannot be imported; its sentence names what the file is */
export function importTopology(file: TopologyFile): ImportedTopology {
  let document: Document | undefined;
  try {
    const content = contentOf(file);
    document = documentOf(content.text, file.name);
    return importDocument(document, content, shownName(file));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const diagnostics = diagnosticsOf([error.complaint], document);
    throw new Failure('bad-input', error.code, `${shownName(file)}: ${error.what}`, diagnostics);
  }
}

function importDocument(document: Document, { companion, archive }: Content, shown: string): ImportedTopology {
  const importer = importers.find((one) => one.recognises(document.value));
  if (!importer) return refuse(recogniseShape(document.value, document.syntax));
  const report = new Report(document.complaints);
  const name = shown.replace(/^.*[/\\]|\.\w+$/g, '');
  const root = new Field(document.value, report);
  const source = { name, companion: guarded(companion), ...(archive && { archive }) };
  const { version, topology } = importer.read(root, source);
  return { format: importer.format, version, topology, diagnostics: diagnosticsOf(report.complaints, document) };
}
