/** How long a packet becomes in a tunnel: asked by windows and from a terminal, counted as the built-in routers build it. */
import type { PacketLength, PacketQuestion } from '../api/contract/packets.ts';
import { Failure } from '../base/errors.ts';
import { largestPacket, lengthOf, packetParts, type Encapsulation } from '../simulator/ipsec/packet-length.ts';
import type { IpsecProposal } from '../simulator/ipsec/proposal.ts';

export type { PacketQuestion };

/** Headers of IP and TCP without options. */
const headersOfTcp = 40;

/** @throws Failure for what cannot be together */
export function packetLength(question: PacketQuestion): PacketLength {
  const encapsulation = encapsulationOf(question);
  const parts = packetParts(encapsulation, question.length);
  const largest = largestPacket(encapsulation, question.mtu);
  return { parts, total: lengthOf(parts), largest, segment: Math.max(0, largest - headersOfTcp) };
}

function encapsulationOf(question: PacketQuestion): Encapsulation {
  const { gre, ah, isInUdp } = question;
  const ipsec = ipsecOf(question);
  if (isInUdp && ah !== undefined)
    throw new Failure(
      'bad-input',
      'ah-behind-nat',
      'AH cannot pass NAT: it covers the addresses that NAT changes (RFC 3715). Leave out AH, or the NAT.',
    );
  return { gre: { none: undefined, plain: 4, 'with key': 8 }[gre] as 4 | 8 | undefined, ipsec, isInUdp };
}

function ipsecOf({ mode, cipher, integrity, ah }: PacketQuestion): IpsecProposal | undefined {
  if (integrity !== undefined && (cipher === undefined || cipher === 'aes-gcm'))
    throw new Failure(
      'bad-input',
      'no-place-for-integrity',
      cipher === undefined
        ? 'An integrity algorithm of ESP wants a cipher of ESP; where nothing is encrypted, it is "null".'
        : 'aes-gcm authenticates by itself (RFC 4106): leave out the integrity algorithm.',
    );
  if (cipher === undefined && ah === undefined) return undefined;
  // How long a key is does not change how long a packet is.
  return { mode, esp: cipher && { cipher, keyBits: keyBits[cipher], integrity }, ah };
}

const keyBits = { des: 56, '3des': 168, aes: 128, 'aes-gcm': 128, null: 0 } as const;
