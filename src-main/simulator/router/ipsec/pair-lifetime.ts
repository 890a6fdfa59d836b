/** How long a pair of associations is used: renewal before its end, the end itself, and an end for want of traffic. */
import type { Clock } from '../../../base/clock.ts';
import type { Stop } from '../../../base/disposable.ts';
import type { SaPair } from './sa-pair.ts';

/**
 * The command reference of `crypto ipsec security-association lifetime`: the next pair is negotiated 30 seconds before
 * the lifetime in seconds ends, or when 256 kilobytes less than the lifetime in kilobytes have passed.
 */
const secondsBefore = 30;
const bytesBefore = 256 * 1024;
/** So that both ends do not ask at the same time, the one that answered before waits a little. Ours. */
const responderDelay = 5;

export interface LifetimeOwner {
  renew(why: 'seconds' | 'kilobytes'): void;
  expire(why: 'expired' | 'idle'): void;
}

/** @param idleTime seconds without a packet after which the pair goes; undefined keeps it */
export function watchLifetime(clock: Clock, pair: SaPair, idleTime: number | undefined, owner: LifetimeOwner): Stop {
  if (pair.isManual) return () => undefined;
  const { lifetime, isInitiator } = pair.child;
  const early = secondsBefore - (isInitiator ? 0 : responderDelay);
  const stops = [clock.after(lifetime.seconds * 1000, () => owner.expire('expired'))];
  if (lifetime.seconds > 2 * secondsBefore)
    stops.push(clock.after((lifetime.seconds - early) * 1000, () => owner.renew('seconds')));
  const idle = idleTime === undefined ? undefined : watchIdleness(clock, pair, idleTime, owner);
  return () => {
    for (const stop of stops) stop();
    idle?.();
  };
}

function watchIdleness(clock: Clock, pair: SaPair, seconds: number, owner: LifetimeOwner): Stop {
  let stop: Stop = () => undefined;
  const look = (): void => {
    const left = Math.max(pair.sentAt, pair.receivedAt) + 1000 * seconds - clock.now();
    // In whole milliseconds: a rest too small to move the clock would come again at the same instant for ever.
    if (left > 0) stop = clock.after(Math.ceil(left), look);
    else owner.expire('idle');
  };
  look();
  return () => stop();
}

/** Whether one of the two directions has carried so much that the next pair must come, or that this one must go. */
export function volumeUsed({ inbound, outbound, isManual }: SaPair): 'little' | 'much' | 'all' {
  if (isManual) return 'little';
  const left = Math.min(leftOf(inbound.usage), leftOf(outbound.usage));
  if (left <= 0) return 'all';
  return left <= bytesBefore ? 'much' : 'little';
}

const leftOf = ({ kilobytesAtStart, bytes }: SaPair['inbound']['usage']): number => kilobytesAtStart * 1024 - bytes;
