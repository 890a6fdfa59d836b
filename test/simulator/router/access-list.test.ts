/** Matching of access lists: against a slower way of saying the same, and in the cases that Cisco describes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AccessLists, anyAddress, type AccessEntry } from '../../../src-main/simulator/router/access/access-list.ts';
import { matchesAddress } from '../../../src-main/simulator/router/access/access-match.ts';
import type { Ipv4Packet } from '../../../src-main/simulator/wire/ipv4.ts';

const u32 = fc.integer({ min: 0, max: 0xffffffff });

function packet(fields: Partial<Ipv4Packet>): Ipv4Packet {
  return {
    typeOfService: 0,
    identification: 1,
    dontFragment: false,
    moreFragments: false,
    fragmentOffset: 0,
    timeToLive: 64,
    protocol: 17,
    source: 0x0a000001,
    destination: 0x0a000002,
    options: new Uint8Array(0),
    payload: Uint8Array.from([0x04, 0x00, 0x01, 0xf4, 0, 8, 0, 0]),
    ...fields,
  };
}

function entry(fields: Partial<AccessEntry>): AccessEntry {
  return {
    sequence: 10,
    action: 'permit',
    protocol: 0,
    source: anyAddress,
    destination: anyAddress,
    matches: 0,
    ...fields,
  };
}

function judgeBy(entries: AccessEntry[], of: Ipv4Packet): string {
  const lists = new AccessLists();
  lists.byName.set('A', { name: 'A', kind: 'extended', entries });
  return lists.judge('A', of).action;
}

test('an address matches when every bit that the wildcard does not leave open is the same', () => {
  fc.assert(
    fc.property(u32, u32, u32, (address, wildcard, candidate) => {
      const bits = Array.from({ length: 32 }, (_, bit) => 2 ** bit);
      const bitOf = (value: number, bit: number): number => Math.floor(value / bit) % 2;
      const isSame = bits.every((bit) => bitOf(wildcard, bit) === 1 || bitOf(address, bit) === bitOf(candidate, bit));
      expect(matchesAddress({ address, wildcard }, candidate)).toBe(isSame);
    }),
  );
});

test('the first entry that matches decides, it alone is counted, and at the end stands a deny', () => {
  const entries = fc.array(
    fc.record({ action: fc.constantFrom('permit' as const, 'deny' as const), protocol: fc.constantFrom(0, 1, 17) }),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(entries, fc.constantFrom(1, 6, 17), (list, protocol) => {
      const own = list.map((one, index) => entry({ ...one, sequence: 10 * (index + 1) }));
      const first = own.find((one) => one.protocol === 0 || one.protocol === protocol);
      expect(judgeBy(own, packet({ protocol }))).toBe(first?.action ?? 'deny');
      expect(own.filter(({ matches }) => matches > 0)).toEqual(first ? [first] : []);
    }),
  );
});

test('a list that is not there, or is empty, lets everything pass', () => {
  const lists = new AccessLists();
  lists.byName.set('EMPTY', { name: 'EMPTY', kind: 'standard', entries: [{ sequence: 0, remark: 'nothing yet' }] });
  expect(lists.judge('NONE', packet({}))).toEqual({ action: 'permit' });
  expect(lists.judge('EMPTY', packet({}))).toEqual({ action: 'permit' });
});

describe('ports', () => {
  test.each([
    [{ operator: 'eq', ports: [500, 4500] }, true],
    [{ operator: 'eq', ports: [501] }, false],
    [{ operator: 'neq', ports: [500] }, false],
    [{ operator: 'lt', ports: [500] }, false],
    [{ operator: 'lt', ports: [501] }, true],
    [{ operator: 'gt', ports: [500] }, false],
    [{ operator: 'gt', ports: [499] }, true],
    [{ operator: 'range', ports: [400, 500] }, true],
    [{ operator: 'range', ports: [501, 600] }, false],
  ] as const)('%o of a packet to port 500: %s', (destinationPort, isMatch) => {
    expect(judgeBy([entry({ protocol: 17, destinationPort })], packet({}))).toBe(isMatch ? 'permit' : 'deny');
  });

  test('of a later piece of a packet: a permit takes what fits otherwise, a deny is passed by', () => {
    const later = packet({ fragmentOffset: 1480 });
    const destinationPort = { operator: 'eq', ports: [80] } as const;
    expect(judgeBy([entry({ protocol: 17, destinationPort })], later)).toBe('permit');
    expect(judgeBy([entry({ action: 'deny', protocol: 17, destinationPort }), entry({})], later)).toBe('permit');
    expect(judgeBy([entry({ isFragments: true })], packet({}))).toBe('deny');
    expect(judgeBy([entry({ isFragments: true })], later)).toBe('permit');
  });
});

test('established means packets of TCP with ACK or RST', () => {
  const segment = (flags: number): Ipv4Packet =>
    packet({ protocol: 6, payload: Uint8Array.from({ length: 20 }, (_, index) => (index === 13 ? flags : 0)) });
  const list = (): AccessEntry[] => [entry({ protocol: 6, isEstablished: true })];
  expect([0x02, 0x12, 0x10, 0x04].map((flags) => judgeBy(list(), segment(flags)))).toEqual([
    'deny',
    'permit',
    'permit',
    'permit',
  ]);
});

test('a flag of TCP means packets that have it; precedence, type of service and class look at their bits', () => {
  const segment = (flags: number, typeOfService = 0): Ipv4Packet =>
    packet({
      protocol: 6,
      typeOfService,
      payload: Uint8Array.from({ length: 20 }, (_, index) => (index === 13 ? flags : 0)),
    });
  const flagged = [entry({ protocol: 6, tcpFlags: 0x12 })];
  expect([0x02, 0x10, 0x04].map((flags) => judgeBy(flagged, segment(flags)))).toEqual(['permit', 'permit', 'deny']);
  const judged = (fields: Partial<AccessEntry>): string => judgeBy([entry(fields)], segment(0, 0xb8));
  expect(
    [{ dscp: 46 }, { precedence: 5 }, { tos: 12 }, { dscp: 40 }, { precedence: 4 }, { tos: 0 }].map(judged),
  ).toEqual(['permit', 'permit', 'permit', 'deny', 'deny', 'deny']);
});
