/** show crypto map, show crypto dynamic-map: one entry. Layout: seed 001, corpus genie iosxe, gh id:8159653646. */
import { formatIpv4 } from '../../../../base/address.ts';
import type { AccessLists } from '../../../router/access/access-list.ts';
import type { CryptoMapEntry, CryptoMapPolicy, DynamicMapEntry, ManualKeys } from '../../../router/ipsec/crypto-map.ts';
import type { ProtectedFlow } from '../../../router/ipsec/protected-flow.ts';
import { extendedText, standardText } from '../../access-list/access-list-text.ts';
import { accessEntryOf } from '../crypto-proxies.ts';
import type { Flavour } from '../../flavour.ts';
import { termLines, transformSetLinesOf, type TermsView } from './show-crypto-map-terms.ts';

interface EntryView extends TermsView {
  flows: readonly ProtectedFlow[];
  accessLists: AccessLists;
}

/** Later releases name the family: `Crypto Map IPv4 "vpn" 10 ipsec-isakmp`. */
export function headingOf(tag: string, sequence: number, kind: string, { hasModernIpsecSa }: Flavour): string {
  return `Crypto Map ${hasModernIpsecSa ? 'IPv4 ' : ''}"${tag}" ${sequence} ${kind}`;
}

export function mapEntryLines(entry: CryptoMapEntry, view: EntryView): string[] {
  const { type, map, sequence, peers } = entry;
  const heading = headingOf(map, sequence, type.kind === 'manual' ? 'ipsec-manual' : 'ipsec-isakmp', view.flavour);
  if (type.kind === 'dynamic')
    return [heading, `\tDynamic map template tag: ${type.map}`, ...(type.isDiscovering ? ['\tDiscover enabled'] : [])];
  const isIncomplete = peers.length === 0 || entry.accessList === undefined;
  return [
    heading,
    ...(isIncomplete ? incomplete : []),
    ...(entry.description === '' ? [] : [`\tDescription: ${entry.description}`]),
    ...peers.map((peer) => `\tPeer = ${typeof peer === 'number' ? formatIpv4(peer) : peer}`),
    ...profileLines(entry),
    ...accessListLines(entry, view.accessLists),
    ...currentPeer(entry, view.flows),
    ...(type.kind === 'manual'
      ? [
          ...transformSetLinesOf(entry, view),
          ...keyLines(type.inbound, 'Inbound'),
          ...keyLines(type.outbound, 'Outbound'),
        ]
      : termLines(entry, view)),
    ...extraLines(entry),
  ];
}

const incomplete = [
  '\tWARNING: This crypto map is in an incomplete state!',
  '\t\t(missing peer or access-list definitions)',
];

/** What a peer made by way of a template: it goes when its associations go. */
export function madeEntryLines(flow: ProtectedFlow, sequence: number, view: EntryView): string[] {
  const { origin, mapTag, remote, localSelector, remoteSelector } = flow;
  if (origin.kind !== 'map') return [];
  const template = [...view.crypto.dynamicMaps.values()].flat().find((one) => one === origin.policy);
  return [
    headingOf(mapTag, sequence, 'ipsec-isakmp', view.flavour),
    `\tPeer = ${formatIpv4(remote)}`,
    '\tExtended IP access list ',
    `\t    access-list  ${accessEntryOf(localSelector, remoteSelector)}`,
    ...(template ? [`\t    dynamic (created from dynamic map ${template.map}/${template.sequence})`] : []),
    `\tCurrent peer: ${formatIpv4(remote)}`,
    ...termLines(origin.policy, view),
    ...extraLines(origin.policy),
  ];
}

/** show crypto dynamic-map (command reference, sample output). */
export function dynamicMapLines(entries: readonly DynamicMapEntry[], view: EntryView): string[] {
  if (entries.length === 0) return ['No crypto maps found.'];
  return entries.flatMap((entry) => [
    `Crypto Map Template"${entry.map}" ${entry.sequence}`,
    ...(entry.description === '' ? [] : [`\tDescription: ${entry.description}`]),
    ...profileLines(entry),
    ...accessListLines(entry, view.accessLists),
    ...termLines(entry, view),
    ...extraLines(entry),
    '',
  ]);
}

function profileLines({ isakmpProfile, ikev2Profile }: CryptoMapPolicy): string[] {
  return [
    ...(isakmpProfile === undefined ? [] : [`\tISAKMP Profile: ${isakmpProfile}`]),
    ...(ikev2Profile === undefined ? [] : [`\tIKEv2 Profile: ${ikev2Profile}`]),
  ];
}

function accessListLines({ accessList, accessGroup }: CryptoMapPolicy, { byName }: AccessLists): string[] {
  const checks = (['in', 'out'] as const).flatMap((way) => {
    const list = accessGroup[way];
    return list === undefined ? [] : [`\tExtended IP access check ${way.toUpperCase()} list ${list}`];
  });
  if (accessList === undefined) return ['\tNo matching address list set.', ...checks];
  const list = byName.get(accessList);
  const entries = (list?.entries ?? []).flatMap((entry) => ('remark' in entry ? [] : [entry]));
  const textOf = list?.kind === 'standard' ? standardText : extendedText;
  return [
    `\tExtended IP access list ${accessList}`,
    ...entries.map((entry) => `\t    access-list ${accessList} ${textOf(entry)}`),
    ...checks,
  ];
}

/** The peer in use: that of the entry's flows, and the first one while there is none. */
function currentPeer(entry: CryptoMapEntry, flows: readonly ProtectedFlow[]): string[] {
  const flow = flows.find((one) => one.entry === entry);
  const [peer = flow?.remote] = entry.peers;
  const current = flow?.remote ?? peer;
  if (current === undefined) return [];
  return [`\tCurrent peer: ${typeof current === 'number' ? formatIpv4(current) : current}`];
}

/** Keys of hand-keyed entries, with an SPI of 0 for what is not set (command reference, show crypto map). */
function keyLines({ esp, ah }: ManualKeys, way: 'Inbound' | 'Outbound'): string[] {
  const { spi, cipher, authenticator = '' } = esp ?? { spi: 0, cipher: '' };
  const header = ah ?? { spi: 0, key: '' };
  return [
    `\t${way} esp spi: ${spi}, `,
    `\t cipher key: ${cipher}, `,
    `\t auth_key: ${authenticator}, `,
    `\t${way} ah spi: ${header.spi}, `,
    `\t    key: ${header.key}, `,
  ];
}

function extraLines({
  idleTime,
  isPerHost,
  replayWindow,
  reverseRoute,
  isQosPreClassified,
}: CryptoMapPolicy): string[] {
  return [
    ...(idleTime === undefined ? [] : [`\tSecurity association idletime: ${idleTime} seconds`]),
    ...(isPerHost ? ['\tIdentity granularity: per-host'] : []),
    ...(replayWindow === undefined
      ? []
      : [`\tAntireplay window size = ${replayWindow === 0 ? 'disabled' : replayWindow}`]),
    ...(isQosPreClassified ? ['\tQOS pre-classification'] : []),
    ...(reverseRoute ? ['\tReverse Route Injection Enabled'] : []),
  ];
}
