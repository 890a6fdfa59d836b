/** One entry of an access list, as `show access-list` and the configuration of an ASA print it. */
import { integer, words } from '../values.ts';

export interface AsaAccessEntry {
  /** "extended", "standard", "ethertype", "webtype", "advanced"; 7.x leaves out "extended" nowhere, 6.x everywhere. */
  type?: string;
  action?: string;
  remark?: string;
  protocol?: string;
  serviceObject?: string;
  serviceGroup?: string;
  source?: AsaAccessAddress;
  sourcePorts?: AsaPorts;
  destination?: AsaAccessAddress;
  destinationPorts?: AsaPorts;
  icmpType?: string;
  icmpCode?: string;
  icmpGroup?: string;
  logLevel?: string;
  logInterval?: number;
  isLogDisabled?: boolean;
  timeRange?: string;
  isInactive?: boolean;
  /** What follows and has no field. */
  options?: string[];
  hitCount?: number;
  hash?: string;
}

export interface AsaAccessAddress {
  kind: 'any' | 'any4' | 'any6' | 'host' | 'network' | 'range' | 'object' | 'group' | 'interface' | 'fqdn';
  address?: string;
  mask?: string;
  prefixLength?: number;
  /** The last of a range. */
  to?: string;
  /** Of an object, a group or an interface. */
  name?: string;
  /** The domain that gave the address, or of which there is none yet. */
  fqdn?: string;
  /** "resolved", "unresolved". */
  fqdnState?: string;
  user?: string;
  securityGroup?: string;
}

export interface AsaPorts {
  operator?: string;
  ports?: string[];
  group?: string;
  object?: string;
}

const MASK = /^\d+\.\d+\.\d+\.\d+$/;
const V6 = /^[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(?:\/\d+)?$/;
const ANY = /^any[46]?$/;
const OPERATORS = new Set(['eq', 'neq', 'gt', 'lt', 'range']);
const WHO = /^(?:user|user-group|object-group-user|security-group|object-group-security)$/;
const OPTION = /^(?:log|time-range|inactive|\(.*\)?|rule-id|event-log)$/;

/** Words from left to right. */
class Cursor {
  at = 0;

  constructor(private readonly all: readonly string[]) {}

  peek(distance = 0): string {
    return this.all[this.at + distance] ?? '';
  }

  take(): string {
    return this.all[this.at++] ?? '';
  }

  takeIf(pattern: RegExp): string | undefined {
    return pattern.test(this.peek()) && this.peek() !== '' ? this.take() : undefined;
  }

  get isDone(): boolean {
    return this.at >= this.all.length;
  }
}

/** @param text from the type or the action on; undefined when it is no entry */
export function asaEntryOf(text: string): AsaAccessEntry | undefined {
  if (text.startsWith('remark')) return { remark: text.slice('remark'.length).trim() };
  const entry: AsaAccessEntry = {};
  const body = withoutCounts(text, entry);
  const all = new Cursor(words(body));
  const type = all.takeIf(/^(?:extended|standard|ethertype|webtype|advanced)$/);
  const action = all.takeIf(/^(?:permit|deny|trust|fastpath)$/);
  if (action === undefined) return undefined;
  if (type !== undefined) entry.type = type;
  entry.action = action;
  if (type !== 'standard') readProtocol(entry, all);
  if (type === 'ethertype' || type === 'webtype') addRest(entry, all);
  else readBody(entry, all, type === 'standard');
  return entry;
}

/** `(hitcnt=30) (inactive) 0x12345679` at the end */
function withoutCounts(text: string, entry: AsaAccessEntry): string {
  const hash = /\s(0x[0-9A-Fa-f]+)$/.exec(text);
  let body = hash ? text.slice(0, hash.index) : text;
  if (hash?.[1] !== undefined) entry.hash = hash[1];
  const inactive = /\s*\(inactive\)/.exec(body);
  if (inactive) {
    entry.isInactive = true;
    body = body.slice(0, inactive.index) + body.slice(inactive.index + inactive[0].length);
  }
  const hits = /\s*\(hitc(?:nt|ount)=(\d+)\)/.exec(body);
  if (!hits) return body;
  entry.hitCount = Number(hits[1]);
  return body.slice(0, hits.index) + body.slice(hits.index + hits[0].length);
}

function readProtocol(entry: AsaAccessEntry, all: Cursor): void {
  const kind = all.take();
  if (kind === 'object-group') entry.serviceGroup = all.take();
  else if (kind === 'object') entry.serviceObject = all.take();
  else if (kind !== '') entry.protocol = kind;
}

function readBody(entry: AsaAccessEntry, all: Cursor, isStandard: boolean): void {
  const first = addressOf(all);
  if (isStandard) {
    if (first) entry.destination = first;
  } else {
    if (first) entry.source = first;
    const sourcePorts = portsOf(all, isPortGroupOfSource(all));
    if (sourcePorts) entry.sourcePorts = sourcePorts;
    const second = addressOf(all);
    if (second) entry.destination = second;
  }
  if (entry.protocol?.startsWith('icmp') === true) readIcmp(entry, all);
  const destinationPorts = portsOf(all, /^object(?:-group)?$/.test(all.peek()));
  if (destinationPorts) entry.destinationPorts = destinationPorts;
  readOptions(entry, all);
}

/** A group between two addresses is one of ports; where two groups follow, the first is the destination. */
function isPortGroupOfSource(all: Cursor): boolean {
  if (!/^object(?:-group)?$/.test(all.peek())) return false;
  const next = all.peek(2);
  return ANY.test(next) || next === 'host' || MASK.test(next) || V6.test(next);
}

function addressOf(all: Cursor): AsaAccessAddress | undefined {
  const who = whoOf(all);
  const address = placeOf(all);
  if (!address) return undefined;
  readDomain(address, all);
  return { ...address, ...who };
}

/** Users and groups of identities stand before the address that they limit. */
function whoOf(all: Cursor): Pick<AsaAccessAddress, 'user' | 'securityGroup'> {
  const who: Pick<AsaAccessAddress, 'user' | 'securityGroup'> = {};
  for (let kind = all.takeIf(WHO); kind !== undefined; kind = all.takeIf(WHO)) {
    if (kind === 'security-group') {
      const form = all.takeIf(/^(?:name|tag)$/);
      who.securityGroup = form === undefined ? all.take() : `${form} ${all.take()}`;
    } else if (kind === 'object-group-security') who.securityGroup = all.take();
    else who.user = all.take();
  }
  return who;
}

function placeOf(all: Cursor): AsaAccessAddress | undefined {
  const any = all.takeIf(ANY);
  if (any !== undefined) return { kind: any as 'any' };
  const kind = all.takeIf(/^(?:host|object|object-group|interface|ifc|fqdn|range)$/);
  if (kind === 'host') return { kind, address: all.take() };
  if (kind === 'range') return { kind, address: all.take(), to: all.take() };
  if (kind === 'fqdn') return { kind, fqdn: all.take() };
  if (kind !== undefined) return namedPlaceOf(kind, all);
  return networkOf(all);
}

function namedPlaceOf(kind: string, all: Cursor): AsaAccessAddress {
  const name = all.take();
  if (kind === 'ifc') return { ...placeOf(all), kind: 'interface', name };
  return { kind: kind === 'object-group' ? 'group' : kind === 'object' ? 'object' : 'interface', name };
}

/** `A MASK`, `NAME MASK`, `2001:db8::/64` */
function networkOf(all: Cursor): AsaAccessAddress | undefined {
  const word = all.peek();
  if (V6.test(word)) {
    const [address = '', length] = all.take().split('/');
    const prefixLength = integer(length);
    return { kind: 'network', address, ...(prefixLength === undefined ? {} : { prefixLength }) };
  }
  if (!MASK.test(all.peek(1)) && !MASK.test(word)) return undefined;
  const address = all.take();
  const mask = all.takeIf(MASK);
  return { kind: 'network', address, ...(mask === undefined ? {} : { mask }) };
}

/** `host 10.1.1.1 (test.net)`, `fqdn test.net (unresolved)`, `object WEB(7)` */
function readDomain(address: AsaAccessAddress, all: Cursor): void {
  const word = all.takeIf(/^\([^)=]+\)$/);
  if (word === undefined) return;
  const inside = word.slice(1, -1);
  if (/^(?:un)?resolved$/.test(inside)) address.fqdnState = inside;
  else address.fqdn = inside;
}

function portsOf(all: Cursor, isGroup: boolean): AsaPorts | undefined {
  if (isGroup) {
    const kind = all.take();
    return kind === 'object-group' ? { group: all.take() } : { object: all.take() };
  }
  if (!OPERATORS.has(all.peek())) return undefined;
  if (all.peek() === 'range' && (MASK.test(all.peek(1)) || V6.test(all.peek(1)))) return undefined;
  const operator = all.take();
  const ports = [all.take()];
  if (operator === 'range') ports.push(all.take());
  return { operator, ports: ports.filter((port) => port !== '') };
}

function readIcmp(entry: AsaAccessEntry, all: Cursor): void {
  if (all.peek() === 'object-group') {
    all.take();
    entry.icmpGroup = all.take();
    return;
  }
  const isWord = (word: string): boolean => word !== '' && !OPTION.test(word) && word !== 'object';
  if (isWord(all.peek())) entry.icmpType = all.take();
  if (/^\d+$/.test(all.peek())) entry.icmpCode = all.take();
}

const LEVELS =
  /^(?:[0-7]|emergencies|alerts|critical|errors|warnings|notifications|informational|debugging|emergency|alert|error|warning|notification|default)$/;

function readOptions(entry: AsaAccessEntry, all: Cursor): void {
  while (!all.isDone) {
    const word = all.take();
    if (word === 'log') readLog(entry, all);
    else if (word === 'time-range') entry.timeRange = all.take();
    else if (word === 'inactive') entry.isInactive = true;
    else (entry.options ??= []).push(word);
  }
}

function readLog(entry: AsaAccessEntry, all: Cursor): void {
  entry.logLevel = 'default';
  if (all.takeIf(/^disable$/) !== undefined) {
    entry.isLogDisabled = true;
    entry.logLevel = 'disable';
    return;
  }
  const level = all.takeIf(LEVELS);
  if (level !== undefined) entry.logLevel = level;
  if (all.takeIf(/^interval$/) === undefined) return;
  const interval = integer(all.take());
  if (interval !== undefined) entry.logInterval = interval;
}

function addRest(entry: AsaAccessEntry, all: Cursor): void {
  while (!all.isDone) (entry.options ??= []).push(all.take());
}
