/** show crypto ipsec sa: every protected flow of crypto maps, with its associations. Layout: seed 004. */
import { formatIpv4 } from '../../../base/address.ts';
import { proxyOf } from '../../ios/crypto/crypto-proxies.ts';
import type { DynamicMapEntry } from '../../router/ipsec/crypto-map.ts';
import type { FlowOrigin, ProtectedFlow } from '../../router/ipsec/protected-flow.ts';
import type { SaPair } from '../../router/ipsec/sa-pair.ts';
import { containsSelectors, selectorsOfEntry } from '../../router/ipsec/selectors.ts';
import { textOfTransform } from './crypto-words.ts';
import type { AsaDevice } from '../device.ts';

type Association = SaPair['inbound'];

export function ipsecLines(device: AsaDevice, flows: readonly ProtectedFlow[], isDetailed: boolean): string[] {
  const headingOf = (flow: ProtectedFlow): string => interfaceLine(device, flow);
  return linesUnder(flows, headingOf, (flow) => flowLines(device, flow, isDetailed));
}

/** Peer by peer, with the associations alone (Cisco ASA command reference, `show crypto ipsec sa entry`). */
export function entryLines(device: AsaDevice, flows: readonly ProtectedFlow[], isDetailed: boolean): string[] {
  const byPeer = [...flows].sort((a, b) => a.remote - b.remote);
  const headingOf = ({ remote }: ProtectedFlow): string => `peer address: ${formatIpv4(remote)}`;
  return linesUnder(byPeer, headingOf, (flow) => flowLines(device, flow, isDetailed));
}

/** What is protected and how often, without the associations. */
export function identityLines(device: AsaDevice, flows: readonly ProtectedFlow[], isDetailed: boolean): string[] {
  const headingOf = (flow: ProtectedFlow): string => interfaceLine(device, flow);
  return linesUnder(flows, headingOf, (flow) => [...identityOf(device, flow, isDetailed), '']);
}

/** The flows that have associations, those of one heading together. */
function linesUnder(
  flows: readonly ProtectedFlow[],
  headingOf: (flow: ProtectedFlow) => string,
  linesOf: (flow: ProtectedFlow) => string[],
): string[] {
  const live = flows.filter(({ current }) => current !== undefined);
  if (live.length === 0) return ['', 'There are no ipsec sas'];
  const headings = [...new Set(live.map(headingOf))];
  return headings.flatMap((heading) => [
    heading,
    ...live.filter((flow) => headingOf(flow) === heading).flatMap(linesOf),
  ]);
}

function interfaceLine({ configuration }: AsaDevice, { of }: ProtectedFlow): string {
  return `interface: ${configuration.interfaces.of(of)?.name ?? of.name}`;
}

function flowLines(device: AsaDevice, flow: ProtectedFlow, isDetailed: boolean): string[] {
  return [
    ...identityOf(device, flow, isDetailed),
    '',
    ...associationLines(device, flow, 'inbound'),
    ...associationLines(device, flow, 'outbound'),
    '',
  ];
}

function identityOf(device: AsaDevice, flow: ProtectedFlow, isDetailed: boolean): string[] {
  const { localSelector, remoteSelector, local, remote, counters } = flow;
  const { encaps, encrypt, digest, decaps, decrypt, verify } = counters;
  return [
    `    Crypto map tag: ${tagOf(flow)}, seq num: ${sequenceOf(flow)}, local addr: ${formatIpv4(local)}`,
    '',
    ...listLines(device, flow),
    `      local ident (addr/mask/prot/port): ${proxyOf(localSelector)}`,
    `      remote ident (addr/mask/prot/port): ${proxyOf(remoteSelector)}`,
    `      current_peer: ${formatIpv4(remote)}`,
    '',
    '',
    `      #pkts encaps: ${encaps}, #pkts encrypt: ${encrypt}, #pkts digest: ${digest}`,
    `      #pkts decaps: ${decaps}, #pkts decrypt: ${decrypt}, #pkts verify: ${verify}`,
    '      #pkts compressed: 0, #pkts decompressed: 0',
    `      #pkts not compressed: ${encaps}, #pkts comp failed: 0, #pkts decomp failed: 0`,
    ...(isDetailed ? detailLines(flow) : summaryLines(flow)),
    '',
    ...endLines(device, flow),
  ];
}

/**
 * Of a dynamic map its own name; of a tunnel interface that of a map which the firewall makes for it, numbered as the
 * tunnel is (consoles of 9.7 and later: `__vti-crypto-map-4-0-1`, seq num 65280).
 */
export function tagOf({ origin }: ProtectedFlow): string {
  if (origin.kind === 'map') return mapOf(origin).map;
  const number = origin.tunnel.name.replace('Tunnel', '');
  return `__vti-crypto-map-${number}-0-${number}`;
}

function sequenceOf({ origin }: ProtectedFlow): number {
  return origin.kind === 'map' ? mapOf(origin).sequence : 65_280;
}

function mapOf({ entry, policy }: FlowOrigin & { kind: 'map' }): { map: string; sequence: number } {
  return 'sequence' in policy ? (policy as DynamicMapEntry) : entry;
}

/** The line of the access list that the flow comes of, object by object. */
function listLines({ configuration: { rules } }: AsaDevice, flow: ProtectedFlow): string[] {
  const list = flow.origin.kind === 'map' ? flow.origin.policy.accessList : undefined;
  if (list === undefined) return [];
  // Of what a peer has asked for less than the whole, the line that holds it.
  const holds = (selectors: ReturnType<typeof selectorsOfEntry>): boolean => containsSelectors(selectors, flow);
  const isIts = (selectors: ReturnType<typeof selectorsOfEntry>): boolean =>
    selectors.localSelector.address === flow.localSelector.address &&
    selectors.localSelector.mask === flow.localSelector.mask &&
    selectors.remoteSelector.address === flow.remoteSelector.address &&
    selectors.remoteSelector.mask === flow.remoteSelector.mask;
  const elements = rules.rulesOf(list).flatMap((rule) => rules.elementsOf(list, rule));
  const [element] = [isIts, holds].flatMap((isMeant) =>
    elements.filter(({ entries }) => entries.some((one) => isMeant(selectorsOfEntry(one)))),
  );
  return element ? [`      access-list ${list} ${element.text} `] : [];
}

function summaryLines({ counters }: ProtectedFlow): string[] {
  return [
    '      #pre-frag successes: 0, #pre-frag failures: 0, #fragments created: 0',
    '      #PMTUs sent: 0, #PMTUs rcvd: 0, #decapsulated frgs needing reassembly: 0',
    '      #TFC rcvd: 0, #TFC sent: 0',
    '      #Valid ICMP Errors rcvd: 0, #Invalid ICMP Errors rcvd: 0',
    // What waited for an association that was still being negotiated is no error of that association (seed 004).
    `      #send errors: 0, #recv errors: ${counters.receiveErrors}`,
  ];
}

/** Why packets were lost, each reason by itself (Cisco ASA command reference, `show crypto ipsec sa detail`). */
function detailLines({ counters }: ProtectedFlow): string[] {
  const { verifyFailed, replayFailed, malformed, identityFailed } = counters;
  return [
    '      #post-frag successes: 0, #post-frag failures: 0, #fragments created: 0',
    '      #PMTUs sent: 0, #PMTUs rcvd: 0, #decapsulated frgs needing reassembly: 0',
    '      #TFC rcvd: 0, #TFC sent: 0',
    '      #Valid ICMP Errors rcvd: 0, #Invalid ICMP Errors rcvd: 0',
    '      #pkts no sa (send): 0, #pkts invalid sa (rcv): 0',
    '      #pkts encaps failed (send): 0, #pkts decaps failed (rcv): 0',
    `      #pkts invalid prot (rcv): 0, #pkts verify failed: ${verifyFailed}`,
    `      #pkts invalid identity (rcv): ${identityFailed}, #pkts invalid len (rcv): ${malformed}`,
    '      #pkts invalid pad (rcv): 0,',
    '      #pkts invalid ip version (rcv): 0,',
    '      #pkts replay rollover (send): 0, #pkts replay rollover (rcv): 0',
    `      #pkts replay failed (rcv): ${replayFailed}`,
    '      #pkts min mtu frag failed (send): 0, #pkts bad frag offset (rcv): 0',
    '      #pkts internal err (send): 0, #pkts internal err (rcv): 0',
  ];
}

function endLines({ router }: AsaDevice, flow: ProtectedFlow): string[] {
  const { current, local, remote, pathMtu } = flow;
  if (!current) return [];
  const { inbound, outbound, encapsulation } = current;
  const media = router.routes.lookup(remote)?.out.ipMtu ?? 1500;
  const [here, there] = [encapsulation?.local ?? 500, encapsulation?.remote ?? 500];
  return [
    `      local crypto endpt.: ${formatIpv4(local)}/${here}, remote crypto endpt.: ${formatIpv4(remote)}/${there}`,
    `      path mtu ${pathMtu.bytes ?? media}, ipsec overhead ${overheadOf(current)}, media mtu ${media}`,
    '      PMTU time remaining (sec): 0, DF policy: copy-df',
    '      ICMP error validation: disabled, TFC packets: disabled',
    `      current outbound spi: ${spiText(outbound)}`,
    `      current inbound spi : ${spiText(inbound)}`,
  ];
}

/**
 * The most that a packet grows by, and in brackets without the padding that depends on its length: 74(44) for AES with
 * SHA-1 in tunnel mode (seed 004), which is 20 of the outer header, 8 of ESP, 16 of IV and 12 of check value without the
 * trailer's two, and 16 and two more.
 */
function overheadOf({ esp, encapsulation }: SaPair): string {
  if (!esp) return '0(0)';
  const { iv, icv, block } = esp.outbound.lengths;
  const outer = 20 + 8 + (encapsulation ? 8 : 0);
  const fixed = outer + iv;
  return `${fixed + icv + 2 + block}(${fixed})`;
}

function spiText({ spi }: Association): string {
  return spi.toString(16).toUpperCase().padStart(8, '0');
}

function associationLines(device: AsaDevice, flow: ProtectedFlow, direction: 'inbound' | 'outbound'): string[] {
  return [`    ${direction} esp sas:`, ...flow.pairs.flatMap((pair) => pairLines(device, flow, { pair, direction }))];
}

function pairLines(
  { clock, router }: AsaDevice,
  flow: ProtectedFlow,
  { pair, direction }: { pair: SaPair; direction: 'inbound' | 'outbound' },
): string[] {
  const association = pair[direction];
  const { kilobytes, seconds } = association.remaining(clock.now());
  const { spi, transform } = association;
  // One number for all associations with a peer.
  const own = router.ipsec.flows.filter(({ remote }) => remote === flow.remote).flatMap(({ pairs }) => pairs);
  const connectionId = Math.min(...own.map(({ inbound }) => inbound.connectionId));
  return [
    `      spi: 0x${spiText(association)} (${spi})`,
    '         SA State: active',
    `         transform: ${textOfTransform(transform)} no compression `,
    `         in use settings ={${settingsOf(flow, pair)}}`,
    `         slot: 0, conn_id: ${connectionId}, crypto-map: ${tagOf(flow)}`,
    `         sa timing: remaining key lifetime (kB/sec): (${kilobytes}/${seconds})`,
    `         IV size: ${pair.esp?.[direction].lengths.iv ?? 0} bytes`,
    '         replay detection support: Y',
    '         Anti replay bitmap: ',
    ...bitmapLine(association, direction),
  ];
}

/** L2L, mode, PFS and the version of IKE, each with a comma behind it. */
function settingsOf({ origin }: ProtectedFlow, { child, encapsulation, keying }: SaPair): string {
  const mode = child.proposal.mode === 'transport' ? 'Transport' : 'Tunnel';
  // Of version 2 the first child has none of its own, and shows what is configured (seed 004).
  const pfsGroup = child.pfsGroup ?? (origin.kind === 'map' && keying === 'ikev2' ? origin.policy.pfsGroup : undefined);
  const words = [
    'L2L',
    encapsulation ? `${mode} NAT-T-Encaps` : mode,
    ...(pfsGroup === undefined ? [] : [`PFS Group ${pfsGroup}`]),
    keying === 'ikev2' ? 'IKEv2' : 'IKEv1',
    ...(origin.kind === 'tunnel' ? ['VTI'] : []),
  ];
  return words.map((word) => `${word}, `).join('');
}

/** A bit for each of the last packets that have come; what is sent has the lowest alone. */
function bitmapLine({ packets }: Association, direction: 'inbound' | 'outbound'): string[] {
  const count = Math.min(packets + 1, 64);
  const bits = direction === 'outbound' ? 1n : (1n << BigInt(count)) - 1n;
  const digits = bits.toString(16).toUpperCase().padStart(16, '0');
  return [`          0x${digits.slice(0, 8)} 0x${digits.slice(8)}`];
}
