/** quickmode export and convert: a lab, or a topology file, as a file of CML or GNS3, with what could not be carried. */
import type { Content } from '../../engine/content.ts';
import { networkOf } from '../../engine/network-of.ts';
import { contentOfTopology } from '../../engine/content.ts';
import { exportTopology, writeExport, type ExportFormat } from '../../engine/topology-export.ts';
import { readTopologyFile } from '../../engine/topology-file.ts';
import { diagnosticLines, printable } from '../complaint.ts';
import type { Host } from '../host.ts';

export interface ExportCommandOptions {
  to: ExportFormat;
  output?: string;
  seed?: string;
}

const standardOutput = '-';

export function exportLab(host: Host, name: string, options: ExportCommandOptions): void {
  const { diagnostics, ...content } = networkOf(name, host.installation, options.seed);
  host.err(diagnosticLines(diagnostics));
  write(host, content, options);
}

export function convertFile(host: Host, file: string, options: ExportCommandOptions): void {
  const { topology, diagnostics } = readTopologyFile(file);
  host.err(diagnosticLines(diagnostics));
  write(host, contentOfTopology(file, topology), options);
}

function write(host: Host, content: Content, { to, output }: ExportCommandOptions): void {
  const made = exportTopology(content, to, output);
  const isPiped = output === standardOutput;
  if (!isPiped) host.out(`${printable(writeExport(made, output))}: ${counts(content)}\n`);
  else if (typeof made.content === 'string') host.out(made.content);
  else host.bytes(made.content);
  const report = made.shortfalls.map(({ message }) => `  ${printable(message).replaceAll('\n', ' ')}\n`).join('');
  const text = report === '' ? 'Nothing was lost.\n' : `Not as it was:\n${report}`;
  if (isPiped) host.err(text);
  else host.out(text);
}

function counts({ topology: { nodes, links } }: Content): string {
  const [node, link] = [nodes.length === 1 ? 'node' : 'nodes', links.length === 1 ? 'link' : 'links'];
  return `${nodes.length} ${node}, ${links.length} ${link}`;
}
