/**
 * What a line of `debug crypto isakmp` says, without its stamp and its `ISAKMP:(1002):`.
 * Texts: seed 001 (12.2), reference/faults.tsv (12.4T, and IOS XE, which writes ISAKMP-ERROR and ISAKMP-PAK).
 */
import { eventOf, type Form } from './log-forms.ts';

/** Fields are as printed; those that a release does not print are not there. */
export type IsakmpEvent =
  | { kind: 'exchange-begun'; mode: 'Main' | 'Aggressive' | 'Quick'; messageId?: number }
  | ({ kind: 'packet' } & IsakmpPacket)
  | { kind: 'input'; input: string; messageId?: number }
  | { kind: 'state-changed'; from: string; to: string }
  | { kind: 'payload'; payload: string; messageId?: number }
  | { kind: 'transform-checked'; transform: number; policy: number }
  | { kind: 'proposal-checked'; proposal: number }
  | { kind: 'proposal-transform'; transform: number; algorithm: string }
  | { kind: 'attribute'; attribute: string; value: string }
  | { kind: 'attributes-accepted' | 'attributes-refused' | 'no-offers-accepted' | 'skeyid-generated' | 'no-profile' } // prettier-ignore
  | { kind: 'mismatch'; attribute: string }
  | { kind: 'policy-refused'; phase: number; local: string; remote: string }
  | { kind: 'proposal-invalidated'; error?: number }
  | { kind: 'key-found' | 'key-missing' | 'authenticated'; peer?: string }
  | { kind: 'cannot-start'; mode: string }
  | { kind: 'authenticating'; method: string; idType: string }
  | { kind: 'retransmission'; phase: number; state: string }
  | { kind: 'error-counted'; attempt: number; of: number; reason: string }
  | { kind: 'sa-deleted'; reason: string; role?: string; state?: string; peer?: string }
  | { kind: 'node-deleted'; isError: 'TRUE' | 'FALSE'; reason: string }
  | { kind: 'child-created'; way: 'inbound' | 'outbound'; from: string; to: string; fromProxy?: string; toProxy?: string; spi?: number; connectionId?: number } // prettier-ignore
  | { kind: 'child-spi'; spi: number; connectionId?: number }
  | { kind: 'lifetime' | 'lifetime-timer'; seconds: number }
  | { kind: 'nat' | 'dpd' | 'malformed' | 'other'; text: string };

export interface IsakmpPacket {
  direction: 'sent' | 'received';
  peer: string;
  localPort?: number;
  peerPort?: number;
  /** I initiator, R responder, N new. */
  role?: string;
  state?: string;
}

const PEER = String.raw`(?<peer>[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]*[0-9A-Fa-f])`;
const pattern = (source: string): RegExp => new RegExp(`^${source}$`);

const PACKETS: Form[] = [
  [
    'packet',
    pattern(
      String.raw`(?<direction>sending|received) packet (?:to|from) ${PEER}(?: (?:my_port|dport) (?<localPort>\d+))?(?: (?:peer_port|sport) (?<peerPort>\d+))?(?: Global| \(?VRF [^)]*\)?)?(?: \((?<role>[IRN])\))?(?: (?<state>[A-Z][A-Z_0-9 ]*))?`,
    ),
  ],
  ['exchange-begun', /^beginning (?<mode>Main|Aggressive|Quick) Mode exchange(?:, M-ID of (?<messageId>-?\d+))?$/],
  ['input', /^(?:Node (?<messageId>-?\d+), )?Input = (?<input>\w+, *\w+)$/],
  ['state-changed', /^Old State = (?<from>\w+) +New State = (?<to>\w+)$/],
  ['payload', /^processing (?<payload>.+?) payload(?:\. message ID = (?<messageId>-?\d+).*)?$/],
  ['retransmission', /^retransmitting phase (?<phase>[12]) (?<state>[A-Z_]+)\b.*$/],
  [
    'error-counted',
    /^incrementing error counter on \w+(?: -?\d+)?, attempt (?<attempt>\d+) of (?<of>\d+): (?<reason>.+)$/,
  ],
];

const NEGOTIATION: Form[] = [
  ['transform-checked', /^Checking ISAKMP transform (?<transform>\d+) against priority (?<policy>\d+) policy$/],
  ['proposal-checked', /^Checking IP[Ss]ec proposal (?<proposal>\d+)$/],
  ['proposal-transform', /^transform (?<transform>\d+), (?<algorithm>\w+)$/],
  ['attributes-accepted', /^att(?:r|)s are acceptable\..*$/],
  ['attributes-refused', /^att(?:r|)s are not acceptable\..*$/],
  ['mismatch', /^(?<attribute>Encryption algorithm|Hash algorithm|Diffie-Hellman group|Authentication method|Preshared authentication|RSA signature authentication|Xauth authentication by .*) offered (?:but )?does not match policy!?$/],
  ['mismatch', /^Proposed (?<attribute>key length) does not match policy!?$/],
  ['no-offers-accepted', /^no offers accepted!$/],
  ['policy-refused', /^phase (?<phase>[12]) SA policy not acceptable! \(local (?<local>\S+) remote (?<remote>\S+)\)$/],
  ['proposal-invalidated', /^IPSec policy invalidated proposal(?: with error (?<error>\d+))?$/i],
  ['lifetime', /^Returning Actual lifetime: (?<seconds>\d+)\.?$/],
  ['lifetime-timer', /^Started lifetime timer: (?<seconds>\d+)\.?$/],
  ['no-profile', /^peer matches \*none\* of the profiles$/],
]; // prettier-ignore

const AUTHENTICATION: Form[] = [
  ['key-found', /^found peer pre-shared key match(?:ing)? (?<peer>\S+)$/],
  ['key-missing', /^No pre-shared key with (?<peer>\S+?)!?$/],
  ['key-missing', /^No Cert or pre-shared address key\.?$/],
  ['cannot-start', /^construct_initial_message: Can not start (?<mode>\w+) mode$/],
  ['skeyid-generated', /^SKEYID state generated$/],
  ['authenticating', /^SA is doing (?<method>.+?) authentication using id type (?<idType>\w+)$/],
  ['authenticated', /^SA has been authenticated with (?<peer>\S+)$/],
  ['authenticated', /^SA authentication status: authenticated$/],
  ['malformed', /^(?<text>reserved not zero on .*|phase 1 packet is a duplicate.*|.*malformed.*)$/],
];

const LIFE: Form[] = [
  ['sa-deleted', pattern(String.raw`deleting SA reason "(?<reason>[^"]*)" state(?: \((?<role>[IRN])\))? (?<state>\w+)(?: +\(peer ${PEER}\))?.*`)], // prettier-ignore
  ['node-deleted', /^deleting node -?\d+ error (?<isError>TRUE|FALSE) reason "(?<reason>[^"]*)"$/],
  [
    'child-created',
    /^(?<way>inbound|outbound) SA from (?<from>\S+) to (?<to>[^\s(]+) ?(?:\(f\/i\) *\d+\/ *\d+ ?)?(?:\(proxy (?<fromProxy>\S+) to (?<toProxy>[^\s)]+)\))?(?: has spi (?<spi>0x[0-9A-Fa-f]+|-?\d+) and conn_id (?<connectionId>\d+).*)?$/,
  ],
  ['child-spi', /^has spi (?<spi>0x[0-9A-Fa-f]+|-?\d+)(?:\([^)]*\))? and conn_id (?<connectionId>\d+).*$/],
  [
    'nat',
    /^(?<text>.*(?:\bNAT found|hash no match - +this node|NAT match (?:MINE|HIS) hash|NAT-T|inside NAT|outside NAT|NAT keepalive).*)$/i,
  ],
  ['dpd', /^(?<text>.*\b(?:DPD|R_U_THERE)\b.*)$/],
];

/** Lines that list what was proposed; `attributes in transform:` stands above them. */
const ATTRIBUTES: Form[] = [
  ['attribute', /^(?<attribute>encryption|hash|auth|keylength of|default group|encaps is|authenticator is|key length is|group is) (?<value>\S.*)$/],
  ['attribute', /^(?<attribute>(?:SA )?life type) in (?<value>\w+)$/],
  ['attribute', /^(?<attribute>(?:SA )?life duration) \((?:basic|VPI)\) of +(?<value>\S.*)$/],
]; // prettier-ignore

const FORMS: Form[] = [...PACKETS, ...NEGOTIATION, ...AUTHENTICATION, ...LIFE, ...ATTRIBUTES];

/** Only lines that our tables know have a kind of their own; the test has one of each. */
export function isakmpEventOf(text: string): IsakmpEvent {
  return (eventOf(FORMS, text) ?? { kind: 'other', text }) as unknown as IsakmpEvent;
}
