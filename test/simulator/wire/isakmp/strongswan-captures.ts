/** The captures that strongSwan left in ../shared/peers/strongswan, where that folder is: its IKE, opened. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bytesOfHex, equalBytes, hexOf } from '../../../../src-main/base/bytes.ts';
import { decryptCbc, type CipherName } from '../../../../src-main/simulator/crypto/ciphers.ts';
import { phase2Iv } from '../../../../src-main/simulator/crypto/ikev1-keys.ts';
import type { HashName } from '../../../../src-main/simulator/crypto/mac.ts';
import { parseEthernet } from '../../../../src-main/simulator/wire/ethernet.ts';
import { parseIpv4Packet, ipProtocols } from '../../../../src-main/simulator/wire/ipv4.ts';
import { isEncrypted, parseIsakmp, type IsakmpMessage } from '../../../../src-main/simulator/wire/isakmp/message.ts';
import { parsePayloads, type PayloadChain } from '../../../../src-main/simulator/wire/isakmp/payloads.ts';
import { parsePcap } from '../../../../src-main/simulator/wire/pcap.ts';
import { parseUdpEncapsulated } from '../../../../src-main/simulator/wire/udp-encapsulation.ts';
import { parseUdp, udpPorts } from '../../../../src-main/simulator/wire/udp.ts';
import { wellFormed } from '../wire.common.ts';

const folder = path.resolve(import.meta.dirname, '../../../../../shared/peers/strongswan');

/** Names of the runs: empty, with a word on the console, where the folder is absent. */
export const captureNames = existsSync(folder)
  ? readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'wire.pcap')))
  : [];
if (captureNames.length === 0)
  process.stdout.write('not run: the captures of ../shared/peers/strongswan are not here\n');

/** The UDP payloads of a capture that are IKE, without the non-ESP marker. */
export function isakmpPackets(name: string): Uint8Array[] {
  const { frames } = wellFormed(parsePcap(readFileSync(path.join(folder, name, 'wire.pcap'))));
  return frames.flatMap(({ frame }) => {
    const packet = wellFormed(parseIpv4Packet(wellFormed(parseEthernet(frame)).payload));
    if (packet.protocol !== ipProtocols.udp) return [];
    const datagram = wellFormed(parseUdp(withoutChecksum(packet.payload), packet));
    if (datagram.destinationPort === udpPorts.isakmp) return [datagram.payload];
    const content = wellFormed(parseUdpEncapsulated(datagram.payload));
    return content.kind === 'isakmp' ? [content.message] : [];
  });
}

/** The captures were taken before the interface filled in the checksums. */
function withoutChecksum(datagram: Uint8Array): Uint8Array {
  return Uint8Array.from(datagram).fill(0, 6, 8);
}

/** The keys of one ISAKMP SA, from charon's log. */
export interface CapturedSa {
  initiatorCookie: string;
  hash: HashName;
  cipher: CipherName;
  cipherKey: Uint8Array;
  initialIv: Uint8Array;
  skeyid: Uint8Array;
  skeyidD: Uint8Array;
  skeyidA: Uint8Array;
  skeyidE: Uint8Array;
}

const cipherNames: Record<string, CipherName> = {
  DES_CBC: 'des',
  '3DES_CBC': '3des',
  AES_CBC_128: 'aes128',
  AES_CBC_256: 'aes256',
};
const hashNames: Record<string, HashName> = {
  PRF_HMAC_MD5: 'md5',
  PRF_HMAC_SHA1: 'sha1',
  PRF_HMAC_SHA2_256: 'sha256',
};

/** What charon logged of one child SA: its keys, in hexadecimal. */
interface CapturedChild {
  spi_in: string;
  spi_out: string;
  'encryption initiator key': string;
  'encryption responder key': string;
  'integrity initiator key': string;
  'integrity responder key': string;
}

export function capturedKeys(name: string): { isakmp: CapturedSa[]; children: CapturedChild[]; presharedKey: string } {
  const keys = JSON.parse(readFileSync(path.join(folder, name, 'keys.json'), 'latin1')) as {
    ike_sas: Record<string, string>[];
    child_sas: CapturedChild[];
    psk: string;
  };
  const isakmp = keys.ike_sas
    .filter((sa) => sa['initial IV'] && sa['spi_i'])
    .map((sa) => {
      const [cipher = '', , prf = ''] = (sa['proposal'] ?? '').split('/');
      const bytes = (field: string): Uint8Array => bytesOfHex(sa[field] ?? '');
      return {
        initiatorCookie: sa['spi_i'] ?? '',
        hash: hashNames[prf] ?? 'sha1',
        cipher: cipherNames[cipher] ?? 'null',
        cipherKey: bytes('encryption key Ka'),
        initialIv: bytes('initial IV'),
        skeyid: bytes('SKEYID'),
        skeyidD: bytes('SKEYID_d'),
        skeyidA: bytes('SKEYID_a'),
        skeyidE: bytes('SKEYID_e'),
      };
    });
  return { isakmp, children: keys.child_sas, presharedKey: keys.psk };
}

export interface OpenedMessage {
  message: IsakmpMessage;
  /** The body, decrypted when it was encrypted. */
  plaintext: Uint8Array;
  chain: PayloadChain;
}

/** Every message of the SA in its order, retransmissions left out. */
export function openedMessages(packets: readonly Uint8Array[], sa: CapturedSa): OpenedMessage[] {
  const own = packets.filter((packet) => hexOf(packet.subarray(0, 8)) === sa.initiatorCookie);
  const distinct = own.filter((packet, i) => !own.slice(0, i).some((earlier) => equalBytes(earlier, packet)));
  const ivs = new Map<number, Uint8Array>([[0, sa.initialIv]]);
  return distinct.map((packet) => {
    const message = wellFormed(parseIsakmp(packet));
    const { messageId, body } = message;
    if (!isEncrypted(message)) return opened(message, body);
    const lastBlock = ivs.get(0) ?? sa.initialIv;
    const iv = ivs.get(messageId) ?? phase2Iv(sa, sa.cipher, { lastBlock, messageId });
    ivs.set(messageId, body.subarray(-iv.length));
    return opened(message, decryptCbc(sa.cipher, sa.cipherKey, iv, body) ?? body);
  });
}

function opened(message: IsakmpMessage, plaintext: Uint8Array): OpenedMessage {
  return { message, plaintext, chain: wellFormed(parsePayloads(message.nextPayload, plaintext)) };
}
