/** show crypto ikev2 session: each session with its association and its children. Layout: the genie corpus. */
import { formatIpv4 } from '../../../../base/address.ts';
import type { Ikev2Child, Ikev2Sa } from '../../../ike2/view.ts';
import type { Selector } from '../../../ipsec/proposal.ts';
import { ikev2SaBlock, type Ikev2SaStyle } from './show-crypto-ikev2-sa.ts';

export function ikev2SessionLines(associations: readonly Ikev2Sa[], style: Ikev2SaStyle): string[] {
  const sessions = new Map<number, Ikev2Sa[]>();
  for (const one of associations.filter(({ status }) => status === 'READY')) {
    sessions.set(one.sessionId, [...(sessions.get(one.sessionId) ?? []), one]);
  }
  if (sessions.size === 0) return [];
  return [
    ' IPv4 Crypto IKEv2 Session ',
    '',
    ...[...sessions].flatMap(([id, members]) => sessionOf(id, members, style)),
    ' IPv6 Crypto IKEv2 Session ',
    '',
  ];
}

function sessionOf(id: number, members: readonly Ikev2Sa[], style: Ikev2SaStyle): string[] {
  const children = members.flatMap((member) => member.children);
  const status = children.length > 0 ? 'UP-ACTIVE' : 'UP-IDLE';
  return [
    `Session-id:${id}, Status:${status}, IKE count:${members.length}, CHILD count:${children.length}`,
    '',
    'Tunnel-id Local                 Remote                fvrf/ivrf            Status ',
    ...members.flatMap((member) => ikev2SaBlock(member, style)),
    ...children.flatMap((child) => childLines(child, style.isDetailed)),
    '',
  ];
}

function childLines({ sa }: Ikev2Child, isDetailed: boolean): string[] {
  return [
    `Child sa: local selector  ${rangeOf(sa.localSelector)}`,
    `          remote selector ${rangeOf(sa.remoteSelector)}`,
    `          ESP spi in/out: ${spiOf(sa.inbound.spi)}/${spiOf(sa.outbound.spi)}  `,
    ...(isDetailed ? detailOf(sa).map((line) => `          ${line}`) : []),
  ];
}

/** '10.0.0.0/0 - 10.0.0.255/65535': both ends with the ports they are for. */
function rangeOf({ address, mask, port }: Selector): string {
  const last = (address | ~mask) >>> 0;
  const [from, to] = port === 0 ? [0, 65_535] : [port, port];
  return `${formatIpv4(address)}/${from} - ${formatIpv4(last)}/${to}`;
}

function spiOf(spi: number): string {
  return `0x${spi.toString(16).toUpperCase()}`;
}

const ciphers = { des: 'DES', '3des': '3DES', aes: 'AES-CBC', 'aes-gcm': 'AES-GCM', null: 'NULL' } as const;
const hashes = { md5: 'MD596', sha1: 'SHA96', sha256: 'SHA256', sha384: 'SHA384', sha512: 'SHA512' } as const;

function detailOf({ proposal: { esp, ah, mode } }: Ikev2Child['sa']): string[] {
  const integrity = esp?.integrity === undefined ? 'None' : hashes[esp.integrity];
  return [
    'AH spi in/out: 0x0/0x0  ',
    'CPI in/out: 0x0/0x0  ',
    `Encr: ${esp ? ciphers[esp.cipher] : 'None'}, keysize: ${esp?.keyBits ?? 0}, esp_hmac: ${integrity}`,
    `ah_hmac: ${ah === undefined ? 'None' : hashes[ah]}, comp: IPCOMP_NONE, mode ${mode}`,
  ];
}
