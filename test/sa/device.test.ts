/** What routers, built in and of other makes, show of their associations, in one shape, and the two ends as pairs. */
import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { deviceAssociations, type Answer } from '../../src-main/sa/device.ts';
import type { ChildSecurityAssociation, DeviceAssociations } from '../../src-main/sa/model.ts';
import { pair, type Pairing } from '../../src-main/sa/pair.ts';
import { ikev2Routers } from '../simulator/ios/ikev2/ikev2-routers.ts';
import { ping } from '../simulator/router/network.ts';
import { migrate, ready, wait } from '../simulator/ios/seed-000-lab.ts';
import { PLATFORMS } from '../../src-main/parsers/command-parser.ts';

const IKEV1 = ['show crypto isakmp sa', 'show crypto isakmp sa detail', 'show crypto ipsec sa'];
const IKEV2 = ['show crypto ikev2 sa detailed', 'show crypto ikev2 session detailed', 'show crypto ipsec sa'];

type Shows = (command: string) => Promise<readonly string[]>;

async function answersOf(show: Shows, commands: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const command of commands) answers.push({ command, text: `${(await show(command)).join('\n')}\n` });
  return answers;
}

interface Ends {
  a: Answer[];
  b: Answer[];
}

const built: { ikev1?: Ends; ikev2?: Ends } = {};

beforeAll(async () => {
  const { network, r1, r3 } = await ready();
  await migrate(r1);
  await migrate(r3);
  wait(network, 2);
  ping(network, network.r1, '10.0.0.2');
  built.ikev1 = { a: await answersOf((one) => r1.show(one), IKEV1), b: await answersOf((one) => r3.show(one), IKEV1) };
  const { west, east } = await ikev2Routers({});
  built.ikev2 = { a: await answersOf((one) => west.show(one), IKEV2), b: await answersOf((one) => east.show(one), IKEV2) }; // prettier-ignore
});

function endsOf(version: 1 | 2): Ends {
  const ends = version === 1 ? built.ikev1 : built.ikev2;
  if (!ends) throw new Error('the routers did not start');
  return ends;
}

const read = ({ a, b }: Ends): [DeviceAssociations, DeviceAssociations] => [
  deviceAssociations('ios', a),
  deviceAssociations('ios', b),
];

describe.each([1, 2] as const)('two built-in routers with IKE version %d', (version) => {
  it('have one association of IKE and one child, which are mirror images', () => {
    const [a, b] = read(endsOf(version));
    const { ike, children, loneIke, loneChildren } = pair(a, b);
    expect([loneIke, loneChildren]).toEqual([[], []]);
    expect(ike.map(({ a: one, mismatches }) => [one.version, one.state, mismatches])).toEqual([[version, 'established', []]]); // prettier-ignore
    expect(children.map(({ by, isMirrored, mismatches }) => [by, isMirrored, mismatches])).toEqual([['spi', true, []]]);
    expect(new Set([ike[0]?.a.role, ike[0]?.b.role])).toEqual(new Set(['initiator', 'responder']));
  });

  it('lose no association whatever command is missing, and gain none', () => {
    const { a } = endsOf(version);
    const [whole] = [deviceAssociations('ios', a)];
    for (const left of a) {
      const part = deviceAssociations('ios', a.filter((one) => one !== left)); // prettier-ignore
      expect(part.ike.length).toBeLessThanOrEqual(whole.ike.length);
      expect(part.children.length).toBeLessThanOrEqual(whole.children.length);
    }
  });
});

const strongswan = path.resolve(import.meta.dirname, '../../../shared/peers');
const fileOf = (name: string): string => readFileSync(path.join(strongswan, name), 'utf8');

describe.skipIf(!existsSync(strongswan))('strongSwan and the kernel of Linux', () => {
  const runs = ['v1-main-3des-sha1-modp1024', 'v1-aggr-3des-sha1-modp1024', 'v2-aes256-sha256-modp2048', 'v2-aes256gcm16-prfsha384-ecp384']; // prettier-ignore

  it.each(runs)('are mirror images whichever way they are listed: %s', (run) => {
    const listed = ['list-sas.txt', 'list-sas.raw', 'list-sas.pretty'].map((file, form) => ({
      a: [{ command: `swanctl --list-sas${['', ' --raw', ' --pretty'][form] ?? ''}`, text: fileOf(`strongswan/${run}/a/${file}`) }], // prettier-ignore
      b: [{ command: 'swanctl --list-sas', text: fileOf(`strongswan/${run}/b/${file}`) }],
    }));
    for (const { a, b } of listed) {
      const { ike, children } = pair(deviceAssociations('linux', a), deviceAssociations('linux', b));
      expect(ike.map(({ mismatches }) => mismatches)).toEqual([[]]);
      expect(children.map(({ isMirrored, mismatches }) => [isMirrored, mismatches])).toEqual([[true, []]]);
    }
  });

  it.each(['2-gre-ipsec', '3-vti', '4-xfrmi'])('agree with each other: %s', (run) => {
    const kernel = ['xfrm-state', 'xfrm-policy', 'ip-addr'];
    const commands = ['ip xfrm state', 'ip xfrm policy', 'ip addr'];
    const ofR1 = kernel.map((file, i) => ({ command: commands[i] ?? '', text: fileOf(`qemu/run/${run}.r1.${file}.txt`) })); // prettier-ignore
    const ofR2 = [{ command: 'swanctl --list-sas', text: fileOf(`qemu/run/${run}.r2.swanctl-list-sas.txt`) }];
    const { children, loneChildren } = pair(deviceAssociations('linux', ofR1), deviceAssociations('linux', ofR2));
    expect(loneChildren).toEqual([]);
    expect(children.map(({ by, isMirrored, mismatches }) => [by, isMirrored, mismatches])).toEqual([['spi', true, []]]);
  });

  it('have both SAs of a rekey in one child, and send with the new one', () => {
    const text = fileOf('strongswan/v2-aes256gcm16-prfsha384-ecp384/a/list-sas-after-child-rekey.txt');
    const { children } = deviceAssociations('linux', [{ command: 'swanctl --list-sas', text }]);
    expect(children.map(({ inbound, outbound, spiOut }) => [inbound.length, outbound.length, spiOut])).toEqual([[2, 1, 0x90dcc07a]]); // prettier-ignore
  });
});

/** Shape of a pairing without who is called a. */
function mirrored({ ike, children, loneIke, loneChildren }: Pairing, isTurned: boolean): unknown {
  const side = (one: 'a' | 'b'): string => (isTurned === (one === 'a') ? 'second' : 'first');
  return {
    ike: ike.map((one) => JSON.stringify(isTurned ? [one.b, one.a] : [one.a, one.b])).sort(),
    children: children.map((one) => JSON.stringify([...(isTurned ? [one.b, one.a] : [one.a, one.b]), one.by, one.isMirrored])).sort(), // prettier-ignore
    lone: [...loneIke, ...loneChildren].map((one) => JSON.stringify([side(one.device), one.association])).sort(),
  };
}

const address = fc.constantFrom('192.0.2.1', '192.0.2.2', '10.0.0.9', undefined);
const spi = fc.integer({ min: 256, max: 262 });
const child = fc.record({ spis: fc.tuple(fc.array(spi, { maxLength: 2 }), fc.array(spi, { maxLength: 2 })), ends: fc.tuple(address, address), net: fc.constantFrom('10.1.0.0', '10.2.0.0', '0.0.0.0'), udp: fc.boolean() }); // prettier-ignore

interface Drawn {
  spis: [number[], number[]];
  ends: [string | undefined, string | undefined];
  net: string;
  udp: boolean;
}

function childFrom({ spis: [inbound, outbound], ends: [local, remote], net, udp }: Drawn): ChildSecurityAssociation {
  // prettier-ignore
  const selector = { address: net, mask: net === '0.0.0.0' ? net : '255.255.255.0', protocol: 0, port: 0 };
  const states = (all: number[]): ChildSecurityAssociation['inbound'] => [...new Set(all)].map((one) => ({ spi: one, command: '', line: 0, at: {} })); // prettier-ignore
  return {
    status: 'up',
    localSelector: selector,
    remoteSelector: { ...selector, address: '0.0.0.0', mask: '0.0.0.0' },
    isUdpEncapsulated: udp,
    inbound: states(inbound),
    outbound: states(outbound),
    counters: {},
    sources: [],
    ...(local === undefined ? {} : { localEndpoint: local }),
    ...(remote === undefined ? {} : { remoteEndpoint: remote }),
  };
}

describe('pairing', () => {
  const list = fc.array(child, { maxLength: 6 }).map((all) => all.map(childFrom));

  it('is the same from either end', () => {
    fc.assert(
      fc.property(list, list, (one, other) => {
        const [a, b] = [{ ike: [], children: one }, { ike: [], children: other }]; // prettier-ignore
        expect(mirrored(pair(b, a), true)).toEqual(mirrored(pair(a, b), false));
      }),
      { numRuns: 500, seed: 11 },
    );
  });

  it('does not depend on the order of what was shown', () => {
    fc.assert(
      fc.property(list, list, fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), (one, other, dice) => {
        const shuffled = [...one].map((item, index) => ({ item, at: dice[index] ?? 0 })).sort((x, y) => x.at - y.at).map(({ item }) => item); // prettier-ignore
        const b = { ike: [], children: other };
        expect(mirrored(pair({ ike: [], children: shuffled }, b), false)).toEqual(mirrored(pair({ ike: [], children: one }, b), false)); // prettier-ignore
      }),
      { numRuns: 500, seed: 12 },
    );
  });

  it('finds the end behind a NAT, and does not call its addresses a mismatch', () => {
    const base = childFrom({ spis: [[300], [301]], ends: ['172.16.0.2', '198.51.100.1'], net: '10.1.0.0', udp: true });
    const other = childFrom({ spis: [[], []], ends: ['198.51.100.1', '192.0.2.9'], net: '0.0.0.0', udp: true });
    const { children } = pair({ ike: [], children: [base] }, { ike: [], children: [other] });
    expect(children[0]?.translations).toEqual([{ of: 'a', inside: '172.16.0.2', outside: '192.0.2.9' }]);
    expect(children[0]?.mismatches.map(({ attribute }) => attribute)).not.toContain('endpoints');
  });
});

describe('answers in any order', () => {
  it.each([1, 2] as const)('say the same: IKE version %d', (version) => {
    const { a } = endsOf(version);
    expect(deviceAssociations('ios', a.toReversed())).toEqual(deviceAssociations('ios', a));
  });
});

describe('any text', () => {
  const commands = [...IKEV1, ...IKEV2, 'swanctl --list-sas', 'swanctl --list-sas --raw', 'ipsec statusall', 'ip xfrm state', 'ip xfrm policy', 'ip addr', 'show crypto ikev1 sa', 'what is this']; // prettier-ignore

  it('is read without an exception, and so is a damaged answer', () => {
    const texts = [...endsOf(1).a, ...endsOf(2).b].map(({ text }) => text);
    const damaged = fc.tuple(fc.constantFrom(...texts), fc.nat(2000), fc.string({ unit: 'binary', maxLength: 20 })).map(([text, at, what]) => text.slice(0, at) + what + text.slice(at + 7)); // prettier-ignore
    const answer = fc.record({ command: fc.constantFrom(...commands), text: fc.oneof(damaged, fc.string({ unit: 'binary' })) }); // prettier-ignore
    fc.assert(
      fc.property(fc.constantFrom(...PLATFORMS), fc.array(answer, { maxLength: 4 }), (platform, answers) => {
        const found = deviceAssociations(platform, answers);
        pair(found, found);
      }),
      { numRuns: 400, seed: 13 },
    );
  });
});

const golden = (file: string): string => readFileSync(path.resolve(import.meta.dirname, '../parsers/linux', file), 'utf8'); // prettier-ignore

describe('Libreswan', () => {
  const text = golden('libreswan-status/of-version-5-with-a-tunnel.txt');
  const { ike, children } = deviceAssociations('linux', [{ command: 'ipsec status', text }]);

  it('says in its status what its associations are, and of which connection', () => {
    expect(ike.map(({ version, state, local, remote, encryption, hash, dhGroup, authentication }) => ({ version, state, local, remote, encryption, hash, dhGroup, authentication }))).toEqual([
      { version: 2, state: 'established', local: '198.51.100.7', remote: '203.0.113.9', encryption: { algorithm: 'aes', keyBits: 256 }, hash: 'sha256', dhGroup: 14, authentication: 'psk' },
      { version: 2, state: 'negotiating', local: '198.51.100.7', remote: '203.0.113.9', encryption: undefined, hash: undefined, dhGroup: undefined, authentication: 'psk' },
    ]); // prettier-ignore
    expect(children.map(({ status, spiIn, spiOut, mode, localSelector, remoteSelector, transforms }) => ({ status, spiIn, spiOut, mode, local: localSelector.address, remote: remoteSelector?.address, transforms }))).toEqual([
      { status: 'up', spiIn: 0x0a0b0c0d, spiOut: 0xc1d2e3f4, mode: 'tunnel', local: '10.7.0.0', remote: '10.9.0.0', transforms: { encryption: { algorithm: 'aes', keyBits: 256 }, integrity: 'sha256' } },
    ]); // prettier-ignore
  });
});

describe('interfaces of a Linux', () => {
  it('are named where they have the number or the mark of a child', () => {
    const sas = `gw: #1, ESTABLISHED, IKEv2, a1f29979532e3da8_i* fdc212fbe97a7b51_r
  local  '192.0.2.1' @ 192.0.2.1[500]
  remote '198.51.100.1' @ 198.51.100.1[500]
  net: #1, reqid 1, INSTALLED, TUNNEL, ESP:AES_CBC-256/HMAC_SHA2_256_128
    installed 0s ago
    in  34dfdcfc (-|0x0000002a),    336 bytes,     4 packets
    out 04321759 (-|0x0000002a),    336 bytes,     4 packets
    local  0.0.0.0/0
    remote 0.0.0.0/0
  old: #2, reqid 2, INSTALLED, TUNNEL, ESP:AES_CBC-256/HMAC_SHA2_256_128
    installed 0s ago
    in  34dfdcfd (0x0000002a),      0 bytes,     0 packets
    out 04321750 (0x0000002a),      0 bytes,     0 packets
    local  0.0.0.0/0
    remote 0.0.0.0/0
`;
    const links = golden('ip-address/details-xfrm.txt') + golden('ip-address/details-vti.txt').split('\n').slice(-4).join('\n'); // prettier-ignore
    const conns = `gw: IKEv2, no reauthentication, rekeying every 14400s\n  local:  192.0.2.1\n  remote: 198.51.100.1\n  local pre-shared key authentication:\n    id: 192.0.2.1\n  remote public key authentication:\n    id: moon\n`; // prettier-ignore
    const { ike, children } = deviceAssociations('linux', [
      { command: 'swanctl --list-sas', text: sas },
      { command: 'swanctl --list-conns', text: conns },
      { command: 'ip -d address', text: links },
    ]);
    expect(children.map((one) => one.interface)).toEqual(['ipsec0', 'vti0x']);
    expect(ike.map(({ authentication }) => authentication)).toEqual(['psk']);
  });
});
