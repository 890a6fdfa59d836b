/** A link of a network, captured while a lab is solved on it or while time passes. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { Failure } from '../base/errors.ts';
import type { Topology, TopologyLink } from '../lab/topology.ts';
import type { Capture, CapturedFrame } from '../providers/provider.ts';
import { emitPcapHeader, emitPcapRecord, linkTypes } from '../simulator/wire/pcap.ts';
import { emitPcapngHeader, emitPcapngPacket } from '../simulator/wire/pcapng.ts';
import type { Content } from './content.ts';

/**
 * The link that is meant: by its id, by the lab's name for it, or by its ends ("R1-R2", "R1 FastEthernet0/0").
 * @throws Failure unknown-link, with the links that there are
 */
export function linkOf(content: Content, name: string): TopologyLink {
  const { topology } = content;
  const named = topology.links.filter((link) => namesOf(content, link).some((one) => isSame(one, name)));
  const [found, other] = named;
  if (found && !other) return found;
  const why = found ? `"${name}" may be ${named.length} links.` : `There is no link "${name}".`;
  const all = topology.links.slice(0, 20).map((link) => linkName(content, link));
  const there = all.length === 0 ? 'There are none.' : `There are: ${all.join('; ')}.`;
  throw new Failure('bad-input', 'unknown-link', `${why} ${there}`);
}

/** How a link is told to people: "west-link (R1 FastEthernet0/0 - R2 FastEthernet0/0)". */
export function linkName(content: Content, link: TopologyLink): string {
  const ends = endNames(content.topology, link).join(' - ');
  const [own] = labNames(content, link);
  return own === undefined ? ends : `${own} (${ends})`;
}

function namesOf(content: Content, link: TopologyLink): string[] {
  const [a, b] = endNames(content.topology, link);
  const [nodeA, nodeB] = link.ends.map(({ node }) => nodeName(content.topology, node));
  return [link.id, ...labNames(content, link), a, b, `${a} - ${b}`, `${nodeA}-${nodeB}`, `${nodeB}-${nodeA}`];
}

function endNames(topology: Topology, { ends: [a, b] }: TopologyLink): [string, string] {
  return [`${nodeName(topology, a.node)} ${a.interface}`, `${nodeName(topology, b.node)} ${b.interface}`];
}

function nodeName(topology: Topology, id: string): string {
  return topology.nodes.find((node) => node.id === id)?.name ?? id;
}

/** What the lab calls the link, which it knows by the roles and the interfaces at its ends. */
function labNames({ exercise }: Content, link: TopologyLink): string[] {
  if (!exercise) return [];
  const placeOf = (role: string, part: string): string => {
    const found = exercise.roles.find(({ name }) => name === role);
    return `${found?.node} ${found?.interfaces.find((one) => one.role === part)?.name}`;
  };
  const places = link.ends.map(({ node, interface: name }) => `${node} ${name}`);
  return exercise.links
    .filter(({ ends }) => ends.every((end) => places.includes(placeOf(end.role, end.interface))))
    .map(({ name }) => name);
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase().replace(/\s+/g, ' ') === b.trim().toLowerCase().replace(/\s+/g, ' ');
}

export interface RunningCapture {
  /** How many frames have been written. */
  readonly frames: number;
  /** Closes the file. Twice does no harm. */
  end(): void;
}

/** Where a capture goes: a file, whose name says its format, or somebody who takes the bytes (pcapng, as they come). */
export type CaptureTarget = string | ((bytes: Uint8Array) => void);

interface Format {
  header(name: string, linkType: number): Uint8Array;
  record(frame: CapturedFrame): Uint8Array;
}

const classic: Format = { header: (_, linkType) => emitPcapHeader(linkType), record: emitPcapRecord };
const newer: Format = {
  header: (name, linkType) => emitPcapngHeader(linkType, new TextEncoder().encode(name)),
  record: emitPcapngPacket,
};

/** A link as a capture file tells of it. */
interface CapturedLink {
  readonly id: string;
  /** For formats that have a place for it. */
  readonly name: string;
  readonly linkType: number;
}

export function capturedLink(content: Content, link: TopologyLink): CapturedLink {
  // A cable is serial where the ports at its ends are.
  const isSerial = link.ends.every((end) => /^serial/i.test(end.interface));
  return {
    id: link.id,
    name: linkName(content, link),
    linkType: isSerial ? linkTypes.ciscoHdlc : linkTypes.ethernet,
  };
}

/**
 * Writes every frame on the link as it comes.
 * @throws Failure cannot-write
 */
export function captureLink(
  frames: Capture,
  { id, name, linkType }: CapturedLink,
  target: CaptureTarget,
): RunningCapture {
  const { write, close } = typeof target === 'string' ? fileAt(target) : { write: target, close: () => undefined };
  const format = typeof target !== 'string' || target.endsWith('.pcapng') ? newer : classic;
  let count = 0;
  let isOpen = true;
  write(format.header(name, linkType));
  const stop = frames.onFrames(id, (frame) => {
    write(format.record(frame));
    count++;
  });
  return {
    get frames() {
      return count;
    },
    end() {
      if (!isOpen) return;
      isOpen = false;
      stop();
      close();
    },
  };
}

function fileAt(file: string): { write: (bytes: Uint8Array) => void; close: () => void } {
  const descriptor = openToWrite(file);
  return { write: (bytes) => writeSync(descriptor, bytes), close: () => closeSync(descriptor) };
}

function openToWrite(file: string): number {
  try {
    return openSync(file, 'w');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    const reasons: Record<string, string> = { ENOENT: 'there is no such folder', EISDIR: 'it is a folder' };
    throw new Failure('bad-input', 'cannot-write', `${file} cannot be written: ${reasons[code] ?? code}.`);
  }
}
