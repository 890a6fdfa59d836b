/** One entry of an access list, as `show access-lists` and the configuration print it. */
import { integer, words } from '../values.ts';

export interface AccessEntry {
  sequence?: number;
  /** "permit", "deny"; "evaluate", "dynamic" and "remark" occur. */
  action: string;
  /** "ip", "tcp", "gre", a number, "object-group SERVICES"; a standard list has none. */
  protocol?: string;
  source?: AccessAddress;
  sourcePorts?: AccessPorts;
  destination?: AccessAddress;
  destinationPorts?: AccessPorts;
  /** What follows, word by word: ["established"], ["log"], ["time-range", "work"], an ICMP type. */
  options: string[];
  /** `(5177 matches)`; absent when nothing matched, or in a configuration. */
  matches?: number;
}

/** `any`, `host A`, `A WILDCARD`, `object-group G`, `A/LENGTH` (IPv6). */
export interface AccessAddress {
  kind: 'any' | 'host' | 'network' | 'group';
  address?: string;
  /** Ones where the address does not count. */
  wildcard?: string;
  prefixLength?: number;
  group?: string;
}

export interface AccessPorts {
  operator: 'eq' | 'neq' | 'gt' | 'lt' | 'range';
  /** Names or numbers, as printed. */
  ports: string[];
}

const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;
const IPV6 = /^[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(?:\/\d+)?$/;
const OPERATORS = new Set<string>(['eq', 'neq', 'gt', 'lt', 'range']);
const OPTIONS = /^(?:log(?:-input)?|established|fragments|time-range|tos|precedence|dscp|ttl|option|reflect|sequence|match-(?:all|any)|[+-]?(?:ack|fin|psh|rst|syn|urg))$/; // prettier-ignore

/** Words from left to right. */
class Words {
  #index = 0;

  constructor(private readonly all: readonly string[]) {}

  get next(): string | undefined {
    return this.all[this.#index];
  }

  take(): string | undefined {
    return this.all[this.#index++];
  }

  takeIf(test: (word: string) => boolean): string | undefined {
    const { next } = this;
    return next !== undefined && test(next) ? this.take() : undefined;
  }

  rest(): string[] {
    return this.all.slice(this.#index);
  }
}

/** `… eq 11002 (22 matches) (time left 298)`: the line without what is counted, and that. */
function withoutCounts(text: string): { rest: string; matches: number | undefined; left: string[] } {
  const matches = / \((\d+)(?: estimated?)? match(?:es)?\)(?=$| sequence \d+$| \(time left)/.exec(text);
  const left = / \(time left \d+\)/.exec(text)?.[0] ?? '';
  const rest = text.replace(matches?.[0] ?? '', ' ').replace(left, '');
  return { rest, matches: integer(matches?.[1]), left: left === '' ? [] : [left.trim()] };
}

/** @param text from the sequence number or the action on; undefined when it is no entry */
export function accessEntryOf(text: string): AccessEntry | undefined {
  if (text.lastIndexOf('(') > text.lastIndexOf(')')) return undefined;
  const { rest, matches, left } = withoutCounts(text);
  const all = new Words(words(rest));
  const sequence = integer(all.takeIf((word) => /^\d+$/.test(word)));
  const action = all.takeIf((word) => /^(?:permit|deny|evaluate|dynamic)$/.test(word));
  if (action === undefined) return undefined;
  const entry: AccessEntry = { action, options: [] };
  if (sequence !== undefined) entry.sequence = sequence;
  if (matches !== undefined) entry.matches = matches;
  const protocol = all.takeIf((word) => !startsAddress(word)) ?? serviceOf(all);
  if (protocol !== undefined) entry.protocol = protocol;
  readAddresses(entry, all);
  entry.options.push(...left);
  return withTrailingSequence(entry);
}

/** `permit object-group SERVICES any host A`: the first group of those with two addresses behind it is of services. */
function serviceOf(all: Words): string | undefined {
  const [word, group, ...rest] = all.rest();
  if (word !== 'object-group' || group === undefined) return undefined;
  const behind = new Words(rest);
  if (addressOf(behind) === undefined || addressOf(behind) === undefined) return undefined;
  all.take();
  return `${word} ${all.take() ?? ''}`;
}

function readAddresses(entry: AccessEntry, all: Words): void {
  const source = addressOf(all);
  if (source) entry.source = source;
  const sourcePorts = portsOf(all);
  if (sourcePorts) entry.sourcePorts = sourcePorts;
  const destination = entry.protocol === undefined ? undefined : addressOf(all);
  if (destination) entry.destination = destination;
  const destinationPorts = portsOf(all);
  if (destinationPorts) entry.destinationPorts = destinationPorts;
  entry.options = all.rest();
}

/** IPv6 lists number their entries at the end. */
function withTrailingSequence(entry: AccessEntry): AccessEntry {
  const at = entry.options.indexOf('sequence');
  const sequence = integer(entry.options[at + 1]);
  if (at < 0 || sequence === undefined) return entry;
  return { ...entry, sequence, options: entry.options.toSpliced(at, 2) };
}

function startsAddress(word: string): boolean {
  return /^(?:any|host|object-group)$/.test(word) || IPV4.test(word.replace(/,$/, '')) || IPV6.test(word);
}

function addressOf(all: Words): AccessAddress | undefined {
  const word = all.takeIf(startsAddress);
  if (word === undefined) return undefined;
  if (word === 'any') return { kind: 'any' };
  if (word === 'object-group') return { kind: 'group', group: all.take() ?? '' };
  if (word === 'host') return hostOf(all);
  if (word.includes(':')) return prefixOf(word);
  return networkOf(word.replace(/,$/, ''), all);
}

function hostOf(all: Words): AccessAddress {
  const name = all.take() ?? '';
  // Lists of domain names: `host dynamic *.example.com`.
  return { kind: 'host', address: name === 'dynamic' ? (all.take() ?? '') : name };
}

function prefixOf(word: string): AccessAddress {
  const [address = '', length] = word.split('/');
  const prefixLength = integer(length);
  return prefixLength === undefined ? { kind: 'host', address } : { kind: 'network', address, prefixLength };
}

/** `A WILDCARD`, `A, wildcard bits WILDCARD` in standard lists, and A alone for one host. */
function networkOf(address: string, all: Words): AccessAddress {
  if (all.takeIf((word) => word === 'wildcard') !== undefined) all.take();
  const wildcard = all.takeIf((word) => IPV4.test(word));
  return wildcard === undefined ? { kind: 'host', address } : { kind: 'network', address, wildcard };
}

function portsOf(all: Words): AccessPorts | undefined {
  const operator = all.takeIf((word) => OPERATORS.has(word));
  if (operator === undefined) return undefined;
  const ports: string[] = [];
  const isPort = (word: string): boolean => !startsAddress(word) && !OPTIONS.test(word) && !OPERATORS.has(word);
  const most = operator === 'range' ? 2 : operator === 'gt' || operator === 'lt' ? 1 : 10;
  for (let port = all.takeIf(isPort); port !== undefined; port = all.takeIf(isPort)) {
    ports.push(port);
    if (ports.length === most) break;
  }
  return { operator: operator as AccessPorts['operator'], ports };
}
