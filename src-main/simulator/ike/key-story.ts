/**
 * How the keys of one pair of ESP associations came from a pre-shared key and a Diffie-Hellman exchange, with every
 * number that went in, so that a learner can follow RFC 2409 section 5 in an exchange of his own and compute it anew.
 */
import { formatIpv4 } from '../../base/address.ts';
import { bytesOfNumber, concat, hexOf } from '../../base/bytes.ts';
import { keyMaterial, type ChildOrigin, type Phase1Origin } from '../crypto/ikev1-keys.ts';
import { hashLengths } from '../crypto/mac.ts';
import type { ChildSa } from './environment.ts';
import { espLengths } from '../ipsec/esp-algorithms.ts';
import type { EspTransform } from '../ipsec/proposal.ts';
import { securityProtocols } from '../wire/isakmp/numbers.ts';

type Line = readonly [name: string, value: string];

const prfNames = { md5: 'MD5', sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' } as const;
const ESP = securityProtocols.PROTO_IPSEC_ESP;

/** @returns undefined where IKE of version 1 has not made them, or where they are not of ESP */
export function keyStory({ local, remote, isInitiator, proposal, inbound, outbound, origin }: ChildSa): string | undefined {
  const { esp } = proposal;
  if (!esp || !origin) return undefined;
  const [first, second] = isInitiator ? [local, remote] : [remote, local];
  const ways = [
    { from: local, to: remote, spi: outbound.spi },
    { from: remote, to: local, spi: inbound.spi },
  ];
  return [
    `Phase 1 between ${formatIpv4(first)}, who asked for the associations, and ${formatIpv4(second)}`,
    `prf(key, data) is HMAC-${prfNames[origin.phase1.keys.hash]}; | joins bytes; all numbers are hexadecimal`,
    ...textOf([...sourcesOf(origin.phase1), ...phase1Lines(origin.phase1)]),
    '',
    'Quick mode',
    ...textOf(quickModeLines(origin)),
    ...ways.flatMap((way) => ['', ...wayLines(origin, esp, way)]),
    '',
  ].join('\n');
} // prettier-ignore

function sourcesOf({ secrets, values }: Phase1Origin): Line[] {
  const { initiatorCookie, responderCookie, initiatorNonce, responderNonce } = values;
  return [
    ...('presharedKey' in secrets ? [['pre-shared key', `${hexOf(secrets.presharedKey)}   the letters of it, as configured`] as const] : []),
    ['CKY-I', `${hexOf(initiatorCookie)}   the cookies, in clear in every message`],
    ['CKY-R', hexOf(responderCookie)],
    ['Ni', `${hexOf(initiatorNonce)}   the nonces, in clear in messages 3 and 4`],
    ['Nr', hexOf(responderNonce)],
    ['g^xy', `${hexOf(secrets.sharedSecret)}   what Diffie-Hellman has given both: never sent`],
  ];
} // prettier-ignore

function phase1Lines({ keys, secrets }: Phase1Origin): Line[] {
  const { skeyid, skeyidD, skeyidA, skeyidE } = keys;
  return [
    [`SKEYID = ${skeyidFormula(secrets)}`, hexOf(skeyid)],
    ['SKEYID_d = prf(SKEYID, g^xy | CKY-I | CKY-R | 00)', `${hexOf(skeyidD)}   for the keys of phase 2`],
    ['SKEYID_a = prf(SKEYID, SKEYID_d | g^xy | CKY-I | CKY-R | 01)', `${hexOf(skeyidA)}   authenticates phase 2`],
    ['SKEYID_e = prf(SKEYID, SKEYID_a | g^xy | CKY-I | CKY-R | 02)', `${hexOf(skeyidE)}   encrypts phase 2`],
  ];
}

/** RFC 2409 section 5: what SKEYID is made of depends on how the peers authenticate. */
function skeyidFormula(secrets: Phase1Origin['secrets']): string {
  if ('presharedKey' in secrets) return 'prf(pre-shared key, Ni | Nr)';
  return secrets.authentication === 'rsa-sig' ? 'prf(Ni | Nr, g^xy)' : 'prf(hash(Ni | Nr), CKY-I | CKY-R)';
}

function quickModeLines({ nonces, sharedSecret }: ChildOrigin): Line[] {
  return [
    ['Ni2', `${hexOf(nonces.initiatorNonce)}   nonces of its own`],
    ['Nr2', hexOf(nonces.responderNonce)],
    ...(sharedSecret ? [['g(qm)^xy', `${hexOf(sharedSecret)}   perfect forward secrecy`] as const] : []),
  ];
}

function wayLines(origin: ChildOrigin, esp: EspTransform, way: { from: number; to: number; spi: number }): string[] {
  const { encryptionKey, integrityKey } = espLengths(esp);
  const spi = bytesOfNumber(way.spi, 4);
  const { nonces, sharedSecret, phase1 } = origin;
  const inputs = { ...nonces, sharedSecret, protocol: ESP, spi };
  const length = encryptionKey + integrityKey;
  const block = hashLengths[phase1.keys.hash];
  const material = keyMaterial(phase1.keys, inputs, Math.ceil(length / block) * block);
  const seed = concat(sharedSecret ?? new Uint8Array(), Uint8Array.of(ESP), spi);
  const seedName = `${sharedSecret ? 'g(qm)^xy | ' : ''}${hexOf(seed.subarray(seed.length - 5)).replace(/^../, '$& | ')} | Ni2 | Nr2`;
  const blocks = Array.from({ length: material.length / block }, (_, index): Line => {
    const before = index === 0 ? '' : `K${index} | `;
    return [`K${index + 1} = prf(SKEYID_d, ${before}${seedName})`, hexOf(material.subarray(index * block, (index + 1) * block))];
  });
  return [
    `ESP from ${formatIpv4(way.from)} to ${formatIpv4(way.to)}, SPI 0x${way.spi.toString(16).toUpperCase()} (03 stands for ESP)`,
    ...textOf([
      ...blocks,
      [`encryption key, the first ${encryptionKey} bytes`, hexOf(material.subarray(0, encryptionKey))],
      [`authentication key, the next ${integrityKey}`, hexOf(material.subarray(encryptionKey, length))],
    ]),
  ];
} // prettier-ignore

function textOf(lines: readonly Line[]): string[] {
  return lines.flatMap(([name, value]) => (name.includes(' = ') ? [`  ${name}`, `      ${value}`] : [`  ${name.padEnd(38)}${value}`]));
} // prettier-ignore
