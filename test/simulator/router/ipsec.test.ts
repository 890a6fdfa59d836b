import { describe, expect, it } from 'vitest';
import type { RouterEvent } from '../../../src-main/simulator/router/events.ts';
import type { Interface } from '../../../src-main/simulator/router/interface.ts';
import type { Router } from '../../../src-main/simulator/router/router.ts';
import type { Tunnel } from '../../../src-main/simulator/router/tunnel/tunnel.ts';
import { defaultIsakmpPolicy } from '../../../src-main/simulator/router/ipsec/crypto-configuration.ts';
import { ipProtocols, parseIpv4Packet } from '../../../src-main/simulator/wire/ipv4.ts';
import { parseEthernet } from '../../../src-main/simulator/wire/ethernet.ts';
import { isMalformed } from '../../../src-main/simulator/wire/malformed.ts';
import { ip, marks, ping, smallNetwork, tunnel, type SmallNetwork } from './network.ts';

/** What seed 000 configures before it touches the tunnel. */
function configure(router: Router, peer: string, secret = 'FooB4r'): void {
  router.crypto.policies.set(10, { ...defaultIsakmpPolicy, priority: 10, authentication: 'pre-share' });
  router.crypto.keys.push({ secret, address: ip(peer), mask: 0xffffffff, noXauth: false });
  const esp = { cipher: '3des', keyBits: 168, integrity: 'sha1' } as const;
  router.crypto.transformSets.set('MyTransformSet', { name: 'MyTransformSet', esp, ah: undefined, mode: 'tunnel' });
  const profile = { name: 'MyProfile', transformSets: ['MyTransformSet'], pfsGroup: undefined, lifetime: {} };
  router.crypto.profiles.set('MyProfile', profile);
}

function migrate(router: Router, one: Interface<Tunnel>): void {
  one.carrier.settings.mode = 'ipsec-ipv4';
  router.converge();
  one.carrier.settings.protection = 'MyProfile';
  router.converge();
}

interface Migration extends SmallNetwork {
  t1: Interface<Tunnel>;
  t3: Interface<Tunnel>;
  events1: RouterEvent[];
  events3: RouterEvent[];
}

function ready(secret3?: string): Migration {
  const network = smallNetwork();
  const t1 = tunnel(network.r1, '10.0.0.1', '172.16.0.6');
  const t3 = tunnel(network.r3, '10.0.0.2', '172.16.0.1');
  configure(network.r1, '172.16.0.6');
  configure(network.r3, '172.16.0.1', secret3);
  ping(network, network.r1, '10.0.0.2');
  const events1: RouterEvent[] = [];
  const events3: RouterEvent[] = [];
  network.r1.events.on((event) => events1.push(event));
  network.r3.events.on((event) => events3.push(event));
  return { ...network, t1, t3, events1, events3 };
}

const wait = ({ clock }: SmallNetwork, seconds: number): void => clock.runUntil(clock.now() + 1000 * seconds);

describe('a tunnel of which one end has been migrated to IPsec', () => {
  it('is down at that end and up at the other, and nothing passes', () => {
    const network = ready();
    migrate(network.r1, network.t1);
    wait(network, 3);
    expect([network.t1.isUp, network.t3.isUp]).toEqual([false, true]);
    expect(marks(ping(network, network.r1, '10.0.0.2'))).toBe('U.U.U');
    expect(marks(ping(network, network.r3, '10.0.0.1'))).toBe('.....');
  });

  it('starts IKE without traffic and gets no answer: nothing listens at the other end', () => {
    const network = ready();
    migrate(network.r1, network.t1);
    wait(network, 3);
    expect(network.r1.ipsec.ike.associations).toMatchObject([
      { state: 'MM_NO_STATE', isDeleted: false, connectionId: 0 },
    ]);
    expect(network.r3.ipsec.isOn).toBe(false);
    expect(network.r3.ipsec.ike.associations).toEqual([]);
    expect(network.events1).toContainEqual({ kind: 'isakmp', isOn: true });
    expect(network.events3).toEqual([]);
  });

  it('complains of the packets that still come in clear, once a minute', () => {
    const network = ready();
    migrate(network.r1, network.t1);
    ping(network, network.r3, '10.0.0.1');
    const complaint = {
      kind: 'not-ipsec',
      local: ip('172.16.0.1'),
      remote: ip('172.16.0.6'),
      protocol: ipProtocols.gre,
    };
    expect(network.events1.filter(({ kind }) => kind === 'not-ipsec')).toEqual([complaint]);
    wait(network, 60);
    ping(network, network.r3, '10.0.0.1');
    expect(network.events1.filter(({ kind }) => kind === 'not-ipsec')).toEqual([complaint, complaint]);
  });

  it('comes up by itself when the other end follows, however late', () => {
    for (const seconds of [0, 5, 45, 70, 300]) {
      const network = ready();
      migrate(network.r1, network.t1);
      wait(network, seconds);
      migrate(network.r3, network.t3);
      wait(network, 2);
      expect([seconds, network.t1.isUp, network.t3.isUp]).toEqual([seconds, true, true]);
    }
  });
});

describe('a virtual tunnel interface', () => {
  it('carries pings in ESP, and counts them at both ends', () => {
    const network = ready();
    migrate(network.r1, network.t1);
    migrate(network.r3, network.t3);
    wait(network, 2);
    const protocols = new Set<number>();
    network.west.frames.on(({ frame }) => protocols.add(protocolOf(frame)));
    expect(marks(ping(network, network.r1, '10.0.0.2'))).toBe('!!!!!');
    expect([...protocols]).toEqual([ipProtocols.esp]);
    const [flow1] = network.r1.ipsec.flows;
    const [flow3] = network.r3.ipsec.flows;
    expect(flow1?.counters).toMatchObject({ encaps: 5, decaps: 5 });
    expect(flow3?.counters).toMatchObject({ encaps: 5, decaps: 5 });
    expect(network.r3.ipsec.flows[0]?.pairs.map(({ inbound }) => inbound.spi)).toContain(flow1?.current?.outbound.spi);
  });

  it('reports that its line protocol came up, after IKE did', () => {
    const network = ready();
    migrate(network.r1, network.t1);
    migrate(network.r3, network.t3);
    wait(network, 2);
    expect(network.events1.filter(({ kind }) => kind === 'line-protocol' || kind === 'isakmp')).toEqual([
      { kind: 'line-protocol', interface: 'Tunnel0', isUp: false },
      { kind: 'isakmp', isOn: true },
      { kind: 'line-protocol', interface: 'Tunnel0', isUp: true },
    ]);
  });

  it('negotiates anew when its associations are cleared', () => {
    const network = ready();
    migrate(network.r1, network.t1);
    migrate(network.r3, network.t3);
    wait(network, 2);
    const before = network.r1.ipsec.flows[0]?.current?.outbound.spi;
    network.r1.ipsec.clear();
    wait(network, 2);
    const after = network.r1.ipsec.flows[0]?.current?.outbound.spi;
    expect(after).toBeDefined();
    expect(after).not.toBe(before);
    expect(marks(ping(network, network.r1, '10.0.0.2'))).toBe('!!!!!');
    expect(network.r3.ipsec.flows[0]?.pairs).toHaveLength(1);
  });

  it('never comes up with different keys, and says at the responder that the message is bad', () => {
    const network = ready('FooB4R');
    migrate(network.r1, network.t1);
    migrate(network.r3, network.t3);
    wait(network, 20);
    expect([network.t1.isUp, network.t3.isUp]).toEqual([false, false]);
    expect([...network.events1, ...network.events3].map(({ kind }) => kind)).toContain('bad-ike-message');
  });

  it('takes packets larger than the link by cutting them before they are sealed', () => {
    const network = ready();
    migrate(network.r1, network.t1);
    migrate(network.r3, network.t3);
    wait(network, 2);
    expect(marks(ping(network, network.r1, '10.0.0.2', { count: 2, size: 3000 }))).toBe('!!');
  });
});

describe('GRE under tunnel protection', () => {
  it.each(['tunnel', 'transport'] as const)('is carried in ESP in %s mode', (mode) => {
    const network = ready();
    for (const [router, one] of [
      [network.r1, network.t1],
      [network.r3, network.t3],
    ] as const) {
      const set = router.crypto.transformSets.get('MyTransformSet');
      if (set) set.mode = mode;
      one.carrier.settings.protection = 'MyProfile';
      router.converge();
    }
    wait(network, 2);
    const protocols = new Set<number>();
    network.west.frames.on(({ frame }) => protocols.add(protocolOf(frame)));
    expect(marks(ping(network, network.r1, '10.0.0.2'))).toBe('!!!!!');
    expect([...protocols]).toEqual([ipProtocols.esp]);
    expect(network.r1.ipsec.flows[0]?.current?.child.proposal.mode).toBe(mode);
  });
});

function protocolOf(frame: Uint8Array): number {
  const ethernet = parseEthernet(frame);
  const packet = isMalformed(ethernet) || ethernet.etherType !== 0x0800 ? undefined : parseIpv4Packet(ethernet.payload);
  return packet && !isMalformed(packet) ? packet.protocol : -1;
}
