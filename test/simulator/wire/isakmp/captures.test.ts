import { describe, expect, it } from 'vitest';
import { concat, hexOf } from '../../../../src-main/base/bytes.ts';
import { ciphers } from '../../../../src-main/simulator/crypto/ciphers.ts';
import {
  hash1,
  hash2,
  hash3,
  hashOfInitiator,
  hashOfResponder,
  keyMaterial,
  phase1CipherKey,
  phase1Iv,
} from '../../../../src-main/simulator/crypto/ikev1-keys.ts';
import { hashLengths } from '../../../../src-main/simulator/crypto/mac.ts';
import {
  describeIsakmp,
  emitIsakmp,
  isEncrypted,
  isakmpVersions,
  parseIsakmp,
} from '../../../../src-main/simulator/wire/isakmp/message.ts';
import { exchangeTypes } from '../../../../src-main/simulator/wire/isakmp/numbers.ts';
import {
  describePayloads,
  emitPayloadBody,
  emitPayloads,
  findPayload,
  parsePayloads,
  type Payload,
} from '../../../../src-main/simulator/wire/isakmp/payloads.ts';
import { wellFormed } from '../wire.common.ts';
import {
  capturedKeys,
  captureNames,
  isakmpPackets,
  openedMessages,
  type CapturedSa,
  type OpenedMessage,
} from './strongswan-captures.ts';

const bodyOf = (payloads: readonly Payload[], kind: Payload['kind']): Uint8Array => {
  const payload = findPayload(payloads, kind);
  if (!payload) throw new Error(`no ${kind}`);
  return emitPayloadBody(payload);
};

describe.each(captureNames)("strongSwan's capture %s", (name) => {
  const packets = isakmpPackets(name);

  it('has ISAKMP messages that come out again byte for byte', () => {
    expect(packets.length).toBeGreaterThan(0);
    for (const packet of packets) {
      const message = wellFormed(parseIsakmp(packet));
      expect(emitIsakmp(message)).toEqual(new Uint8Array(packet));
      expect(describeIsakmp(message)).toMatch(/^ISAKMP [12]\.0 /);
    }
  });

  it('has clear payloads of version 1 that come out again byte for byte', () => {
    for (const packet of packets) {
      const message = wellFormed(parseIsakmp(packet));
      if (message.version !== isakmpVersions.v1 || isEncrypted(message)) continue;
      const chain = wellFormed(parsePayloads(message.nextPayload, message.body));
      expect(hexOf(emitPayloads(chain.payloads))).toBe(hexOf(message.body));
      expect(chain.padding.length).toBe(0);
      expect(chain.payloads.filter(({ kind }) => kind === 'unknown')).toEqual([]);
    }
  });
});

const opened = captureNames
  // A peer with another key cannot be decrypted with this side's.
  .filter((name) => name.includes('v1-') && !name.includes('psk-mismatch'))
  .flatMap((name) => {
    const { isakmp, children } = capturedKeys(name);
    const packets = isakmpPackets(name);
    return isakmp.map((sa) => ({ name, sa, children, messages: openedMessages(packets, sa) }));
  });

describe.each(opened)('the messages of $name, $sa.initiatorCookie, decrypted', ({ sa, children, messages }) => {
  it('are chains of known payloads that come out again byte for byte', () => {
    const encrypted = messages.filter(({ message }) => isEncrypted(message));
    expect(encrypted.length).toBeGreaterThan(0);
    for (const { chain, plaintext } of encrypted) {
      expect(hexOf(concat(emitPayloads(chain.payloads), chain.padding))).toBe(hexOf(plaintext));
      expect(chain.payloads.filter(({ kind }) => kind === 'unknown')).toEqual([]);
      expect(chain.padding.length).toBeLessThanOrEqual(ciphers[sa.cipher].blockLength);
      expect(describePayloads(chain)).toMatch(/^HASH: [0-9a-f]+|^ID: /);
    }
  });

  it('are encrypted with the key and the initialization vector that we derive', () => {
    const { initiatorPublic, responderPublic } = phase1Values(messages);
    expect(phase1CipherKey(sa, sa.cipher)).toEqual(sa.cipherKey);
    expect(phase1Iv(sa, sa.cipher, { initiatorPublic, responderPublic })).toEqual(sa.initialIv);
  });

  it('authenticate with HASH_I and HASH_R', () => {
    const transcript = phase1Values(messages);
    const [initiator = [], responder = []] = identified(messages);
    expect(bodyOf(initiator, 'hash')).toEqual(hashOfInitiator(sa, transcript, transcript.initiatorIdentification));
    expect(bodyOf(responder, 'hash')).toEqual(hashOfResponder(sa, transcript, transcript.responderIdentification));
  });

  it('carry the hashes of quick mode and of informational exchanges', () => {
    for (const [messageId, exchange] of exchangesOf(messages)) {
      const nonces = exchange.map(({ chain }) => findPayload(chain.payloads, 'nonce')?.data ?? new Uint8Array());
      const [initiatorNonce = new Uint8Array(), responderNonce = new Uint8Array()] = nonces;
      exchange.forEach(({ chain }, i) => {
        const rest = emitPayloads(chain.payloads.slice(1));
        const expected = [
          hash1(sa, messageId, rest),
          hash2(sa, messageId, { initiatorNonce }, rest),
          hash3(sa, messageId, { initiatorNonce, responderNonce }),
        ];
        expect(bodyOf(chain.payloads, 'hash')).toEqual(expected[i]);
      });
    }
  });

  it("come to the child's keys", () => {
    for (const [, exchange] of exchangesOf(messages)) {
      for (const { side, spi, keys } of childKeysOf(sa, exchange)) {
        const child = children.find((one) => [one.spi_in, one.spi_out].includes(hexOf(spi)));
        // The log's summary has the first children only.
        if (child) expect(hexOf(keys)).toBe(child[`encryption ${side} key`] + child[`integrity ${side} key`]);
      }
    }
  });
});

describe("strongSwan's captures", () => {
  it('are opened wherever they are, those of version 1 decrypted', () => {
    expect(opened.length > 0).toBe(captureNames.length > 0);
  });
});

/** The key material of both directions of a quick mode. */
function childKeysOf(sa: CapturedSa, exchange: readonly OpenedMessage[]) {
  const [offer = [], answer = []] = exchange.map(({ chain }) => chain.payloads);
  // The quick mode's own Diffie-Hellman secret is in no capture.
  if (!findPayload(answer, 'securityAssociation') || findPayload(answer, 'keyExchange')) return [];
  const nonces = { initiatorNonce: bodyOf(offer, 'nonce'), responderNonce: bodyOf(answer, 'nonce') };
  const length = ciphers[sa.cipher].keyLength + hashLengths[sa.hash];
  return [['initiator', answer] as const, ['responder', offer] as const].map(([side, payloads]) => {
    const spi = findPayload(payloads, 'securityAssociation')?.proposals[0]?.spi ?? new Uint8Array();
    return { side, spi, keys: keyMaterial(sa, { ...nonces, protocol: 3, spi }, length) };
  });
}

function phase1Values(messages: readonly OpenedMessage[]) {
  const phase1 = messages.filter(({ message }) => message.messageId === 0).map(({ chain }) => chain.payloads);
  const [initiatorPublic = [], responderPublic = []] = phase1.filter((chain) => findPayload(chain, 'keyExchange'));
  const [initiatorId = [], responderId = []] = phase1.filter((chain) => findPayload(chain, 'identification'));
  const responder = messages.find(({ message }) => message.responderCookie.some((byte) => byte !== 0));
  if (!responder) throw new Error('nobody answered');
  return {
    initiatorPublic: bodyOf(initiatorPublic, 'keyExchange'),
    responderPublic: bodyOf(responderPublic, 'keyExchange'),
    initiatorCookie: responder.message.initiatorCookie,
    responderCookie: responder.message.responderCookie,
    initiatorSecurityAssociation: bodyOf(phase1[0] ?? [], 'securityAssociation'),
    initiatorIdentification: bodyOf(initiatorId, 'identification'),
    responderIdentification: bodyOf(responderId, 'identification'),
  };
}

/** The phase-1 messages with a hash: the initiator's, the responder's (in aggressive mode the latter comes first). */
function identified(messages: readonly OpenedMessage[]): Payload[][] {
  const phase1 = messages.filter(
    ({ message, chain }) => message.messageId === 0 && findPayload(chain.payloads, 'hash'),
  );
  const isAggressive = phase1.some(({ message }) => message.exchangeType === exchangeTypes.AGGRESSIVE);
  const chains = phase1.map(({ chain }) => chain.payloads);
  return isAggressive ? chains.reverse() : chains;
}

function exchangesOf(messages: readonly OpenedMessage[]): Map<number, OpenedMessage[]> {
  const later = messages.filter(({ message }) => message.messageId !== 0 && isEncrypted(message));
  const exchanges = new Map<number, OpenedMessage[]>();
  for (const one of later) {
    const { messageId } = one.message;
    exchanges.set(messageId, [...(exchanges.get(messageId) ?? []), one]);
  }
  return exchanges;
}
