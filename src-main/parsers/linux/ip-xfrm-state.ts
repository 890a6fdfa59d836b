/**
 * ip xfrm state, with -s too. Keys are not kept: their lengths are.
 * Forms: iproute2 5 and 6; the direction ("dir in") is printed by 6.10 and later.
 */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, begins, passes, says } from '../records.ts';
import { RuleTable, readLines } from '../rules.ts';
import { hexadecimal, integer, words } from '../values.ts';
import { ADDRESS, TWICE, lifetimeRules, spiIn, type XfrmLifetime } from './xfrm-lines.ts';

export interface XfrmState extends Sourced, XfrmLifetime {
  source: string;
  destination: string;
  /** esp, ah, comp … */
  protocol?: string;
  spi?: number;
  requestId?: number;
  /** tunnel, transport, beet … */
  mode?: string;
  replayWindow?: number;
  flags?: string[];
  /** cbc(aes), rfc4106(gcm(aes)) …, and the bits of its key (with the salt of rfc4106 and its like). */
  encryption?: string;
  keyBits?: number;
  isAead?: boolean;
  /** hmac(sha1) …, and how many bits of it are sent. */
  integrity?: string;
  truncationBits?: number;
  compression?: string;
  /** espinudp, with the ports of both ends. */
  encapsulation?: string;
  encapsulationSourcePort?: number;
  encapsulationDestinationPort?: number;
  sequenceIn?: number;
  sequenceOut?: number;
  isExtendedSequence?: boolean;
  /** The selector of a state in transport mode: "src 192.0.2.1/32 dst 198.51.100.1/32 proto gre". */
  selector?: string;
  direction?: 'in' | 'out';
  lastUsed?: string;
  /** What is put on the packets that it made. */
  outputMark?: string;
  replayErrors?: number;
  integrityErrors?: number;
}

type Algorithm = [
  kind: string,
  name: string,
  key: string | undefined,
  bits: string | undefined,
  more: string | undefined,
];
const ALGORITHM =
  /^(auth-trunc|auth|enc|aead|comp) (\S+)(?: (0x\w*|<<Keys hidden>>|\d+))?(?: \((\d+) bits\))?(?: (\d+))?$/;

const bitsOf = (key: string | undefined, bits: string | undefined): number | undefined => integer(bits) ?? (key !== undefined && /^0x[0-9a-f]+$/.test(key) ? (key.length - 2) * 4 : undefined); // prettier-ignore

type Fields = { [Name in keyof XfrmState]?: XfrmState[Name] | undefined };

function algorithmOf([kind, name, key, bits, more]: Algorithm): Fields {
  if (kind === 'comp') return { compression: name };
  if (kind === 'enc') return { encryption: name, keyBits: bitsOf(key, bits), isAead: false };
  if (kind === 'aead') return { encryption: name, keyBits: bitsOf(key, bits), isAead: true };
  return { integrity: name, truncationBits: integer(more) };
}

const TABLE = new RuleTable<Records<XfrmState>>([
  begins<XfrmState, [string, string]>(new RegExp(`^src (${ADDRESS}) dst (${ADDRESS})$`), ([source, destination]) => ({
    source,
    destination,
  })),
  says<XfrmState, [string, string, string | undefined, string]>(
    new RegExp(String.raw`^proto (\S+) spi (0x\w+)(?:\(\d+\))?(?: reqid ${TWICE})? mode (\S+)$`),
    ([protocol, spi, request, mode]) => ({ protocol, spi: spiIn(spi), requestId: integer(request), mode }),
  ),
  says<XfrmState, [string, string]>(/^replay-window \d+ replay (\d+) failed (\d+)$/, ([replay, failed]) => ({
    replayErrors: integer(replay),
    integrityErrors: integer(failed),
  })),
  says<XfrmState, [string, string | undefined]>(
    /^replay-window (\d+)(?:\s+seq 0x[0-9a-f]+)?(?:\s+flag(?:\s+([a-z][a-z0-9 -]*?))?)?\s*(?:\(0x[0-9a-f]+\))?$/,
    ([window, flags]) => ({ replayWindow: integer(window), flags: flags === undefined ? undefined : words(flags) }),
  ),
  says<XfrmState, Algorithm>(ALGORITHM, algorithmOf),
  says<XfrmState, [string, string, string]>(
    /^encap type (\S+) sport (\d+) dport (\d+) addr \S+$/,
    ([encapsulation, source, destination]) => ({
      encapsulation,
      encapsulationSourcePort: integer(source),
      encapsulationDestinationPort: integer(destination),
    }),
  ),
  says<XfrmState, [string, string]>(
    /^anti-replay context: seq (\w+), oseq (\w+), bitmap \w+$/,
    ([inbound, outbound]) => ({
      sequenceIn: hexadecimal(inbound),
      sequenceOut: hexadecimal(outbound),
      isExtendedSequence: false,
    }),
  ),
  says<XfrmState>(/^anti-replay esn context:(?: oseq-may-wrap)?$/, () => ({ isExtendedSequence: true })),
  says<XfrmState, [string, string]>(/^seq-hi \w+, seq (\w+), oseq-hi \w+, oseq (\w+)$/, ([inbound, outbound]) => ({
    sequenceIn: hexadecimal(inbound),
    sequenceOut: hexadecimal(outbound),
  })),
  says<XfrmState, [string]>(/^replay_window (\d+), bitmap-length \d+$/, ([window]) => ({
    replayWindow: integer(window),
  })),
  passes(/^[0-9a-fX]{8}(?: +[0-9a-fX]{8})*$/),
  says<XfrmState, [string]>(
    /^sel (src \S+ dst \S+(?: proto \S+)?(?: (?:sport|type) \d+)?(?: (?:dport|code) \d+)?(?: dev \S+)?)(?: uid \d+)?$/,
    ([selector]) => ({ selector }),
  ),
  says<XfrmState, ['in' | 'out']>(/^dir (in|out)$/, ([direction]) => ({ direction })),
  says<XfrmState, [string]>(/^lastused (\S+ \S+)$/, ([lastUsed]) => ({ lastUsed })),
  says<XfrmState, [string]>(/^output-mark (\S+)$/, ([outputMark]) => ({ outputMark })),
  passes(/^(?:stats:|iptfs-opts .*|pcpu-num \d+|dont-encap-dscp|nat-keepalive-interval \d+)$/),
  ...lifetimeRules<XfrmState>(),
]);

export function parseIpXfrmState(text: string): Parsed<XfrmState> {
  const states = new Records<XfrmState>();
  const reading = readLines(text, TABLE, states);
  return conclude(reading, states.all, states.last !== undefined && isCut(states.last, reading.isLoose));
}

/** It has an algorithm; limits are followed by what was used of them, and ESN by its window. */
function isCut(state: XfrmState, isLoose: boolean): boolean {
  const { mode, bytes, at } = state;
  if (mode === undefined || !hasAlgorithm(state)) return true;
  if (at['hardSeconds'] !== undefined && bytes === undefined) return true;
  return isEsnCut(state) || (isLoose && isShort(state));
}

/** IP inside IP, as IPComp has it for what it could not make smaller, has none. */
function hasAlgorithm({ protocol = '', encryption, integrity, compression }: XfrmState): boolean {
  return /^(?:4|41|ipip|ipv6)$/.test(protocol) || (encryption ?? integrity ?? compression) !== undefined;
}

function isEsnCut({ flags = [], isExtendedSequence, at }: XfrmState): boolean {
  if (isExtendedSequence === undefined) return flags.includes('esn');
  return isExtendedSequence && (at['replayWindow'] ?? 0) < (at['isExtendedSequence'] ?? 0);
}

/** What its last line says may be cut. */
function isShort({ bytes, replayErrors, isExtendedSequence, at }: XfrmState): boolean {
  if (bytes !== undefined && replayErrors === undefined) return true;
  return isExtendedSequence === undefined && at['direction'] === undefined && at['lastUsed'] === undefined;
}
