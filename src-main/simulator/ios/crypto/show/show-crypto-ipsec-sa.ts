/**
 * show crypto ipsec sa: wording of seed 000, indentation of seed 002; later releases add a plaintext mtu, a line about
 * PFS and sibling flags (corpus genie and muninn). What `detail` shows in place of the two error counters is that of
 * corpus ntc without the lines of later releases. One line `interface:` is above all flows of a crypto map (corpus genie
 * iosxe show_crypto_ipsec_sa). Associations: show-crypto-ipsec-association.ts.
 */
import { formatIpv4 } from '../../../../base/address.ts';
import { roomIn } from '../../../router/ipsec/sealing.ts';
import type { FlowCounters, ProtectedFlow } from '../../../router/ipsec/protected-flow.ts';
import { proxyOf } from '../crypto-proxies.ts';
import type { Flavour } from '../../flavour.ts';
import { associationListLines, spiOf } from './show-crypto-ipsec-association.ts';

export interface IpsecSaView {
  /** Virtual time in milliseconds. */
  now: number;
  isDetailed: boolean;
  /** `identity`: without the associations. */
  isOfIdentities?: boolean;
  flavour: Flavour;
  /** The table of routes that a flow's packets are in. */
  insideVrfOf?: (flow: ProtectedFlow) => string | undefined;
  /** Where packets to the far end leave. */
  egressOf: (flow: ProtectedFlow) => { name: string; ipMtu: number } | undefined;
}

export function ipsecSaLines(flows: readonly ProtectedFlow[], view: IpsecSaView): string[] {
  if (flows.length === 0) return ['', 'No SAs found'];
  let last = '';
  return flows.flatMap((flow) => {
    const heading = `interface: ${flow.of.name}, map ${flow.mapTag}`;
    const isSame = heading === last;
    last = heading;
    return [...(isSame ? [''] : headingLines(flow)), ...flowLines(flow, view)];
  });
}

function headingLines(flow: ProtectedFlow): string[] {
  return [
    '',
    `interface: ${flow.of.name}`,
    `    Crypto map tag: ${flow.mapTag}, local addr ${formatIpv4(flow.local)}`,
    '',
  ];
}

function flowLines(flow: ProtectedFlow, view: IpsecSaView): string[] {
  return [
    ...identityLines(flow, view),
    ...counterLines(flow.counters, view.isDetailed),
    '',
    ...(view.isOfIdentities
      ? []
      : [
          ...endLines(flow, view),
          '',
          ...associationListLines(flow, 'inbound', view),
          '',
          ...associationListLines(flow, 'outbound', view),
        ]),
  ];
}

function identityLines(flow: ProtectedFlow, view: IpsecSaView): string[] {
  return [
    `   protected vrf: ${view.insideVrfOf?.(flow) ?? '(none)'}`,
    `   local  ident (addr/mask/prot/port): ${proxyOf(flow.localSelector)}`,
    `   remote ident (addr/mask/prot/port): ${proxyOf(flow.remoteSelector)}`,
    `   current_peer ${formatIpv4(flow.remote)} port ${peerPortOf(flow)}`,
    `     PERMIT, flags={${flagsOf(flow)}}`,
  ];
}

/** 4500, or what a NAT has made of it, where ESP goes in UDP. */
export function peerPortOf({ current }: ProtectedFlow): number {
  return current?.encapsulation?.remote ?? 500;
}

/**
 * A crypto map's flow that has been asked for keeps the flag (seed 002, at the end that asked); of a tunnel's it is gone
 * once the answer is there (seed 000). What a peer made by way of a dynamic map has no list of ours behind it.
 */
function flagsOf(flow: ProtectedFlow): string {
  if (flow.isOfDynamicMap) return '';
  const isAsked = flow.waiting !== undefined && !flow.current;
  const wasAsked = flow.origin.kind === 'map' && flow.current?.child.isInitiator === true && !flow.current.isManual;
  return `origin_is_acl,${isAsked || wasAsked ? 'ipsec_sa_request_sent' : ''}`;
}

function counterLines(counters: FlowCounters, isDetailed: boolean): string[] {
  const { encaps, encrypt, digest, decaps, decrypt, verify, sendErrors, receiveErrors } = counters;
  return [
    `    #pkts encaps: ${encaps}, #pkts encrypt: ${encrypt}, #pkts digest: ${digest}`,
    `    #pkts decaps: ${decaps}, #pkts decrypt: ${decrypt}, #pkts verify: ${verify}`,
    '    #pkts compressed: 0, #pkts decompressed: 0',
    '    #pkts not compressed: 0, #pkts compr. failed: 0',
    '    #pkts not decompressed: 0, #pkts decompress failed: 0',
    ...(isDetailed ? errorLines(counters) : [`    #send errors ${sendErrors}, #recv errors ${receiveErrors}`]),
  ];
}

/** A packet is not sent for one reason alone: there is no association for it. */
function errorLines({ sendErrors, verifyFailed, replayFailed, malformed, identityFailed }: FlowCounters): string[] {
  return [
    `    #pkts no sa (send) ${sendErrors}, #pkts invalid sa (rcv) 0`,
    '    #pkts encaps failed (send) 0, #pkts decaps failed (rcv) 0',
    `    #pkts invalid prot (recv) 0, #pkts verify failed: ${verifyFailed}`,
    `    #pkts invalid identity (recv) ${identityFailed}, #pkts invalid len (rcv) ${malformed}`,
    '    #pkts replay rollover (send): 0, #pkts replay rollover (rcv) 0',
    `    ##pkts replay failed (rcv): ${replayFailed}`,
    '    #pkts internal err (send): 0, #pkts internal err (recv) 0',
  ];
}

function endLines(flow: ProtectedFlow, view: IpsecSaView): string[] {
  const { current } = flow;
  return [
    `     local crypto endpt.: ${formatIpv4(flow.local)}, remote crypto endpt.: ${formatIpv4(flow.remote)}`,
    `     ${sizesOf(flow, view)}`,
    `     current outbound spi: ${spiOf(current?.outbound.spi ?? 0)}`,
    ...(view.flavour.hasModernIpsecSa ? [`     PFS (Y/N): ${secrecyOf(current?.child.pfsGroup)}`] : []),
  ];
}

function sizesOf(flow: ProtectedFlow, { egressOf, flavour }: IpsecSaView): string {
  const egress = egressOf(flow);
  const mtu = egress?.ipMtu ?? 1500;
  const path = flow.pathMtu.bytes ?? mtu;
  const plaintext = flow.current ? roomIn(flow.current, path) : path;
  return [
    ...(flavour.hasModernIpsecSa ? [`plaintext mtu ${plaintext}`] : []),
    `path mtu ${path}`,
    `ip mtu ${mtu}`,
    ...(egress ? [`ip mtu idb ${egress.name}`] : []),
  ].join(', ');
}

function secrecyOf(group: number | undefined): string {
  return group === undefined ? 'N, DH group: none' : `Y, DH group: group${group}`;
}
