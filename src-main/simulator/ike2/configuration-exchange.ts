/**
 * The exchange of configurations (RFC 7296 sections 2.19 and 3.15) as FlexVPN has it: who has begun asks for an address and
 * networks with its proof, and is answered; afterwards it tells of the networks behind itself.
 */
import { exchanges } from '../wire/ikev2/numbers.ts';
import { findPayload, type Payload } from '../wire/ikev2/payloads.ts';
import type { Association } from './association.ts';
import type { Ikev2Profile } from './configuration.ts';
import { notify, type Notify } from './notify.ts';
import type { Outcome, Task } from './task.ts';
import {
  acknowledgementOf,
  asksForAddress,
  configurationTypes,
  payloadOf,
  requestOf,
  settingsIn,
  type ToldSettings,
} from './told-settings.ts';

/** The request of who has begun. */
export function configurationRequest(association: Association, profile: Ikev2Profile): Payload[] {
  const wish = association.env.configurationSide?.wish(association, profile);
  return wish === undefined ? [] : [requestOf(wish)];
}

/** The address and the networks that the answer brings; then the peer is told of ours. */
export function takeConfiguration(association: Association, payloads: readonly Payload[]): void {
  const { env, conversation } = association;
  const reply = findPayload(payloads, 'cp');
  if (reply?.type === configurationTypes.reply) note(association, settingsIn(reply));
  if (env.configurationSide?.authorization(association) === 'granted') conversation.enqueue(new Tell(association));
}

/** The address for a peer that asks for one; it fails before there is a child (section 3.15.4). */
export function grantAddress(association: Association, payloads: readonly Payload[]): Notify | undefined {
  const side = association.env.configurationSide;
  const request = findPayload(payloads, 'cp');
  if (request?.type !== configurationTypes.request || side?.authorization(association) !== 'granted') return undefined;
  association.given = side.give(association, asksForAddress(request) ? 'address' : 'networks');
  return association.given ? undefined : notify('INTERNAL_ADDRESS_FAILURE');
}

/** The child is there, and with it the interface whose address is told. */
export function configurationReply(association: Association): Payload[] {
  const { given, env } = association;
  if (!given) return [];
  association.trace({ kind: 'configured', sa: association });
  return [payloadOf('reply', { ...given, networks: env.configurationSide?.networks(association) ?? [] })];
}

/** What the peer tells of itself; undefined when it says nothing that is listened to. */
export function answerConfiguration(association: Association, payloads: readonly Payload[]): Payload[] | undefined {
  const set = findPayload(payloads, 'cp');
  const isHeard = association.env.configurationSide?.authorization(association) === 'granted';
  if (set?.type !== configurationTypes.set || !isHeard) return undefined;
  note(association, settingsIn(set));
  return [acknowledgementOf(set)];
}

/** An address that was given stays. */
function note(association: Association, { address, mask, dns, networks }: ToldSettings): void {
  const before = association.told;
  association.told = {
    ...before,
    ...(address !== undefined && { address }),
    ...(mask !== undefined && { mask }),
    dns,
    networks,
  };
  association.trace({ kind: 'configured', sa: association });
}

/** Tells of the networks on our side. */
class Tell implements Task<Association> {
  readonly exchange = exchanges.INFORMATIONAL;
  readonly subject = 'other';

  constructor(private readonly association: Association) {}

  build(): Payload[] {
    const { association } = this;
    const networks = association.env.configurationSide?.networks(association) ?? [];
    return [payloadOf('set', { dns: [], networks })];
  }

  answered(): Outcome {
    return 'done';
  }

  abandoned(): void {
    // With the association goes what was to be told over it.
  }

  transferred(to: Association): Task<Association> {
    return new Tell(to);
  }
}
