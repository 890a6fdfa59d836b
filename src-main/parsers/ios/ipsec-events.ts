/**
 * What a line of `debug crypto ipsec` says, its continuation lines joined to it.
 * Texts: seed 001 (12.2), reference/faults.tsv.
 */
import { integer, listed, words } from '../values.ts';
import { eventOf, type Form } from './log-forms.ts';

export type IpsecEvent =
  | ({ kind: 'key-message'; function: string } & KeyMessage)
  | { kind: 'sa-created' | 'sa-deleted'; function: string; destination?: string; protocolNumber?: number; spi?: number; transforms?: string[]; connectionId?: number } // prettier-ignore
  | { kind: 'proposal-refused'; function: string; reason: 'transforms' | 'proxy identities' | 'address'; text: string; transforms?: string[] } // prettier-ignore
  | { kind: 'other'; function: string; text: string };

/** `(key eng. msg.)`: what is asked of the key engine, proposed, or installed. */
export interface KeyMessage {
  direction?: 'inbound' | 'outbound';
  local?: string;
  remote?: string;
  /** As printed: "10.1.1.0/255.255.255.0/0/0 (type=4)". */
  localProxy?: string;
  remoteProxy?: string;
  protocol?: string;
  transforms?: string[];
  /** "Tunnel", "Transport"; later releases print it. */
  mode?: string;
  seconds?: number;
  kilobytes?: number;
  spi?: number;
  connectionId?: number;
}

const NAME = /^IPSEC\(([^)]*)\) ?:? ?(.*)$/i;

const REFUSALS: Form[] = [
  ['transforms', /^transform proposal not supported for identity:?\s*(?:\{(?<transforms>[^}]*)\})?.*$/i],
  ['proxy identities', /^(?:proxy identities not supported|no IPSEC cryptomap exists for local address .*|map_db_find_best did not find matching map)$/i],
  ['address', /^(?:invalid local address .*|peer address \S+ not found)$/i],
]; // prettier-ignore

const OF_MESSAGE = {
  local: 'local',
  remote: 'remote',
  local_proxy: 'localProxy',
  remote_proxy: 'remoteProxy',
  protocol: 'protocol',
} as const;

/** A line of its own name that the same debug prints (reference/faults.tsv: ACL-MIRROR). */
const MAP = /^(map_db_find_best) (did not find matching map)$/;

/** @param text from `IPSEC(` on */
export function ipsecEventOf(text: string): IpsecEvent | undefined {
  const map = MAP.exec(text);
  if (map) return { kind: 'proposal-refused', function: map[1] ?? '', reason: 'proxy identities', text: map[2] ?? '' };
  const [, name, rest = ''] = NAME.exec(text) ?? [];
  return name === undefined ? undefined : namedEventOf(name, rest);
}

function namedEventOf(name: string, rest: string): IpsecEvent {
  const refusal = eventOf(REFUSALS, rest);
  if (refusal) return { kind: 'proposal-refused', function: name, ...withReason(refusal), text: rest };
  const fields = fieldsOf(rest);
  if (rest.includes('key eng. msg.')) return { kind: 'key-message', function: name, ...messageOf(rest, fields) };
  if (/^(?:sa created|deleting SA)/.test(rest)) {
    return { kind: rest.startsWith('sa') ? 'sa-created' : 'sa-deleted', function: name, ...saOf(fields) };
  }
  return { kind: 'other', function: name, text: rest };
}

function withReason({ kind, transforms }: { kind: string; transforms?: unknown }): {
  reason: 'transforms' | 'proxy identities' | 'address';
  transforms?: string[];
} {
  const reason = kind as 'transforms' | 'proxy identities' | 'address';
  return Array.isArray(transforms) ? { reason, transforms: transforms as string[] } : { reason };
}

/** `name= value,`: the name is the word before the first `=` of what stands between commas. */
function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const part of listed(text)) {
    const equals = part.indexOf('=');
    const name = words(part.slice(0, Math.max(equals, 0))).at(-1);
    if (name !== undefined) fields.set(name, part.slice(equals + 1).trim());
  }
  return fields;
}

function messageOf(text: string, fields: Map<string, string>): KeyMessage {
  const message: KeyMessage = {};
  const direction = /key eng\. msg\.\) (INBOUND|OUTBOUND)/.exec(text)?.[1];
  if (direction !== undefined) message.direction = direction === 'INBOUND' ? 'inbound' : 'outbound';
  for (const [printed, name] of Object.entries(OF_MESSAGE)) {
    const value = fields.get(printed);
    if (value !== undefined) message[name] = value;
  }
  const life = /(\d+)s and (\d+)kb/.exec(fields.get('lifedur') ?? '');
  if (life) Object.assign(message, { seconds: Number(life[1]), kilobytes: Number(life[2]) });
  return { ...message, ...transformsOf(fields.get('transform')), ...numbersOf(fields, 'spi', 'conn_id') };
}

function saOf(fields: Map<string, string>): {
  destination?: string;
  protocolNumber?: number;
  spi?: number;
  transforms?: string[];
  connectionId?: number;
} {
  const destination = fields.get('sa_dest');
  const protocolNumber = integer(fields.get('sa_proto') ?? fields.get('sa_prot'));
  return {
    ...(destination === undefined ? {} : { destination }),
    ...(protocolNumber === undefined ? {} : { protocolNumber }),
    ...transformsOf(fields.get('sa_trans')),
    ...numbersOf(fields, 'sa_spi', 'sa_conn_id'),
  };
}

/** `esp-3des esp-sha-hmac  (Tunnel)` */
function transformsOf(text: string | undefined): { transforms?: string[]; mode?: string } {
  if (text === undefined) return {};
  const mode = /\(([^)]*)\)$/.exec(text)?.[1];
  const transforms = words(text.replace(/\([^)]*\)$/, ''));
  return mode === undefined ? { transforms } : { transforms, mode };
}

function numbersOf(
  fields: Map<string, string>,
  spi: string,
  connection: string,
): { spi?: number; connectionId?: number } {
  const spiText = /^0x([0-9A-Fa-f]+)/.exec(fields.get(spi) ?? '')?.[1];
  const connectionId = integer(fields.get(connection));
  return {
    ...(spiText === undefined ? {} : { spi: parseInt(spiText, 16) }),
    ...(connectionId === undefined ? {} : { connectionId }),
  };
}
