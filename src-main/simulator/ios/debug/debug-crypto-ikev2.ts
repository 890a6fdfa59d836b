/** `debug crypto ikev2`: what IKE version 2 does, made of its events and of nothing else. */
import { Refusal } from '../../cli/refusal.ts';
import type { Ikev2Event } from '../../ike2/events.ts';
import { exchanges } from '../../wire/ikev2/numbers.ts';
import { ikev2AssociationLines } from './debug-ikev2-association.ts';
import type { DebugLine } from './debug-ikev2-line.ts';
import { ikev2MessageLines } from './debug-ikev2-messages.ts';
import { payloadNames } from './debug-ikev2-payloads.ts';
import type { DebugTopic } from './debugging.ts';
import { declareDebug } from './declare-debug.ts';
import type { IosDevice } from '../device.ts';
import { hasIkev2 } from '../ikev2/ikev2-presence.ts';
import { nameOfExchange } from '../ikev2/ikev2-statistics.ts';
import { execMode } from '../modes.ts';

const group = 'IKEV2';
const everything: DebugTopic = { words: 'crypto ikev2', group, title: 'IKEv2 default debugging' };
const errors: DebugTopic = { words: 'crypto ikev2 error', group, title: 'IKEv2 error debugging' };
const packets: DebugTopic = { words: 'crypto ikev2 packet', group, title: 'IKEv2 packet debugging' };

const lines = { ...ikev2AssociationLines, ...ikev2MessageLines };

/** The lines of one event, without their time. */
function debugOf(event: Ikev2Event): readonly DebugLine[] {
  // The table has a function for every kind that it has, and it takes just that kind.
  const say = lines[event.kind] as ((one: Ikev2Event) => readonly DebugLine[]) | undefined;
  return say?.(event) ?? [];
}

export function declareDebugIkev2(): void {
  declareDebug(everything, { crypto: 'Cryptographic subsystem', 'crypto ikev2': 'IKEv2 debugging' }, hasIkev2);
  declareDebug(errors, { 'crypto ikev2 error': 'IKEv2 Error debugging' }, hasIkev2);
  declareDebug(packets, { 'crypto ikev2 packet': 'IKEv2 Packet debugging' }, hasIkev2);
  execMode.add('debug crypto ikev2 internal', {
    when: hasIkev2,
    privilege: 15,
    hidden: true,
    run: () => {
      throw Refusal.notSimulated('The internal debugging of IKEv2 is not simulated: use debug crypto ikev2');
    },
  });
}

export function debugIkev2({ router, debugging }: IosDevice): void {
  const listen = router.ipsec.ikev2Events.onWhile((event) => {
    const texts = (isMeant: (line: DebugLine) => boolean) => (): string[] =>
      debugOf(event)
        .filter(isMeant)
        .flatMap(({ text }) => text.split('\n'));
    // Errors are told once, whichever of the two is on.
    if (debugging.isOn(everything))
      debugging.say(
        everything,
        texts(() => true),
      );
    else
      debugging.say(
        errors,
        texts(({ level }) => level === 'error'),
      );
    debugging.say(packets, () => packetText(event));
  });
  debugging.follow([everything, errors, packets], listen);
}

/** The header of what came or went, and what is in it. */
function packetText(event: Ikev2Event): string[] {
  if (event.kind !== 'sent' && event.kind !== 'received') return [];
  const { sa, exchange, isRequest, messageId, payloads } = event;
  const names = payloadNames(payloads).trim().split(' ');
  const next = exchange === exchanges.IKE_SA_INIT ? (names[0] ?? '') : 'ENCR';
  const isOurs = event.kind === 'sent';
  const isOfInitiator = (sa.role === 'initiator') === isOurs;
  const flags = `${isOfInitiator ? 'INITIATOR' : 'RESPONDER'}${isRequest ? '' : ' MSG-RESPONSE'}`;
  return [
    `IKEv2-PAK:(SESSION ID = ${sa.sessionId},SA ID = ${sa.id}):Next payload: ${next}, version: 2.0 Exchange type: ${nameOfExchange(exchange)}, flags: ${flags} Message id: ${messageId}`,
    'Payload contents: ',
    ...names.map((name) => ` ${name}`),
  ];
}
