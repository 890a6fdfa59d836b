/**
 * `debug crypto isakmp`: what IKE does, line by line, made of the events of its state machine and of nothing else. The
 * order is that of seed 001 (12.2), the spelling that of 12.4T unless the router runs 12.2 or IOS XE:
 * reference/faults.tsv, and the trace behind its P1-ENC.
 * Where that trace has addresses of memory, these lines have numbers that are as good.
 */
import type { IkeEvent } from '../../ike/events.ts';
import { olderIsakmpLines } from './debug-crypto-older.ts';
import type { LinesOf } from './debug-crypto-spelling.ts';
import { xeIsakmpLines } from './debug-crypto-xe.ts';
import { associationLines } from './debug-isakmp-association.ts';
import { messageLines } from './debug-isakmp-messages.ts';
import { credentialLines } from './debug-isakmp-credentials.ts';
import { discoveryLines } from './debug-isakmp-discovery.ts';
import { IsakmpDebugPeer } from './debug-isakmp-peer.ts';
import { pathLines } from './debug-isakmp-path.ts';
import { policyLines } from './debug-isakmp-policies.ts';
import { quickModeLines } from './debug-isakmp-quick-mode.ts';
import { transactionLines } from './debug-isakmp-transactions.ts';
import type { DebugTopic } from './debugging.ts';
import { declareDebug } from './declare-debug.ts';
import type { IosDevice } from '../device.ts';
import type { Flavour } from '../flavour.ts';

const topic: DebugTopic = {
  words: 'crypto isakmp',
  group: 'Cryptographic Subsystem',
  title: 'Crypto ISAKMP debugging',
};

const lines: LinesOf<IkeEvent, IkeEvent['kind']> = {
  ...associationLines,
  ...messageLines,
  ...pathLines,
  ...discoveryLines,
  ...credentialLines,
  ...policyLines,
  ...quickModeLines,
  ...transactionLines,
};

/** The lines of one event, without their time. */
function isakmpDebugOf(event: IkeEvent): readonly string[] {
  // The table has a function for every kind, and it takes just that kind.
  return (lines[event.kind] as (one: IkeEvent) => readonly string[])(event);
}

const spellings: Readonly<Record<Flavour['cryptoDebugs'], (lines: readonly string[]) => readonly string[]>> = {
  '12.2': olderIsakmpLines,
  '12.4': (lines) => lines,
  xe: xeIsakmpLines,
};

export function declareDebugIsakmp(): void {
  declareDebug(topic, { crypto: 'Cryptographic subsystem', 'crypto isakmp': 'ISAKMP Key Management' });
}

export function debugIsakmp({ router, debugging, flavour }: IosDevice): void {
  const peer = new IsakmpDebugPeer(router);
  const spelled = spellings[flavour.cryptoDebugs];
  const listen = router.ipsec.ikeEvents.onWhile((event) => {
    if (debugging.conditions.admit('isakmp', peer.of(event))) debugging.say(topic, () => spelled(isakmpDebugOf(event)));
  });
  debugging.follow([topic], listen);
}
