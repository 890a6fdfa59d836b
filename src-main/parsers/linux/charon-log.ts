/**
 * Lines of charon: its log in files ("Nov 20 14:54:07 07[IKE] <gw|1> …"), in the journal ("moon charon[123]: 07[IKE] …"),
 * and what swanctl prints while it waits ("[IKE] initiating IKE_SA gw[1] to 198.51.100.1").
 */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';
import { integer } from '../values.ts';

export interface CharonLine extends Sourced {
  time?: string;
  thread?: number;
  /** Empty where it is not said, as by ipsec up. IKE, CFG, NET, ENC, KNL, CHD, JOB, DMN, LIB, ESP, MGR, ASN, TLS, APP, TNC, IMC, IMV, PTS. */
  group: string;
  connection?: string;
  uniqueId?: number;
  text: string;
  event?: CharonEvent;
}

/** What a line means, where that is known (reference/faults.tsv and recordings of refusals). */
export type CharonEvent =
  | 'initiating' | 'established' | 'child-established' | 'deleted' | 'authentication-failed' | 'no-proposal-chosen'
  | 'no-selectors' | 'no-shared-key' | 'no-connection' | 'retransmit' | 'gave-up' | 'undecryptable' | 'invalid-group'
  | 'behind-nat' | 'selected-proposal' | 'received-proposals' | 'configured-proposals' | 'rekeying' | 'dead-peer'; // prettier-ignore

const EVENTS: readonly (readonly [RegExp, CharonEvent])[] = [
  [/^initiating (?:\w+ Mode )?IKE_SA /, 'initiating'],
  [/^IKE_SA \S+ established between /, 'established'],
  [/^CHILD_SA \S+ established with SPIs /, 'child-established'],
  [/^(?:IKE_SA deleted|deleting IKE_SA |received DELETE for IKE_SA )/, 'deleted'],
  [/AUTHENTICATION_FAILED|^authentication of '.*' with .* failed|MAC mismatched|tried \d+ shared keys? for/, 'authentication-failed'], // prettier-ignore
  [/NO_PROPOSAL_CHOSEN|^no (?:acceptable|matching) proposal found|^no acceptable /, 'no-proposal-chosen'],
  [
    /TS_UNACCEPTABLE|^traffic selectors .* unacceptable|^no matching CHILD_SA config found|INVALID_ID_INFORMATION/,
    'no-selectors',
  ],
  [/^no shared key found for/, 'no-shared-key'],
  [/^no (?:IKE|peer) config found/, 'no-connection'],
  [/^giving up after \d+ retransmits/, 'gave-up'],
  [/^retransmit \d+ of request/, 'retransmit'],
  [/could not decrypt payloads|^invalid .*payload length, decryption failed|^message parsing failed|PAYLOAD_MALFORMED|^integrity check failed/, 'undecryptable'], // prettier-ignore
  [/INVALID_KE_PAYLOAD|didn't accept DH group|didn't accept key exchange method/, 'invalid-group'],
  [/^(?:local|remote) host is behind NAT/, 'behind-nat'],
  [/^selected proposal: /, 'selected-proposal'],
  [/^received proposals: /, 'received-proposals'],
  [/^configured proposals: /, 'configured-proposals'],
  [/^(?:initiator did not reauthenticate|reauthenticating|initiating .*rekey|rekeying|queueing \w+_REKEY)/, 'rekeying'],
  [/^sending DPD request|^DPD check timed out/, 'dead-peer'],
];

export function charonEventOf(text: string): CharonEvent | undefined {
  return EVENTS.find(([pattern]) => pattern.test(text))?.[1];
}

const GROUPS = 'DMN|MGR|IKE|CHD|JOB|CFG|KNL|NET|ASN|ENC|TNC|IMC|IMV|PTS|TLS|APP|ESP|LIB';
/** A line with its subsystem before it: the log itself, or what swanctl prints. */
export function hasGroups(text: string): boolean {
  return new RegExp(String.raw`(?:^|[ \t]|\d\d)\[(?:${GROUPS})\d?\] `, 'm').test(text);
}

const TIME = String.raw`(?:[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d|\d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)\S{0,12}`;

const TABLE = new RuleTable<Records<CharonLine>>([
  begins<CharonLine, [string | undefined, string | undefined, string, string | undefined, string | undefined, string]>(
    new RegExp(
      String.raw`^(?:(${TIME}) (?:\S{1,64} )?(?:[\w-]{1,32}\[\d+\]: )?)?(\d\d)?\[(${GROUPS})\d?\] ?(?:<([^|>]{1,64})\|(\d+)> )?(.*)$`,
    ),
    ([time, thread, group, connection, uniqueId, text]) => ({
      time,
      thread: integer(thread),
      group,
      connection,
      uniqueId: integer(uniqueId),
      text,
      event: charonEventOf(text),
    }),
  ),
  passes(/^\w+ (?:completed successfully|failed: .*)$/),
]);

export function parseCharonLog(text: string): Parsed<CharonLine> {
  return parseRecords(text, TABLE);
}
