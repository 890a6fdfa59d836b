/**
 * `debug crypto engine`: what the engine is asked to do by IKE and IPsec, in the words of 12.4T for a router that
 * encrypts in software.
 */
import type { IkeEvent } from '../../ike/events.ts';
import type { IpsecEvent } from '../../ipsec/events.ts';
import type { DebugTopic } from './debugging.ts';
import { IsakmpDebugPeer } from './debug-isakmp-peer.ts';
import { declareDebug } from './declare-debug.ts';
import type { IosDevice } from '../device.ts';

const topic: DebugTopic = {
  words: 'crypto engine',
  group: 'Cryptographic Subsystem',
  title: 'Crypto Engine debugging',
};

/** Software numbers its connections from 1, the show commands from 1001. */
const firstConnection = 1000;

export function declareDebugEngine(): void {
  declareDebug(topic, { 'crypto engine': 'Crypto Engine Debug' });
}

export function debugEngine({ router, debugging }: IosDevice): void {
  const peer = new IsakmpDebugPeer(router);
  const listenToIke = router.ipsec.ikeEvents.onWhile((event) => {
    if (debugging.conditions.admit('engine', peer.of(event))) debugging.say(topic, () => ikeLines(event));
  });
  const listenToIpsec = router.ipsec.ipsecEvents.onWhile((event) => {
    const ends = 'remote' in event ? event : { local: undefined, remote: undefined };
    if (debugging.conditions.admit('engine', ends)) debugging.say(topic, () => ipsecLines(event));
  });
  debugging.follow([topic], listenToIke);
  debugging.follow([topic], listenToIpsec);
}

type Of<Kind extends IkeEvent['kind']> = Extract<IkeEvent, { kind: Kind }>;
type Lines = { readonly [Kind in IkeEvent['kind']]?: (event: Of<Kind>) => readonly string[] };

/** Messages are encrypted as soon as an association has keys, and with them its number. */
const linesOf: Lines = {
  state: ({ to }) => (to === 'I2' || to === 'R1' ? ['crypto_engine: Create DH'] : []),
  'key-found': ({ use }) =>
    use === 'keys' ? ['crypto_engine: Create IKE SA', 'crypto engine: deleting DH phase 1'] : [],
  sent: ({ connectionId }) =>
    connectionId > 0 ? ['crypto_engine: Generate IKE hash', 'crypto_engine: Encrypt IKE packet'] : [],
  received: ({ connectionId }) =>
    connectionId > 0 ? ['crypto_engine: Decrypt IKE packet', 'crypto_engine: Generate IKE hash'] : [],
  'sa-purged': ({ connectionId }) =>
    connectionId > firstConnection ? [`crypto engine: deleting IKE SA SW:${connectionId - firstConnection}`] : [],
};

function ikeLines(event: IkeEvent): readonly string[] {
  // The table has a function for some kinds, and it takes just that kind.
  const lines = linesOf[event.kind] as ((one: IkeEvent) => readonly string[]) | undefined;
  return lines?.(event) ?? [];
}

function ipsecLines(event: IpsecEvent): readonly string[] {
  if (event.kind === 'installed') return ['crypto_engine: Create IPSec SA', 'crypto_engine: Create IPSec SA'];
  if (event.kind !== 'deleted') return [];
  return [event.inbound, event.outbound].map(
    ({ connectionId }) => `crypto engine: deleting IPSec SA SW:${connectionId}`,
  );
}
