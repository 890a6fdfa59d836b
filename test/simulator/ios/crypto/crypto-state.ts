/** R1 of seed 000 with its tunnel up: the state that the seed's show commands were typed in. */
import type { IsakmpPolicy } from '../../../../src-main/simulator/ike/environment.ts';
import type { IsakmpSa } from '../../../../src-main/simulator/ike/isakmp-sa.ts';
import { EspSecurityAssociation } from '../../../../src-main/simulator/ipsec/esp-security-association.ts';
import {
  defaultLifetime,
  type EspTransform,
  type IpsecProposal,
} from '../../../../src-main/simulator/ipsec/proposal.ts';
import { defaultIsakmpPolicy } from '../../../../src-main/simulator/router/ipsec/crypto-configuration.ts';
import type { ProtectedFlow } from '../../../../src-main/simulator/router/ipsec/protected-flow.ts';
import type { SaPair } from '../../../../src-main/simulator/router/ipsec/sa-pair.ts';
import type { Router } from '../../../../src-main/simulator/router/router.ts';
import { ip, smallNetwork, tunnel } from '../../router/network.ts';

const now = 1_000_000;
const esp: EspTransform = { cipher: '3des', keyBits: 168, integrity: 'sha1' };
const tripleDes: IpsecProposal = { mode: 'tunnel', esp, ah: undefined };

export const presharedPolicy: IsakmpPolicy = { ...defaultIsakmpPolicy, priority: 10, authentication: 'pre-share' };

export interface Seed000 {
  router: Router;
  flow: ProtectedFlow;
  now: number;
  associations: IsakmpSa[];
}

/** The tunnel is configured, and protected; it has no associations. */
export function configuredR1(mode: 'ipsec-ipv4' | 'gre-ip' = 'ipsec-ipv4'): { router: Router; flow: ProtectedFlow } {
  const { r1: router } = smallNetwork();
  const { crypto } = router;
  crypto.policies.set(10, { ...presharedPolicy });
  crypto.keys.push({ secret: 'FooB4r', address: ip('172.16.0.6'), mask: ip('255.255.255.255'), noXauth: false });
  crypto.transformSets.set('MyTransformSet', { name: 'MyTransformSet', esp, ah: undefined, mode: 'tunnel' });
  const profile = { name: 'MyProfile', transformSets: ['MyTransformSet'], pfsGroup: undefined, lifetime: {} };
  crypto.profiles.set('MyProfile', profile);
  const one = tunnel(router, '10.0.0.1', '172.16.0.6');
  Object.assign(one.carrier.settings, { mode, protection: 'MyProfile' });
  router.converge();
  const [flow] = router.ipsec.flows;
  if (!flow) throw new Error('the tunnel is not protected');
  return { router, flow };
}

export function seed000(): Seed000 {
  const { router, flow } = configuredR1();
  flow.pairs.push(pairOf(flow, { inbound: 0x5351d51e, outbound: 0xb1677585, firstConnection: 3 }));
  flow.upSince = now - 221_000;
  Object.assign(flow.counters, { encaps: 5, encrypt: 5, digest: 5, decaps: 5, decrypt: 5, verify: 5 });
  return { router, flow, now, associations: [isakmpSa({})] };
}

/** The inbound association has 3379 seconds left, the outbound one 3378. */
export function pairOf(
  flow: ProtectedFlow,
  { inbound, outbound, firstConnection }: { inbound: number; outbound: number; firstConnection: number },
): SaPair {
  const make = (spi: number, connectionId: number, age: number): EspSecurityAssociation =>
    new EspSecurityAssociation({
      spi,
      connectionId,
      transform: esp,
      keyMaterial: new Uint8Array(44),
      lifetimeSeconds: 3600,
      kilobytesAtStart: 4_540_862,
      createdAt: now - 1000 * age,
    });
  const ends = { local: flow.local, remote: flow.remote };
  const selectors = { localSelector: flow.localSelector, remoteSelector: flow.remoteSelector };
  const keyMaterial = new Uint8Array(44);
  const child = {
    ...ends,
    ...selectors,
    proposal: tripleDes,
    lifetime: defaultLifetime,
    pfsGroup: undefined,
    isInitiator: true,
    inbound: { spi: inbound, keyMaterial },
    outbound: { spi: outbound, keyMaterial },
  };
  const associations = {
    inbound: make(inbound, firstConnection, 221),
    outbound: make(outbound, firstConnection + 1, 222),
  };
  return {
    child,
    ...associations,
    esp: associations,
    ah: undefined,
    encapsulation: undefined,
    keying: 'ikev1',
    isManual: false,
    createdAt: now,
    sentAt: now,
    receivedAt: now,
    isBeingRenewed: false,
    stopExpiry: () => undefined,
  };
}

export function isakmpSa(fields: Partial<IsakmpSa>): IsakmpSa {
  return {
    local: ip('172.16.0.1'),
    remote: ip('172.16.0.6'),
    role: 'initiator',
    initiator: ip('172.16.0.1'),
    responder: ip('172.16.0.6'),
    state: 'QM_IDLE',
    isDeleted: false,
    connectionId: 1002,
    policy: presharedPolicy,
    lifetimeRemaining: 86_179,
    initiatorCookie: new Uint8Array(8),
    responderCookie: new Uint8Array(8),
    encryptionKey: undefined,
    ...fields,
  };
}

/** Without the whitespace at both ends of lines and with single blanks within: what seed 000 kept. */
export function wording(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim().replace(/\s+/g, ' '));
}

/** A text of a seed, as lines. */
export function quoted(text: string): string[] {
  return text.replace(/^\n/, '').replace(/\n *$/, '').split('\n');
}
