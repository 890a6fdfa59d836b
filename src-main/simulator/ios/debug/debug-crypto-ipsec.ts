/**
 * `debug crypto ipsec`: what IPsec asks of IKE, what it thinks of proposals, and which associations come and go.
 * Order: seed 001; refusals: reference/faults.tsv (P2-TS, ACL-MIRROR).
 */
import { formatIpv4 } from '../../../base/address.ts';
import type { EventAssociation, EventPair, IpsecEvent, ProtectedEnds } from '../../ipsec/events.ts';
import type { IpsecProposal, Lifetime, Selector } from '../../ipsec/proposal.ts';
import { ipProtocols } from '../../wire/ipv4.ts';
import { shownProposal, shownTransforms } from '../crypto/crypto-transforms.ts';
import { olderIpsecLines } from './debug-crypto-older.ts';
import { digitsOfSpi, type LinesOf } from './debug-crypto-spelling.ts';
import type { DebugTopic } from './debugging.ts';
import { declareDebug } from './declare-debug.ts';
import type { IosDevice } from '../device.ts';

const topic: DebugTopic = {
  words: 'crypto ipsec',
  group: 'Cryptographic Subsystem',
  title: 'Crypto IPSEC debugging',
};

/** Identities by the types of RFC 2407 section 4.6.2: 1 is an address, 4 a subnet. */
const proxyOf = ({ address, mask, protocol, port }: Selector): string =>
  `${formatIpv4(address)}/${formatIpv4(mask)}/${protocol}/${port} (type=${mask === 0xffffffff ? 1 : 4})`;

const proxyLines = ({ localSelector, remoteSelector }: ProtectedEnds): string[] => [
  `    local_proxy= ${proxyOf(localSelector)},`,
  `    remote_proxy= ${proxyOf(remoteSelector)}`,
];

interface KeyMessage extends ProtectedEnds {
  way: 'INBOUND' | 'OUTBOUND';
  proposal: IpsecProposal;
  lifetime: Lifetime;
  /** Of an association that there is. */
  spi?: number;
  connectionId?: number;
}

/** One message of several lines, of which only the first has a time. */
function keyMessage(title: string, message: KeyMessage): string {
  const { way, local, remote, proposal, lifetime, spi = 0, connectionId = 0 } = message;
  const [localProxy, remoteProxy] = proxyLines(message);
  const mode = proposal.mode === 'tunnel' ? 'Tunnel' : 'Transport';
  const { cipher, keyBits } = proposal.esp ?? { cipher: 'null', keyBits: 0 };
  const keySize = cipher === 'aes' || cipher === 'aes-gcm' ? keyBits : 0;
  return [
    `${title},`,
    `  (key eng. msg.) ${way} local= ${formatIpv4(local)}, remote= ${formatIpv4(remote)},`,
    localProxy,
    `${remoteProxy},`,
    `    protocol= ${proposal.esp ? 'ESP' : 'AH'}, transform= ${shownProposal(proposal)}  (${mode}),`,
    `    lifedur= ${lifetime.seconds}s and ${lifetime.kilobytes}kb,`,
    `    spi= ${digitsOfSpi(spi)}, conn_id= ${connectionId}, keysize= ${keySize}, flags= 0x0`,
  ].join('\n');
}

function association(title: string, destination: number, one: EventAssociation): string {
  const { spi, transform, connectionId, protocol } = one;
  const isEsp = protocol === 'esp';
  return [
    `${title},`,
    `  (sa) sa_dest= ${formatIpv4(destination)}, sa_proto= ${ipProtocols[protocol]},`,
    `    sa_spi= ${digitsOfSpi(spi)},`,
    `    sa_trans= ${isEsp ? shownTransforms(transform) : shownProposal({ esp: undefined, ah: transform.integrity })} , sa_conn_id= ${connectionId}`,
  ].join('\n');
}

/** Both directions of what a negotiation has made: AH, where there are both, after ESP. */
function associations(
  title: string,
  { local, remote, inbound, outbound, bundledAh }: EventPair & ProtectedEnds,
): string[] {
  const halves = (pair: Pick<EventPair, 'inbound' | 'outbound'>): string[] => [
    association(title, local, pair.inbound),
    association(title, remote, pair.outbound),
  ];
  return [...halves({ inbound, outbound }), ...(bundledAh ? halves(bundledAh) : [])];
}

type Verdict = Extract<IpsecEvent, { kind: 'proposal-judged' }>['verdict'];

const refusals: Readonly<Record<Verdict, (proposal: IpsecProposal) => readonly string[]>> = {
  accepted: () => [],
  'no-identity': () => [
    'map_db_find_best did not find matching map',
    'IPSEC(ipsec_process_proposal): proxy identities not supported',
  ],
  'no-proposal': (proposal) => [
    `IPSEC(ipsec_process_proposal): transform proposal not supported for identity:\n    {${shownProposal(proposal)} }`,
  ],
  // IOS says no more of it than IKE does: "phase 2 SA policy not acceptable!".
  'pfs-mismatch': () => [],
};

const queueEvent = 'IPSEC(key_engine): got a queue event with 1 KMI message(s)';

const lines: LinesOf<IpsecEvent, IpsecEvent['kind']> = {
  requested: (event) => [keyMessage('IPSEC(sa_request): ', { ...event, way: 'OUTBOUND' })],
  'discovery-requested': (event) => [keyMessage('IPSEC(tunnel discover request): ', { ...event, way: 'INBOUND' })],
  'request-timer': ({ count, local, remote, ...selectors }) => [
    [
      `IPSEC(key_engine): request timer fired: count = ${count},`,
      `  (identity) local= ${formatIpv4(local)}, remote= ${formatIpv4(remote)},`,
      ...proxyLines({ local, remote, ...selectors }),
    ].join('\n'),
  ],
  'proposal-judged': ({ proposal, verdict, ...ends }) => {
    const nothing = { seconds: 0, kilobytes: 0 };
    const message: KeyMessage = { ...ends, proposal, way: 'INBOUND', lifetime: nothing };
    return [
      'IPSEC(validate_proposal_request): proposal part #1',
      keyMessage('IPSEC(validate_proposal_request): proposal part #1', message),
      ...refusals[verdict](proposal),
    ];
  },
  installed: (event) => [
    queueEvent,
    `IPSEC(policy_db_add_ident): src ${formatIpv4(event.localSelector.address)}, dest ${formatIpv4(event.remoteSelector.address)}, dest_port 0`,
    ...associations('IPSEC(create_sa): sa created', event),
  ],
  renewal: ({ why }) => [`IPSEC(lifetime_expiry): SA lifetime threshold reached, by ${why}`],
  'no-association': ({ map, sequence, source, destination }) => [
    `IPSEC(sa_initiate): ACL = deny; no sa created for ${formatIpv4(source)} to ${formatIpv4(destination)} (map ${map} ${sequence})`,
  ],
  deleted: (event) => [
    queueEvent,
    ...(event.byPeer
      ? [
          "IPSEC(key_engine_delete_sas): rec'd delete notify from ISAKMP",
          `IPSEC(key_engine_delete_sas): delete SA with spi 0x${event.outbound.spi.toString(16).toUpperCase()} proto ${ipProtocols[event.outbound.protocol]} for ${formatIpv4(event.remote)}`,
        ]
      : []),
    ...associations('IPSEC(delete_sa): deleting SA', event),
  ],
};

/** 12.2 tells of each association what IKE has negotiated for it, before it makes it. */
function initializedLines(event: Extract<IpsecEvent, { kind: 'installed' }>): string[] {
  const messageOf = (way: KeyMessage['way'], one: EventAssociation): string => {
    const isEsp = one.protocol === 'esp';
    const { spi, connectionId, lifetime, transform } = one;
    const proposal = {
      mode: 'tunnel',
      esp: isEsp ? transform : undefined,
      ah: isEsp ? undefined : transform.integrity,
    } as const;
    return keyMessage('IPSEC(initialize_sas): ', { ...event, way, proposal, lifetime, spi, connectionId });
  };
  return [messageOf('INBOUND', event.inbound), messageOf('OUTBOUND', event.outbound)];
}

function olderIpsecDebugOf(event: IpsecEvent): readonly string[] {
  const [first, ...others] = ipsecDebugOf(event);
  if (event.kind !== 'installed' || first === undefined) return olderIpsecLines(ipsecDebugOf(event));
  return olderIpsecLines([first, ...initializedLines(event), ...others]);
}

/** The lines of one event, without their time. */
function ipsecDebugOf(event: IpsecEvent): readonly string[] {
  // The table has a function for every kind, and it takes just that kind.
  return (lines[event.kind] as (one: IpsecEvent) => readonly string[])(event);
}

export function declareDebugIpsec(): void {
  declareDebug(topic, { 'crypto ipsec': 'IPSEC processing' });
}

export function debugIpsec({ router, debugging, flavour }: IosDevice): void {
  const linesOf = flavour.cryptoDebugs === '12.2' ? olderIpsecDebugOf : ipsecDebugOf;
  const listen = router.ipsec.ipsecEvents.onWhile((event) => {
    const ends = 'remote' in event ? event : { local: undefined, remote: undefined };
    if (debugging.conditions.admit('ipsec', ends)) debugging.say(topic, () => linesOf(event));
  });
  debugging.follow([topic], listen);
}
