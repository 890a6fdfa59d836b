import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../src-main/base/bytes.ts';
import { espSaText, ikev1DecryptionTableText } from '../../../src-main/simulator/wire/wireshark-keys.ts';

const sa = {
  source: 0xac100001,
  destination: 0xac100006,
  spi: 0x1234,
  encryption: '3des',
  encryptionKey: bytesOfHex('0123456789abcdef'.repeat(3)),
  authentication: 'sha1',
  authenticationKey: bytesOfHex('11'.repeat(20)),
} as const;

describe("Wireshark's esp_sa", () => {
  it('has a line for each direction, in the spelling of packet-ipsec.c', () => {
    const back = { ...sa, source: sa.destination, destination: sa.source, spi: 0xdeadbeef };
    expect(espSaText([sa, back])).toBe(
      `"IPv4","172.16.0.1","172.16.0.6","0x00001234","TripleDES-CBC [RFC2451]","0x${'0123456789abcdef'.repeat(3)}","HMAC-SHA-1-96 [RFC2404]","0x${'11'.repeat(20)}"\n` +
        `"IPv4","172.16.0.6","172.16.0.1","0xdeadbeef","TripleDES-CBC [RFC2451]","0x${'0123456789abcdef'.repeat(3)}","HMAC-SHA-1-96 [RFC2404]","0x${'11'.repeat(20)}"\n`,
    );
  });

  it('has no key where there is no algorithm', () => {
    const none = new Uint8Array();
    const plain = {
      ...sa,
      encryption: 'null',
      encryptionKey: none,
      authentication: 'none',
      authenticationKey: none,
    } as const;
    expect(espSaText([plain])).toBe('"IPv4","172.16.0.1","172.16.0.6","0x00001234","NULL","","NULL",""\n');
  });
});

describe("Wireshark's ikev1_decryption_table", () => {
  it('has the initiator cookie and the key, bare', () => {
    const key = { initiatorCookie: bytesOfHex('76256bdf47a41a20'), encryptionKey: bytesOfHex('afa77975415ab619') };
    expect(ikev1DecryptionTableText([key, key])).toBe('76256bdf47a41a20,afa77975415ab619\n'.repeat(2));
  });
});
