import { describe, expect, it } from 'vitest';
import { detailOf, dumpOf, fieldName, linkTitle, ownersOf, spiOf } from '../../../src-renderer/packets/words.ts';
import { pretendSecurity } from '../pretend-network.ts';
import { pretendPackets } from '../pretend-packets.ts';

const [gre, esp] = pretendPackets('west');

describe('what is written about packets', () => {
  it('leads from an SPI to who sends with it and who expects it', () => {
    expect(esp && spiOf(esp)).toBe(0x5351d51e);
    expect(ownersOf(0x5351d51e, pretendSecurity('ipsec'))).toBe('R3 outbound, R1 inbound');
    expect(ownersOf(7, pretendSecurity('ipsec'))).toBeUndefined();
    expect(gre && spiOf(gre)).toBeUndefined();
  });

  it('lists the other fields, by names that are read', () => {
    expect(fieldName('initiatorCookie')).toBe('initiator cookie');
    expect(esp && detailOf(esp)).toBe('length 152, sequence 1');
  });

  it('names a link by its ends', () => {
    const ends: Parameters<typeof linkTitle>[0]['ends'] = [
      { node: 'a', interface: 'Fa0/0', address: undefined },
      { node: 'b', interface: 'Fa0/1', address: undefined },
    ];
    expect(linkTitle({ id: 'l', ends }, [])).toBe('a Fa0/0 – b Fa0/1');
  });

  it('dumps bytes as hexadecimal and letters', () => {
    expect(dumpOf(Uint8Array.from([0x45, 0x00, 0x7e, 0xff]))).toBe(`0000  ${'45 00 7e ff'.padEnd(48)}  E.~.`);
    expect(dumpOf(new Uint8Array(17)).split('\n')).toHaveLength(2);
  });
});
