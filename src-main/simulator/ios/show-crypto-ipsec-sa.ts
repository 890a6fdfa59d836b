/**
 * show crypto ipsec sa: wording of seed 000, indentation of seed 002. This is 12.4: no plaintext mtu, no PFS line; what
 * `detail` shows in place of the two error counters is that of corpus ntc without the lines of later releases.
 */
import { formatIpv4 } from '../../base/address.ts';
import type { EspSecurityAssociation } from '../ipsec/esp-security-association.ts';
import type { FlowCounters, ProtectedFlow } from '../router/protected-flow.ts';
import type { SaPair } from '../router/sa-pair.ts';
import { proxyOf } from './crypto-proxies.ts';
import { shownTransforms } from './crypto-transforms.ts';

export interface IpsecSaView {
  /** Virtual time in milliseconds. */
  now: number;
  isDetailed: boolean;
  /** Where packets to the far end leave. */
  egressOf(flow: ProtectedFlow): { name: string; ipMtu: number } | undefined;
}

export function ipsecSaLines(flows: readonly ProtectedFlow[], view: IpsecSaView): string[] {
  if (flows.length === 0) return ['', 'No SAs found'];
  return flows.flatMap((flow) => [
    '',
    `interface: ${flow.of.name}`,
    `    Crypto map tag: ${flow.mapTag}, local addr ${formatIpv4(flow.local)}`,
    '',
    ...identityLines(flow),
    ...counterLines(flow.counters, view.isDetailed),
    '',
    ...endLines(flow, view),
    '',
    ...listLines(flow, 'inbound', view),
    '',
    ...listLines(flow, 'outbound', view),
  ]);
}

function identityLines(flow: ProtectedFlow): string[] {
  // The flag is gone once the answer is there: seed 000, at the end that asked, has origin_is_acl alone.
  const asked = flow.waiting && !flow.current ? 'ipsec_sa_request_sent' : '';
  return [
    '   protected vrf: (none)',
    `   local  ident (addr/mask/prot/port): ${proxyOf(flow.localSelector)}`,
    `   remote ident (addr/mask/prot/port): ${proxyOf(flow.remoteSelector)}`,
    `   current_peer ${formatIpv4(flow.remote)} port 500`,
    `     PERMIT, flags={origin_is_acl,${asked}}`,
  ];
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
function errorLines({ sendErrors, verifyFailed, replayFailed, malformed }: FlowCounters): string[] {
  return [
    `    #pkts no sa (send) ${sendErrors}, #pkts invalid sa (rcv) 0`,
    '    #pkts encaps failed (send) 0, #pkts decaps failed (rcv) 0',
    `    #pkts invalid prot (recv) 0, #pkts verify failed: ${verifyFailed}`,
    `    #pkts invalid identity (recv) 0, #pkts invalid len (rcv) ${malformed}`,
    '    #pkts replay rollover (send): 0, #pkts replay rollover (rcv) 0',
    `    ##pkts replay failed (rcv): ${replayFailed}`,
    '    #pkts internal err (send): 0, #pkts internal err (recv) 0',
  ];
}

function endLines(flow: ProtectedFlow, view: IpsecSaView): string[] {
  const egress = view.egressOf(flow);
  const mtu = egress?.ipMtu ?? 1500;
  return [
    `     local crypto endpt.: ${formatIpv4(flow.local)}, remote crypto endpt.: ${formatIpv4(flow.remote)}`,
    `     path mtu ${mtu}, ip mtu ${mtu}${egress ? `, ip mtu idb ${egress.name}` : ''}`,
    `     current outbound spi: ${spiOf(flow.current?.outbound.spi ?? 0)}`,
  ];
}

/** Every pair has its association in the list: more than one while a new pair takes over from the old. */
function listLines(flow: ProtectedFlow, direction: 'inbound' | 'outbound', view: IpsecSaView): string[] {
  return [
    `     ${direction} esp sas:`,
    ...flow.pairs.flatMap((pair) => (pair.esp ? associationLines(flow, pair, pair.esp[direction], view.now) : [])),
    '',
    `     ${direction} ah sas:`,
    '',
    `     ${direction} pcp sas:`,
  ];
}

function associationLines(flow: ProtectedFlow, pair: SaPair, one: EspSecurityAssociation, now: number): string[] {
  const mode = pair.child.proposal.mode === 'tunnel' ? 'Tunnel' : 'Transport';
  const { kilobytes, seconds } = one.remaining(now);
  return [
    `      spi: ${spiOf(one.spi)}`,
    `        transform: ${shownTransforms(one.transform)} ,`,
    `        in use settings ={${mode}, }`,
    `        conn id: ${one.connectionId}, flow_id: SW:${one.connectionId}, crypto map: ${flow.mapTag}`,
    `        sa timing: remaining key lifetime (k/sec): (${kilobytes}/${seconds})`,
    `        IV size: ${one.lengths.iv} bytes`,
    '        replay detection support: Y',
    '        Status: ACTIVE',
  ];
}

/** Leading zeros are dropped (reference/device-output.md section 3). */
function spiOf(spi: number): string {
  return `0x${spi.toString(16).toUpperCase()}(${spi})`;
}
