/**
 * What the messages of an ASA say, by their numbers, for those that verdicts and diagnosis rest on; every other one is
 * kept with its text. Texts: Cisco ASA Series Syslog Messages, reference/faults.tsv.
 */
import { eventOf, type EventFields, type Form } from '../ios/log-forms.ts';

export type AsaEvent = EventFields & { kind: string };

/** `Group = G, Username = U, IP = P, ` before most messages of IKEv1. */
const WHO = String.raw`(?:Group = (?<group>[^,]*), )?(?:Username = (?<username>[^,]*), )?(?:IP = (?<peer>[^,\s]+), )?`;
/** `Local:A:500 Remote:B:500 Username:U ` before those of IKEv2. */
const ENDS = String.raw`Local:(?<local>\S+?):(?<localPort>\d+) Remote:(?<peer>\S+?):(?<peerPort>\d+) Username:(?<username>.+?)`;
/** `outside:192.0.2.1/443`, with whoever is known to be there: `(LOCAL\\carol)` */
const place = (name: string): string =>
  String.raw`(?:(?<${name}Interface>[^\s:/(]+):)?(?<${name}>[^\s/(]+)(?:\/(?<${name}Port>[\w-]+))?(?:\([^()]*\))?`;

const ike = (kind: string, text: string): Form => [kind, new RegExp(`^${WHO}${text}$`)];
const ike2 = (kind: string, text: string): Form => [kind, new RegExp(`^${ENDS} ${text}$`)];

const REST = '(?<text>.+)';
const PROXIES = String.raw`remote proxy (?<remoteProxy>\S+) local proxy (?<localProxy>\S+) on interface (?<interface>\S+)`;

const IKEV1: Record<string, Form[]> = {
  '713061': [ike('no-crypto-map-entry', String.raw`Rejecting IPSec tunnel: no matching crypto map entry for ${PROXIES}`)],
  '713048': [ike('phase-1-payload-error', String.raw`Error processing payload: Payload ID: (?<payload>\d+)`)],
  '713119': [ike('phase-1-completed', 'PHASE 1 COMPLETED')],
  '713120': [ike('phase-2-completed', String.raw`PHASE 2 COMPLETED \(msgid=(?<messageIdHex>[0-9a-fA-F]+)\)`)],
  '713049': [ike('security-negotiation-complete', String.raw`Security negotiation complete for (?<type>.+?) \((?<name>.*?)\)\s*(?<role>Initiator|Responder), Inbound SPI = (?<inboundSpi>0x[0-9a-fA-F]+), Outbound SPI = (?<outboundSpi>0x[0-9a-fA-F]+)`)],
  '713050': [ike('connection-terminated', String.raw`Connection terminated for peer (?<name>\S+?)\.?\s+Reason: (?<reason>.+?)\s+Remote Proxy (?<remoteProxy>\S+?),? Local Proxy (?<localProxy>\S+)`)],
  '713073': [ike('lifetime-forced', String.raw`Responder forcing change of (?<what>.+?) from (?<from>.+?) to (?<to>.+)`)],
  '713075': [ike('lifetime-overridden', String.raw`Overriding Initiator's IPSec rekeying duration from (?<from>.+?) to (?<to>.+)`)],
  '713082': [ike('no-identity-certificate', 'Failed to retrieve identity certificate')],
  '713123': [ike('keepalive-lost', String.raw`IKE lost contact with remote peer, deleting connection \(keepalive type: (?<keepalive>.+)\)`)],
  '713172': [ike('nat-detected', String.raw`Automatic NAT Detection Status:\s+Remote end\s+(?<remoteNat>is|is NOT|is not) behind a NAT device\s+This\s+end\s+(?<localNat>is|is NOT|is not) behind a NAT device`)],
  '713201': [ike('duplicate-packet', String.raw`Duplicate (?<text>.+?) packet detected\.?\s*(?<action>.*)`)],
  '713202': [ike('duplicate-packet', String.raw`Duplicate (?<text>.+)`)],
  '713203': [ike('no-dh-group', REST)],
  '713220': [ike('de-queuing', REST)],
  '713225': [ike('static-map-check', REST)],
  '713041': [ike('initiator', String.raw`IKE Initiator: (?<what>New|Rekeying) Phase (?<phase>[12]), Intf (?<interface>[^,]+), IKE Peer (?<name>\S+)\s+local Proxy Address (?<localProxy>[^,]+), remote Proxy Address (?<remoteProxy>[^,]+),\s+Crypto map \((?<cryptoMap>.+)\)`)],
  '713042': [ike('no-policy', String.raw`IKE Initiator unable to find policy: Intf (?<interface>[^,]+), Src: (?<source>[^,]+), Dst: (?<destination>\S+)`)],
  '713130': [ike('unsupported-transaction', REST)],
  '713219': [ike('queuing-key-acquire', REST)],
  '713236': [ike('packet', String.raw`IKE_DECODE (?<direction>SENDING|RECEIVED) Message \(msgid=(?<messageIdHex>[0-9a-fA-F]+)\) with payloads : (?<payloads>.+)`)],
  '713259': [ike('session-torn-down', String.raw`Session is being torn down\. Reason: (?<reason>.+)`)],
  '713257': [ike('policy-mismatch', String.raw`Phase (?<phase>\d) failure:\s+Mismatched attribute types for class (?<attribute>.+?):\s+Rcv'd: (?<received>.+?)\s+Cfg'd: (?<configured>.+)`)],
  '713903': [ike('ike', REST)],
  '713904': [ike('ike', REST)],
  '713905': [ike('ike', REST)],
  '713906': [ike('ike', REST)],
  '713902': [
    ike('quick-mode-error', String.raw`QM FSM error \(P2 struct &(?<struct>0x[0-9a-f]+), mess id (?<messageIdHex>0x[0-9a-f]+)\)!`),
    ike('removing-peer-failed', 'Removing peer from (?:peer|correlator) table failed, no match!'),
    ike('ike', REST),
  ],
  '715001': [ike('ike', REST)],
  '113019': [ike('session-disconnected', String.raw`Session disconnected\. Session Type: (?<type>[^,]+), Duration: (?<duration>[^,]+), Bytes xmt: (?<bytesSent>\d+), Bytes rcv: (?<bytesReceived>\d+), Reason: (?<reason>.+)`)],
}; // prettier-ignore

const IKEV2: Record<string, Form[]> = {
  '750001': [ike2('ike-request', String.raw`Received request to (?<what>.+)`)],
  '750002': [ike2('ike-init-received', 'Received a IKE_INIT_SA request')],
  '750003': [ike2('negotiation-aborted', String.raw`(?:IKEv2 )?Negotiation aborted due to ERROR: (?<reason>.+)`)],
  '750006': [ike2('sa-up', String.raw`SA UP\. Reason: (?<reason>.+)`)],
  '750007': [ike2('sa-down', String.raw`SA DOWN\. Reason: (?<reason>.+)`)],
  '750014': [ike2('nat-or-session', REST)],
  '750015': [ike2('child-deleted', REST)],
  '751002': [ike2('no-preshared-key', String.raw`(?<text>No preshared key .+)`)],
  '751011': [ike2('user-authentication-failed', REST)],
  '751015': [ike2('sa-request-rejected', REST)],
  '751020': [ike2('aaa', REST)],
  '751022': [ike2('tunnel-rejected', String.raw`(?:Tunnel rejected: )?Crypto Map Policy not found for remote traffic selector (?<remoteSelector>\S+?)\s*local traffic selector (?<localSelector>\S+?)!?`)],
  '751026': [ike2('client', REST)],
  '752003': [['dispatch', /^(?<text>.+)$/]],
  '752004': [['dispatch', /^(?<text>.+)$/]],
  '752012': [['failed-on-tunnel', new RegExp(String.raw`^(?<version>IKEv[12]) was unsuccessful at setting up a tunnel\.\s+Map Tag = (?<cryptoMap>\S+)\.\s+Map Sequence Number = (?<sequence>\d+)\.$`)]],
  '752015': [['failed', /^Tunnel Manager has failed to establish an L2L SA\.\s+All configured IKE versions failed to establish the tunnel\.\s+Map Tag ?= (?<cryptoMap>\S+)\.\s+Map Sequence Number ?= (?<sequence>\d+)\.$/]],
  '752016': [['succeeded', /^(?<version>IKEv[12]) was successful at setting up a tunnel\.\s+Map Tag ?= (?<cryptoMap>\S+)\.\s+Map Sequence Number ?= (?<sequence>\d+)\.$/]],
}; // prettier-ignore

const IPSEC: Record<string, Form[]> = {
  '602303': [['ipsec-sa-created', /^IPSEC: An (?<direction>inbound|outbound) (?<type>.+?) SA \(SPI= (?<spi>0x[0-9A-Fa-f]+)\) between (?<local>\S+) and (?<peer>\S+) \((?:user= ?)?(?<username>.*?)\) has been created\.$/]],
  '602304': [['ipsec-sa-deleted', /^IPSEC: An (?<direction>inbound|outbound) (?<type>.+?) SA \(SPI= (?<spi>0x[0-9A-Fa-f]+)\) between (?<local>\S+) and (?<peer>\S+) \((?:user= ?)?(?<username>.*?)\) has been deleted\.$/]],
  '602101': [['too-big', /^PMTU-D packet (?<bytes>\d+) bytes greater than effective mtu (?<mtu>\d+),? dest_addr=(?<destination>[^\s,]+),? src_addr=(?<source>[^\s,]+),? prot=(?<protocol>\S+)$/]],
  '402114': [['invalid-spi', /^IPSEC: Received an (?<protocol>\S+) packet \(SPI= ?(?<spi>0x[0-9A-Fa-f]+), sequence number= ?(?<sequenceHex>\S+)\) from (?<source>\S+) to (?<destination>\S+) with an invalid SPI\.$/]],
  '402115': [['unexpected-protocol', /^IPSEC: Received a packet from (?<source>\S+) to (?<destination>\S+) containing (?<protocol>.+?) data instead of (?<expected>.+?) data\.$/]],
  '402116': [['identity-mismatch', /^IPSEC: Received an (?<protocol>\S+) packet \(SPI= ?(?<spi>0x[0-9A-Fa-f]+), sequence number= ?(?<sequenceHex>\w+)\) from (?<source>\S+)(?: \((?:user= ?)?(?<username>.*?)\))? to (?<destination>\S+?)\.\s+The decapsulated inner packet doesn't match the negotiated policy in the SA\.\s+The packet specifies its destination as (?<innerDestination>\S+?), its source as (?<innerSource>\S+?), and its protocol as (?<innerProtocol>\S+?)\.\s+The SA specifies its local proxy as (?<localProxy>\S+) and its remote[_ ]proxy as (?<remoteProxy>\S+?)\.?$/]],
  '402117': [['not-ipsec', /^IPSEC: Received a non-IPS[Ee][Cc] (?:packet )?\(protocol= ?(?<protocol>.+?)\)(?: packet)? from (?<source>\S+) to (?<destination>\S+?)\.$/]],
  '402118': [['bad-fragment', /^(?<text>.+)$/]],
  '402119': [['replay', /^IPSEC: Received an (?<protocol>\S+) packet \(SPI= ?(?<spi>0x[0-9A-Fa-f]+), sequence number= ?(?<sequenceHex>\w+)\) from (?<source>\S+)(?: \((?:user= ?)?(?<username>.*?)\))? to (?<destination>\S+) that failed anti-replay checking\.$/]],
  '402120': [['bad-mac', /^IPSEC: Received an (?<protocol>\S+) packet \(SPI= ?(?<spi>0x[0-9A-Fa-f]+), sequence number= ?(?<sequenceHex>\w+)\) from (?<source>\S+)(?: \((?:user= ?)?(?<username>.*?)\))? to (?<destination>\S+) that failed authentication\.$/]],
}; // prettier-ignore

const TRAFFIC: Record<string, Form[]> = {
  '106001': [['denied', new RegExp(String.raw`^Inbound (?<protocol>\S+) connection denied from ${place('source')} to ${place('destination')} flags (?<flags>.+?)\s+on interface (?<interface>\S+)$`)]],
  '106014': [['denied', new RegExp(String.raw`^Deny inbound (?<protocol>icmp) src ${place('source')} dst ${place('destination')} \((?<icmp>type \d+, code \d+)\)$`)]],
  '106015': [['denied', new RegExp(String.raw`^Deny (?<protocol>\S+) \(no connection\) from ${place('source')} to ${place('destination')} flags (?<flags>.+?)\s+on interface (?<interface>\S+)$`)]],
  '106023': [['denied', new RegExp(String.raw`^Deny (?<protocol>\S+(?: \d+)?) src ${place('source')} dst ${place('destination')}(?: \((?<icmp>type \d+, code \d+)\))? by access-group "(?<list>[^"]+)".*$`)]],
  '106100': [['access-list', new RegExp(String.raw`^access-list (?<list>\S+) (?<action>permitted|denied|est-allowed) (?<protocol>\S+) (?<sourceInterface>[^\s/]+)\/(?<source>[^\s(]+)\((?<sourcePort>\d+)\)(?:\([^)]*\))? -> (?<destinationInterface>[^\s/]+)\/(?<destination>[^\s(]+)\((?<destinationPort>\d+)\)(?:\([^)]*\))? hit-cnt (?<packets>\d+) .*$`)]],
  '302013': [['connection-built', new RegExp(String.raw`^Built (?<direction>inbound|outbound) (?<protocol>TCP) connection (?<connectionId>\d+) for ${place('source')}(?: \([^)]*\))? to ${place('destination')}(?: \([^)]*\))?.*$`)]],
  '302014': [['connection-torn-down', new RegExp(String.raw`^Teardown (?<protocol>TCP) connection (?<connectionId>\d+) for ${place('source')} to ${place('destination')} duration (?<duration>\S+) bytes (?<bytes>\d+)(?: (?<reason>.+))?$`)]],
  '302015': [['connection-built', new RegExp(String.raw`^Built (?<direction>inbound|outbound) (?<protocol>UDP) connection (?<connectionId>\d+) for ${place('source')}(?: \([^)]*\))? to ${place('destination')}(?: \([^)]*\))?.*$`)]],
  '302016': [['connection-torn-down', new RegExp(String.raw`^Teardown (?<protocol>UDP) connection (?<connectionId>\d+) for ${place('source')} to ${place('destination')} duration (?<duration>\S+) bytes (?<bytes>\d+)(?: (?<reason>.+))?$`)]],
  '302020': [['connection-built', new RegExp(String.raw`^Built (?<direction>inbound|outbound) (?<protocol>ICMP) connection for faddr (?<source>\S+?)\/(?<sourcePort>\d+)(?:\([^)]*\))? gaddr (?<translated>\S+?)\/\d+ laddr (?<destination>\S+?)\/(?<destinationPort>\d+).*$`)]],
  '302021': [['connection-torn-down', new RegExp(String.raw`^Teardown (?<protocol>ICMP) connection for faddr (?<source>\S+?)\/(?<sourcePort>\d+)(?:\([^)]*\))? gaddr (?<translated>\S+?)\/\d+ laddr (?<destination>\S+?)\/(?<destinationPort>\d+).*$`)]],
  '305005': [['no-translation', new RegExp(String.raw`^No translation group found for (?<protocol>\S+) src ${place('source')} dst ${place('destination')}.*$`)]],
  '305011': [['translation-built', new RegExp(String.raw`^Built (?<type>static|dynamic) (?<protocol>\S+) translation from ${place('source')} to ${place('destination')}$`)]],
  '305012': [['translation-torn-down', new RegExp(String.raw`^Teardown (?<type>static|dynamic) (?<protocol>\S+) translation from ${place('source')} to ${place('destination')} duration (?<duration>\S+)$`)]],
  '305013': [['asymmetric-nat', new RegExp(String.raw`^Asymmetric NAT rules matched for forward and reverse flows; Connection (?:protocol|for) (?<protocol>\S+) src ${place('source')} dst ${place('destination')}(?: \([^)]*\))? denied due to NAT reverse path failure$`)]],
  '110002': [['no-egress', new RegExp(String.raw`^Failed to locate egress interface for (?<protocol>\S+) from ${place('source')} to ${place('destination')}$`)]],
  '110003': [['routing-failed', /^Routing failed to locate next hop for (?<protocol>\S+) from (?<source>\S+) to (?<destination>\S+)$/]],
  '111008': [['configured', /^User '(?<username>[^']*)' executed the '(?<command>.+)' command\.$/]],
  '111010': [['configured', /^User '(?<username>[^']*)', running '(?<from>[^']*)' from IP (?<source>\S+), executed '(?<command>.+)'$/]],
  '411001': [['line-protocol-up', /^Line protocol on Interface (?<interface>.+?), changed state to up$/]],
  '411002': [['line-protocol-down', /^Line protocol on Interface (?<interface>.+?), changed state to down$/]],
}; // prettier-ignore

/** What debugs say, in the words that both versions use. */
const DEBUG: Form[] = [
  ['phase-1-completed', /^PHASE 1 COMPLETED$/],
  ['phase-2-completed', /^PHASE 2 COMPLETED \(msgid=(?<messageIdHex>[0-9a-fA-F]+)\)$/],
  ['no-crypto-map-entry', new RegExp(`^Rejecting IPSec tunnel: no matching crypto map entry for ${PROXIES}$`)],
  ['no-crypto-map', /^No crypto map bound to interface\.{3}\s*dropping pkt$/],
  ['policy-mismatch', /^Phase (?<phase>\d) failure:\s+Mismatched attribute types for class (?<attribute>.+?):\s+Rcv'd: (?<received>.+?)\s+Cfg'd: (?<configured>.+)$/],
  ['proposals-unacceptable', /^All (?<what>IPSec SA|SA) proposals found unacceptable!?$/],
  ['session-torn-down', /^Session is being torn down\. Reason: (?<reason>.+)$/],
  ['packet', /^IKE_DECODE (?<direction>SENDING|RECEIVED) Message \(msgid=(?<messageIdHex>[0-9a-fA-F]+)\) with payloads : (?<payloads>.+)$/],
  ['landed-on-group', /^Connection landed on tunnel_group (?<group>\S+)$/],
  ['received-encrypted-with-no-sa', /^Received encrypted packet with no matching SA, dropping$/],
  ['transition', /^SM Trace->\s*SA: I_SPI=(?<initiatorSpi>[0-9A-Fa-f]+) R_SPI=(?<responderSpi>[0-9A-Fa-f]+) \((?<role>[IR])\) MsgID = (?<messageIdHex>\w+) CurState: (?<state>\S+) Event: (?<input>\S+)$/],
]; // prettier-ignore

const FORMS = new Map<string, Form[]>(
  [IKEV1, IKEV2, IPSEC, TRAFFIC].flatMap((table) => Object.entries(table)).concat([['debug', DEBUG]]),
);

/** @param id the message's number, or "debug" */
export function asaEventOf(id: string, text: string): AsaEvent {
  return eventOf(FORMS.get(id) ?? [], text) ?? { kind: 'other' };
}
