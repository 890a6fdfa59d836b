/**
 * Packets that were captured on a link during a step. Evidence is text, and so is a capture: one line for each packet, as
 * the engine writes it (engine/packet-line.ts):
 *
 *   0.104211 172.16.1.1 > 172.16.3.1 ESP length=152 spi=0x5a21c04e sequence=7
 *   0.208400 10.1.1.1 > 10.1.1.2 GRE length=124 inner=10.10.10.1>10.10.10.2/ICMP
 *   12 packets
 *
 * `length` is that of the IP packet. A capture that could not be taken says so in one line that begins with a percent sign.
 */
import type { Step } from '../../lab/exercise.ts';
import type { Parsed, Sourced } from '../../parsers/parsed.ts';
import type { Evidence } from '../evidence.ts';
import { NotJudgeable, Unreadable, type Captures } from './captures.ts';
import type { LogFields } from './logs.ts';
import type { Show } from './shows.ts';

export interface Packet extends Sourced {
  source: string;
  destination: string;
  /** Lower case: "esp", "gre", "icmp", "arp". */
  protocol: string;
  length: number;
  spi?: number;
  sequence?: number;
  /** What can be read inside a packet that only carries another: "10.1.1.1>10.3.3.3/ICMP". */
  inner?: string;
  fields: LogFields;
}

export interface PacketCapture {
  evidence: Evidence;
  packets: readonly Packet[];
}

/** What a capture is asked for, in the place of a command. */
export function captureCommand(action: string): string {
  return `capture ${action}`;
}

/** @throws {Unreadable} when the step has no such capture; {NotJudgeable} when nobody could take it */
export function readPackets({ step, captures }: { step: Step; captures: Captures }, id: string): PacketCapture {
  const action = step.actions.find((one) => one.id === id);
  if (action?.kind !== 'capture') throw new Unreadable(`This step has no capture called ${id}.`);
  const show: Show<Packet> = { command: captureCommand(id), parse: parsePackets };
  const { evidence, records } = captures.read(action.on, show, { after: id });
  return { evidence, packets: records };
}

const REFUSAL = /^% ?(.*)$/;
const PACKET = /^(\d+\.\d{6}) (\S+) > (\S+) ([A-Z][A-Z0-9-]*)((?: [A-Za-z]+=\S+)*)$/;

function parsePackets(text: string): Parsed<Packet> {
  const lines = text.split('\n');
  const [, refusal] = REFUSAL.exec(lines[0] ?? '') ?? [];
  if (refusal !== undefined) throw new NotJudgeable(refusal);
  const records = lines.flatMap((line, number) => packetOf(line, number) ?? []);
  return { records, outcome: records.length === 0 ? 'empty' : 'complete', unknown: [] };
}

function packetOf(text: string, line: number): Packet | undefined {
  const match = PACKET.exec(text);
  if (!match) return undefined;
  const [, time, source = '', destination = '', name = '', rest = ''] = match;
  const protocol = name.toLowerCase();
  const more = fieldsIn(rest);
  const fields = { time: Number(time), source, destination, protocol, ...more };
  return {
    line,
    at: {},
    source,
    destination,
    protocol,
    length: Number(more['length'] ?? 0),
    ...insideOf(more),
    fields,
  };
}

function insideOf({ spi, sequence, inner }: Record<string, string | number>): Partial<Packet> {
  return {
    ...(typeof spi === 'number' && { spi }),
    ...(typeof sequence === 'number' && { sequence }),
    ...(typeof inner === 'string' && { inner }),
  };
}

function fieldsIn(rest: string): Record<string, string | number> {
  const found = rest.matchAll(/ ([A-Za-z]+)=(\S+)/g);
  return Object.fromEntries([...found].map(([, name = '', value = '']) => [name, valueOf(value)]));
}

function valueOf(text: string): string | number {
  if (/^0x[0-9a-f]{1,8}$/.test(text)) return parseInt(text.slice(2), 16);
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}
