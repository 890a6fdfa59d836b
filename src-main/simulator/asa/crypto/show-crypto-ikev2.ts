/** show crypto ikev2 sa: associations of version 2. Layout: seed 004, with the columns of 9.x. */
import { formatIpv4 } from '../../../base/address.ts';
import { hexOf } from '../../../base/bytes.ts';
import type { Ikev2Identity } from '../../ike2/configuration.ts';
import { describeIdentity } from '../../ike2/identity.ts';
import type { IkeSuite } from '../../ike2/suite.ts';
import type { Ikev2Child, Ikev2Sa } from '../../ike2/view.ts';
import type { Selector } from '../../ipsec/proposal.ts';
import type { Router } from '../../router/router.ts';

export function ikev2Lines({ ipsec, clock }: Router, isDetailed: boolean): string[] {
  const { associations } = ipsec.ikev2;
  if (associations.length === 0) return ['', 'There are no IKEv2 SAs'];
  return ['', 'IKEv2 SAs:', ...associations.flatMap((one) => associationLines(one, clock.now(), isDetailed))];
}

function associationLines(one: Ikev2Sa, now: number, isDetailed: boolean): string[] {
  const { sessionId, id, local, remote, ports, status, role, lifetime, establishedAt, suite } = one;
  const children = one.children.filter(({ isDeleting }) => !isDeleting);
  const isUp = status === 'READY';
  const active = establishedAt === undefined ? 0 : Math.floor((now - establishedAt) / 1000);
  const [here, there] = [`${formatIpv4(local)}/${ports.local}`, `${formatIpv4(remote)}/${ports.remote}`];
  return [
    '',
    `Session-id:${sessionId}, Status:${isUp ? 'UP-ACTIVE' : 'DOWN-NEGOTIATING'}, IKE count:1, CHILD count:${children.length}`,
    '',
    'Tunnel-id                 Local                Remote     Status         Role',
    `${String(id).padStart(9)} ${here.padStart(21)} ${there.padStart(21)} ${status.padStart(10)} ${role.toUpperCase().padStart(12)}`,
    `      ${suiteText(suite)}, Auth sign: ${methodOf(one.localAuthentication)}, Auth verify: ${methodOf(one.remoteAuthentication)}`,
    `      Life/Active Time: ${lifetime}/${active} sec`,
    ...(isDetailed ? detailLines(one) : []),
    ...[...children].reverse().flatMap(childLines),
  ];
}

/** What is not agreed on yet: reference/device-output.md, "While IN-NEG". */
function suiteText(suite: IkeSuite | undefined): string {
  if (!suite) return 'Encr: Unknown - 0, Hash: None, DH Grp:0';
  const { cipher, integrity, group } = suite;
  const names = { des: 'DES', '3des': '3DES', 'aes-cbc': 'AES-CBC', 'aes-gcm': 'AES-GCM' } as const;
  const size = cipher.algorithm.startsWith('aes') ? `, keysize: ${cipher.keyBits}` : '';
  const hash = integrity === undefined ? 'N/A' : hashName(integrity);
  return `Encr: ${names[cipher.algorithm]}${size}, Hash: ${hash}, DH Grp:${group}`;
}

function hashName(name: string): string {
  return name === 'sha1' ? 'SHA96' : name === 'md5' ? 'MD596' : name.toUpperCase();
}

function methodOf(method: Ikev2Sa['localAuthentication']): string {
  if (method === undefined) return 'Unknown - 0';
  return method === 'pre-share' ? 'PSK' : method === 'rsa-sig' ? 'RSA' : 'ECDSA';
}

function detailLines(one: Ikev2Sa): string[] {
  const { initiatorSpi, responderSpi, role, localIdentity, remoteIdentity, nextMessageId, nat } = one;
  const [ours, theirs] = role === 'initiator' ? [initiatorSpi, responderSpi] : [responderSpi, initiatorSpi];
  const isBehindNat = nat?.isLocal === true || nat?.isRemote === true;
  return [
    `      Session-id: ${one.sessionId}`,
    '      Status Description: Negotiation done',
    `      Local spi: ${hexOf(ours).toUpperCase()}       Remote spi: ${hexOf(theirs).toUpperCase()}`,
    `      Local id: ${identityText(localIdentity)}`,
    `      Remote id: ${identityText(remoteIdentity)}`,
    `      Local req mess id: ${String(nextMessageId.local).padEnd(14)} Remote req mess id: ${nextMessageId.remote}`,
    `      Local next mess id: ${String(nextMessageId.local).padEnd(13)} Remote next mess id: ${nextMessageId.remote}`,
    `      Local req queued: ${String(nextMessageId.local).padEnd(15)} Remote req queued: ${nextMessageId.remote}`,
    '      Local window: 1                  Remote window: 1',
    one.dpd
      ? `      DPD configured for ${one.dpd.interval} seconds, retry ${one.dpd.retry}`
      : '      DPD not configured',
    `      NAT-T is ${isBehindNat ? '' : 'not '}detected`,
  ];
}

function identityText(identity: Ikev2Identity | undefined): string {
  return identity ? describeIdentity(identity) : '';
}

function childLines({ sa }: Ikev2Child): string[] {
  const { localSelector, remoteSelector, inbound, outbound } = sa;
  return [
    `Child sa: local selector  ${rangeText(localSelector)}`,
    `          remote selector ${rangeText(remoteSelector)}`,
    `          ESP spi in/out: 0x${inbound.spi.toString(16)}/0x${outbound.spi.toString(16)}  `,
  ];
}

function rangeText({ address, mask, port }: Selector): string {
  const last = (address | ~mask) >>> 0;
  return `${formatIpv4(address)}/${port} - ${formatIpv4(last)}/${port === 0 ? 65_535 : port}`;
}
