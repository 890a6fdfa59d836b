/**
 * The work that forwarding.ts measures, as a program of its own: packets of a host pass two routers with a site-to-site
 * VPN between them, AES-256 in CBC mode and SHA-256, from the wire of one LAN to that of the other. It prints what each
 * packet has cost, in microseconds of processor time, and the same for the bare cryptography of the same bytes.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { seededRandom } from '../../src-main/base/random.ts';
import { VirtualClock } from '../../src-main/simulator/network/virtual-clock.ts';
import { Link, type Plug } from '../../src-main/simulator/network/link.ts';
import { Router } from '../../src-main/simulator/router/router.ts';
import { emitEthernet } from '../../src-main/simulator/wire/ethernet.ts';
import { emitIpv4Packet, ipProtocols } from '../../src-main/simulator/wire/ipv4.ts';
import type { TransformSet } from '../../src-main/simulator/router/ipsec/crypto-configuration.ts';
import { median } from './figure.ts';
import { ip } from '../simulator/router/network.ts';
import { allowPeer, apply, entryOf, listBetween } from '../simulator/router/sites.ts';

const set: TransformSet = {
  name: 'Set',
  esp: { cipher: 'aes', keyBits: 256, integrity: 'sha256' },
  ah: undefined,
  mode: 'tunnel',
};
const packets = 20_000;
/** On the wire at one time. */
const burst = 50;
const rounds = 7;
const hostMac = Uint8Array.of(2, 0, 0, 0, 0, 9);
const mask = ip('255.255.255.0');

interface Sites {
  clock: VirtualClock;
  /** Where the host of the first site is plugged in. */
  host: Plug;
  received: () => number;
  mac: Uint8Array;
}

function build(): Sites {
  const clock = new VirtualClock();
  const random = seededRandom('forwarding');
  const wan = new Link(clock);
  const [near, far] = [1, 3].map((site) => {
    const router = new Router(clock, random.fork(String(site)));
    const lan = new Link(clock);
    plug(router, 'FastEthernet0/0', `172.16.0.${site}`, site === 1 ? wan.a : wan.b);
    plug(router, 'FastEthernet0/1', `10.${site}.1.1`, lan.a);
    return { router, lan };
  });
  if (!near || !far) throw new Error('two sites were made');
  protect(near.router, [1, 3]);
  protect(far.router, [3, 1]);
  let received = 0;
  far.lan.b.onFrame = () => received++;
  const mac = Uint8Array.of(2, 0, 0, 1, 1, 1);
  return { clock, host: near.lan.b, received: () => received, mac };
}

function plug(router: Router, name: string, address: string, cable: Plug): void {
  const [site = 0, port = 0] = address.split('.').slice(1, 3).map(Number);
  const one = router.addEthernet(name, Uint8Array.of(2, 0, 0, site, port, 1));
  if (address.startsWith('172')) one.carrier.mac.set([2, 0, 0, 0, 0, Number(address.split('.')[3])]);
  one.carrier.plugIn(cable);
  router.setAddress(one, { address: ip(address), mask });
  router.setShutdown(one, false);
  // No host answers at the other end: for the hours that this takes it is known.
  if (address.startsWith('10')) one.carrier.arp.learn(ip(`10.${site}.1.9`), hostMac);
}

function protect(router: Router, [from, to]: readonly [number, number]): void {
  const peer = `172.16.0.${to}`;
  router.routes.statics.push({ network: 0, mask: 0, nextHop: ip(peer), interfaceName: undefined, distance: 1 });
  allowPeer(router, peer);
  router.accessLists.byName.set('VPN', listBetween(from, to, [1]));
  apply(router, set, entryOf({ peers: [ip(peer)] }));
}

function frameOf(length: number, mac: Uint8Array): Uint8Array {
  const payload = emitIpv4Packet({
    typeOfService: 0,
    identification: 1,
    dontFragment: false,
    moreFragments: false,
    fragmentOffset: 0,
    timeToLive: 64,
    protocol: ipProtocols.udp,
    source: ip('10.1.1.9'),
    destination: ip('10.3.1.9'),
    options: new Uint8Array(),
    payload: new Uint8Array(length - 20),
  });
  return emitEthernet({ destination: mac, source: hostMac, etherType: 0x800, payload });
}

function microseconds(work: () => void): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / packets;
}

function forward({ clock, host, received }: Sites, frame: Uint8Array): void {
  const before = received();
  for (let sent = 0; sent < packets; sent += burst) {
    for (let one = 0; one < burst; one++) host.send(frame);
    clock.runUntil(clock.now() + 10);
  }
  if (received() - before !== packets) throw new Error(`${received() - before} of ${packets} packets came through`);
}

/** ESP pads to a whole number of blocks; 10 bytes of it are header and trailer, 16 each the IV and the check value. */
function bare(length: number): void {
  const plaintext = randomBytes(Math.ceil((length + 2) / 16) * 16);
  const [key, integrityKey, iv] = [randomBytes(32), randomBytes(32), randomBytes(16)];
  for (let n = 0; n < packets; n++) {
    const ciphertext = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false).update(plaintext);
    createHmac('sha256', integrityKey).update(iv).update(ciphertext).digest();
    createHmac('sha256', integrityKey).update(iv).update(ciphertext).digest();
    createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false).update(ciphertext);
  }
}

const sites = build();
for (let n = 0; n < 5; n++) {
  sites.host.send(frameOf(100, sites.mac));
  sites.clock.runUntil(sites.clock.now() + 5000);
}
const results = [100, 1400].map((length) => {
  const frame = frameOf(length, sites.mac);
  const costs = Array.from({ length: rounds }, () => microseconds(() => forward(sites, frame)));
  const bareCosts = Array.from({ length: rounds }, () => microseconds(() => bare(length)));
  return { length, cost: median(costs.slice(2)), bare: median(bareCosts.slice(2)) };
});
process.stdout.write(JSON.stringify(results));
