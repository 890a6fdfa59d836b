/**
 * show crypto ikev2 sa: associations with their algorithms, and in detail what their exchanges have come to. Layout: the
 * genie corpus (IOS XE 16 and 17); IOS 15 has fewer lines in another order (gh id:41677017079).
 */
import { formatIpv4 } from '../../../../base/address.ts';
import { hexOf } from '../../../../base/bytes.ts';
import type { Ikev2Authentication, Ikev2Dpd, Ikev2Identity } from '../../../ike2/configuration.ts';
import { describeIdentity } from '../../../ike2/identity.ts';
import type { Ikev2Sa } from '../../../ike2/view.ts';
import { nameOfCipher, nameOfIntegrity, nameOfPrf } from '../../ikev2/ikev2-names.ts';

export interface Ikev2SaStyle {
  /** Virtual time in milliseconds. */
  readonly now: number;
  readonly isDetailed: boolean;
  /** The table of routes that its profile has for what is protected. */
  readonly insideVrfOf?: (association: Ikev2Sa) => string | undefined;
  /** IOS XE. */
  readonly isModern: boolean;
  /** `crypto ikev2 fragmentation` */
  readonly isFragmentationConfigured: boolean;
}

const columns = 'Tunnel-id Local                 Remote                fvrf/ivrf            Status ';

/** Nothing at all when there are none. */
export function ikev2SaLines(associations: readonly Ikev2Sa[], style: Ikev2SaStyle): string[] {
  if (associations.length === 0) return [];
  return [
    ' IPv4 Crypto IKEv2  SA ',
    '',
    ...associations.flatMap((association) => [columns, ...ikev2SaBlock(association, style), '']),
    ' IPv6 Crypto IKEv2  SA ',
    '',
  ];
}

/** With the heading of its columns left out. */
export function ikev2SaBlock(association: Ikev2Sa, style: Ikev2SaStyle): string[] {
  const { id, local, remote, ports, status, lifetime, establishedAt, frontDoor } = association;
  const tables = `${frontDoor ?? 'none'}/${style.insideVrfOf?.(association) ?? 'none'}`;
  const ends = [endOf(local, ports.local), endOf(remote, ports.remote), tables.padEnd(21)].join('');
  const active = establishedAt === undefined ? 0 : Math.floor((style.now - establishedAt) / 1000);
  return [
    `${String(id).padEnd(10)}${ends}${status.padEnd(7)}`,
    `      ${suiteOf(association)}`,
    `      Life/Active Time: ${lifetime}/${active} sec`,
    ...(style.isDetailed ? detailOf(association, style).map((line) => `      ${line}`) : []),
  ];
}

function endOf(address: number, port: number): string {
  return `${formatIpv4(address)}/${port}`.padEnd(22);
}

const methods: Readonly<Record<Ikev2Authentication, string>> = {
  'pre-share': 'PSK',
  'rsa-sig': 'RSA',
  'ecdsa-sig': 'ECDSA',
};

/** Before anything is agreed on there are no names: "Unknown - 0". */
function suiteOf({ suite, localAuthentication, remoteAuthentication }: Ikev2Sa): string {
  const method = (one: Ikev2Authentication | undefined): string => (one ? methods[one] : 'Unknown - 0');
  const proofs = `Auth sign: ${method(localAuthentication)}, Auth verify: ${method(remoteAuthentication)}`;
  if (!suite) return `Encr: Unknown - 0, PRF: Unknown - 0, Hash: None, DH Grp:0, ${proofs}`;
  const { cipher, prf, integrity, group } = suite;
  const hash = integrity === undefined ? 'None' : nameOfIntegrity(integrity);
  const size = cipher.algorithm.startsWith('aes') ? `, keysize: ${cipher.keyBits}` : '';
  return `Encr: ${nameOfCipher(cipher)}${size}, PRF: ${nameOfPrf(prf)}, Hash: ${hash}, DH Grp:${group}, ${proofs}`;
}

function detailOf(association: Ikev2Sa, { isModern, isFragmentationConfigured }: Ikev2SaStyle): string[] {
  const { sessionId, role, initiatorSpi, responderSpi, nat, dpd } = association;
  const [own, other] = role === 'initiator' ? [initiatorSpi, responderSpi] : [responderSpi, initiatorSpi];
  const spis = `Local spi: ${textOfSpi(own)}       Remote spi: ${textOfSpi(other)}`;
  const description = `Status Description: ${descriptionOf(association)}`;
  return [
    `CE id: 0, Session-id: ${sessionId}`,
    ...(isModern ? [spis, description] : [description, spis]),
    `Local id: ${textOfIdentity(association.localIdentity)}`,
    `Remote id: ${textOfIdentity(association.remoteIdentity)}`,
    ...messageLines(association),
    dpdLine(dpd),
    fragmentationOf({ isConfigured: isFragmentationConfigured, isModern }),
    ...(isModern ? ['Dynamic Route Update: enabled'] : []),
    'Extended Authentication not configured.',
    natOf(nat),
    'Cisco Trust Security SGT is disabled',
    ...addressLines(association),
    `Initiator of SA : ${role === 'initiator' ? 'Yes' : 'No'}`,
    ...(isModern ? ['PEER TYPE: Other'] : []),
    ...subnetLines(association),
  ];
}

/** As in the examples of the FlexVPN guide: what the peer was given, or has given. */
function addressLines({ given, told }: Ikev2Sa): string[] {
  return [
    ...(given?.address === undefined ? [] : [`Assigned host addr: ${formatIpv4(given.address)}`]),
    ...(told?.address === undefined ? [] : [`Pushed IP address: ${formatIpv4(told.address)}`]),
  ];
}

function subnetLines({ told }: Ikev2Sa): string[] {
  const networks = (told?.networks ?? []).map(({ address, mask }) => `${formatIpv4(address)} ${formatIpv4(mask)}`);
  return networks.length > 0 ? ['Remote subnets:', ...networks] : [];
}

function textOfIdentity(identity: Ikev2Identity | undefined): string {
  return identity ? describeIdentity(identity) : '';
}

function dpdLine(dpd: Ikev2Dpd | undefined): string {
  return `DPD configured for ${dpd?.interval ?? 0} seconds, retry ${dpd?.retry ?? 0}`;
}

/** IOS XE has two blanks in it. */
function fragmentationOf({ isConfigured, isModern }: { isConfigured: boolean; isModern: boolean }): string {
  if (isConfigured) return isModern ? 'IETF Std Fragmentation  enabled.' : 'Fragmentation configured.';
  return isModern ? 'Fragmentation not  configured.' : 'Fragmentation not configured.';
}

function natOf(nat: Ikev2Sa['nat']): string {
  if (nat?.isLocal) return 'NAT-T is detected inside';
  return nat?.isRemote ? 'NAT-T is detected outside' : 'NAT-T is not detected  ';
}

function descriptionOf({ status, role, responderSpi }: Ikev2Sa): string {
  if (status === 'READY') return 'Negotiation done';
  if (status === 'DELETE') return 'Deleting IKE SA';
  if (role === 'responder') return 'Responder waiting for AUTH message';
  return `Initiator waiting for ${responderSpi.every((byte) => byte === 0) ? 'INIT' : 'AUTH'} response`;
}

function messageLines({ nextMessageId: { local, remote } }: Ikev2Sa): string[] {
  const pair = (label: string, gap: string): string =>
    `Local ${label}${gap}${String(local).padEnd(15)}Remote ${label}${gap}${String(remote).padEnd(10)}`;
  return [
    pair('req msg id:', '  '),
    pair('next msg id:', ' '),
    pair('req queued:', '  '),
    `Local window:      ${'5'.padEnd(15)}Remote window:      ${'5'.padEnd(10)}`,
  ];
}

function textOfSpi(spi: Uint8Array): string {
  return hexOf(spi).toUpperCase();
}
