/**
 * What Libreswan says while it works: ipsec up, ipsec auto --up (with a number before each line in older releases), its
 * log file and journal. Lines name their connection, its copy and peer, and the number of the state.
 */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Fields, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';
import { hexadecimal, integer } from '../values.ts';
import type { CharonEvent } from './charon-log.ts';

export interface PlutoLine extends Sourced {
  time?: string;
  /** 002 for information, 003 a warning, 031 no answer, 218 … established. */
  code?: number;
  connection?: string;
  instance?: number;
  peer?: string;
  serial?: number;
  text: string;
  event?: CharonEvent;
  /** `{cipher=AES_GCM_16_256 integ=n/a prf=HMAC_SHA2_512 ke=DH19}`, by their names. */
  algorithms?: Record<string, string>;
  /** `[192.3.1.0/32===192.0.2.0/24]` of a child, as printed. */
  selectors?: string;
  spiOut?: number;
  spiIn?: number;
}

const EVENTS: readonly (readonly [RegExp, CharonEvent])[] = [
  [/established Child SA|IPsec SA established/, 'child-established'],
  [/established IKE SA|ISAKMP SA established/, 'established'],
  [/^initiating (?:IKEv[12]|Main Mode|Aggressive Mode|v2 parent SA)/, 'initiating'],
  [/AUTHENTICATION_FAILED|authentication failed|Signature check .* failed|PSK .*mismatch|AUTH mismatch|hash mismatch/i, 'authentication-failed'], // prettier-ignore
  [/NO_PROPOSAL_CHOSEN|no (?:acceptable )?(?:proposal|Oakley Transform)/i, 'no-proposal-chosen'],
  [/TS_UNACCEPTABLE|INVALID_ID_INFORMATION|cannot respond to IPsec SA request because no connection/, 'no-selectors'],
  [/^can't find .*(?:secret|preshared key)|no (?:preshared key|secret)|Can't authenticate: no preshared key/i, 'no-shared-key'], // prettier-ignore
  [/no (?:suitable )?connection (?:has been authorized|found|known)|NO_PEER|initial .* received on .* but no connection/, 'no-connection'], // prettier-ignore
  [/INVALID_KE_PAYLOAD/, 'invalid-group'],
  [/retransmission; will wait|RETRANSMIT/, 'retransmit'],
  [/max number of retransmissions|exceeded maximum|timeout exceeded after|giving up/, 'gave-up'],
  [/malformed payload|PAYLOAD_MALFORMED|decryption failed|byte.* must be zero/i, 'undecryptable'],
  [/NAT(?:-T)?.*(?:i am NATed|peer is NATed|both are NATed|behind NAT)/i, 'behind-nat'],
  [/^deleting (?:IKE|ISAKMP|IPsec|Child|other|state)|^delete /, 'deleted'],
  [/^rekey|REKEY_SA|initiating .*rekey/, 'rekeying'],
  [/DPD|liveness/, 'dead-peer'],
];

const TIME = String.raw`(?:[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)\S{0,12}`;
const STAMP = String.raw`(?:(${TIME})(?: \S{1,64})?(?: (?:ipsec_)?_?pluto\[\d+\])?: )?`;

const FLOW = /\{(?:\w+=\S+ )*?(?:ESP|AH)\w*(?:\/\w+)*=?>0x([0-9a-f]{1,8}) <0x([0-9a-f]{1,8})/i;

function detailsOf(text: string): Fields<Pick<PlutoLine, 'algorithms' | 'selectors' | 'spiOut' | 'spiIn'>> {
  const [, spiOut, spiIn] = FLOW.exec(text) ?? [];
  const pairs = spiOut === undefined ? /\{((?:[\w/]+=\S+ ?)+)\}/.exec(text)?.[1] : undefined;
  return {
    algorithms: pairs === undefined ? undefined : Object.fromEntries(pairs.trim().split(' ').map(pairOf)),
    selectors: /\[([^[\]]{1,200}===[^[\]]{1,200})\]/.exec(text)?.[1],
    spiOut: hexadecimal(spiOut),
    spiIn: hexadecimal(spiIn),
  };
}

function pairOf(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}

const eventOf = (text: string): CharonEvent | undefined => EVENTS.find(([pattern]) => pattern.test(text))?.[1];

type Line = [time: string | undefined, code: string | undefined, connection: string, instance: string | undefined, peer: string | undefined, serial: string | undefined, text: string]; // prettier-ignore

const TABLE = new RuleTable<Records<PlutoLine>>([
  begins<PlutoLine, Line>(
    new RegExp(String.raw`^${STAMP}(?:(\d{3}) )?"([^"]{1,200})"(?:\[(\d+)\])?(?: ([0-9A-Fa-f.:]{2,45}))?(?: #(\d+))?: (.*)$`), // prettier-ignore
    ([time, code, connection, instance, peer, serial, text]) => ({
      time,
      code: integer(code),
      connection,
      instance: integer(instance),
      peer,
      serial: integer(serial),
      // A sentence may be followed by two blanks.
      text: text.replace(/\s+/g, ' '),
      event: eventOf(text),
      ...detailsOf(text),
    }),
  ),
  // Of no connection: packet from 192.0.2.9:500: …; 021 no connection named "x"
  begins<PlutoLine, [string | undefined, string | undefined, string]>(
    new RegExp(String.raw`^${STAMP}(\d{3})? ?((?:packet from \S{1,80}: |no connection named |ERROR: |we cannot identify ourselves with ).*)$`), // prettier-ignore
    ([time, code, text]) => ({ time, code: integer(code), text, event: eventOf(text) }),
  ),
  // Of nobody: Nov 27 21:13:15.719595: selinux support is NOT enabled.
  begins<PlutoLine, [string, string]>(new RegExp(`^${STAMP.slice(3, -2)}(\\S.*)$`), ([time, text]) => ({ time, text, event: eventOf(text) })), // prettier-ignore
  passes(/^000 ?.*$/),
]);

export function parsePlutoLog(text: string): Parsed<PlutoLine> {
  return parseRecords(text, TABLE);
}
