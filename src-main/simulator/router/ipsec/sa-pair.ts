/** The associations that one negotiation makes, or one set of keys typed by hand: ESP, AH or both, in both directions. */
import type { Stop } from '../../../base/disposable.ts';
import type { Random } from '../../../base/random.ts';
import type { ChildSa, SaKeys, UdpPorts } from '../../ike/environment.ts';
import { AhSecurityAssociation } from '../../ipsec/ah-security-association.ts';
import type { AssociationLife } from '../../ipsec/association-usage.ts';
import { EspSecurityAssociation } from '../../ipsec/esp-security-association.ts';
import type { EventAssociation, EventPair, ProtectedEnds } from '../../ipsec/events.ts';
import { endsOf } from './selectors.ts';

export { keyStory } from '../../ike/key-story.ts';

export interface Directions<T> {
  inbound: T;
  outbound: T;
}

/** Where keys come from: version 1 or 2 of IKE, or the operator. */
export type Keying = 'ikev1' | 'ikev2' | 'manual';

export type SecurityAssociation = EspSecurityAssociation | AhSecurityAssociation;

export interface SaPair extends Directions<SecurityAssociation> {
  child: ChildSa;
  /** At least one of the two is there; `inbound` and `outbound` are those of ESP, or of AH where AH is alone. */
  esp: Directions<EspSecurityAssociation> | undefined;
  ah: Directions<AhSecurityAssociation> | undefined;
  /** ESP inside UDP: the ports of both ends, which a NAT may change. */
  encapsulation: UdpPorts | undefined;
  keying: Keying;
  /** Keyed by hand: without IKE, without an end. */
  isManual: boolean;
  /** Virtual time in milliseconds. */
  createdAt: number;
  /** Virtual time in milliseconds: when a packet was last sent or received with it; at first, when it was made. */
  sentAt: number;
  receivedAt: number;
  /** A newer pair has been asked for, and has not come. */
  isBeingRenewed: boolean;
  stopExpiry: Stop;
}

/**
 * The volume that a new association may carry is spread below the configured one, so that peers do not rekey all at
 * once: fresh ones show 4540862 and 4596305 of 4608000 kilobytes (seeds 000 and 002), under 2 % less.
 */
const volumeSpread = 0.02;

export interface Circumstances {
  /** Virtual time in milliseconds. */
  now: number;
  random: Random;
  nextConnectionId: () => number;
  /** 0 when replays are not looked for. */
  replayWindow: number;
  keying: Keying;
}

export function pairOfChild(child: ChildSa, circumstances: Circumstances): SaPair {
  const { now, keying } = circumstances;
  const isManual = keying === 'manual';
  const kilobytesAtStart = spread(child.lifetime.kilobytes, circumstances);
  const lifeOf = ({ spi }: SaKeys): AssociationLife => ({
    spi,
    kilobytesAtStart,
    lifetimeSeconds: isManual ? undefined : child.lifetime.seconds,
    createdAt: now,
    connectionId: circumstances.nextConnectionId(),
    replayWindow: circumstances.replayWindow,
  });
  const esp = espOf(child, lifeOf);
  const ah = ahOf(child, lifeOf);
  const main = esp ?? ah;
  if (!main) throw new RangeError('an agreement on neither ESP nor AH');
  const { inbound, outbound } = main;
  const times = { createdAt: now, sentAt: now, receivedAt: now, isBeingRenewed: false, stopExpiry: () => undefined };
  return { child, esp, ah, inbound, outbound, encapsulation: child.encapsulation, keying, isManual, ...times };
}

function spread(kilobytes: number, { random }: Circumstances): number {
  return Math.floor(kilobytes * (1 - (volumeSpread * random.int(1000)) / 1000));
}

type LifeOf = (keys: SaKeys) => AssociationLife;

function espOf({ proposal, inbound, outbound }: ChildSa, lifeOf: LifeOf): SaPair['esp'] {
  const { esp: transform } = proposal;
  if (!transform) return undefined;
  const associationOf = (keys: SaKeys): EspSecurityAssociation =>
    new EspSecurityAssociation({ keyMaterial: keys.keyMaterial, transform, ...lifeOf(keys) });
  return { inbound: associationOf(inbound), outbound: associationOf(outbound) };
}

function ahOf({ proposal, inbound, outbound, bundledAh }: ChildSa, lifeOf: LifeOf): SaPair['ah'] {
  const { ah: integrity } = proposal;
  if (!integrity) return undefined;
  const associationOf = (keys: SaKeys): AhSecurityAssociation =>
    new AhSecurityAssociation({ keyMaterial: keys.keyMaterial, integrity, ...lifeOf(keys) });
  const keys = bundledAh ?? { inbound, outbound };
  return { inbound: associationOf(keys.inbound), outbound: associationOf(keys.outbound) };
}

/** As events tell of it. */
export function describePair(pair: SaPair): ProtectedEnds & EventPair {
  const half = ({ protocol, spi, connectionId, transform }: SecurityAssociation): EventAssociation => {
    return { protocol, spi, connectionId, transform, lifetime: pair.child.lifetime };
  };
  const halves = ({ inbound, outbound }: Directions<SecurityAssociation>): Directions<EventAssociation> => {
    return { inbound: half(inbound), outbound: half(outbound) };
  };
  const { esp, ah } = pair;
  const { inbound, outbound } = halves(pair);
  return { inbound, outbound, ...endsOf(pair.child), ...(esp && ah ? { bundledAh: halves(ah) } : {}) };
}
