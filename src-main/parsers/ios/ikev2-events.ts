/**
 * What a line of the IKEv2 debugs says, without its stamp and its `IKEv2-ERROR:(SESSION ID = 1,SA ID = 1):`.
 * Texts: reference/faults.tsv (rows V2-…, captured on IOS XE).
 */
import { eventOf, type Form } from './log-forms.ts';

export type Ikev2Event =
  | { kind: 'policies-received' | 'policies-expected'; text: string }
  | { kind: 'no-proposal-chosen' | 'wrong-group' | 'authentication-failed' | 'exchange-failed' | 'item-not-found' | 'no-profile' | 'no-configuration-reply' } // prettier-ignore
  | { kind: 'other'; text: string };

const FORMS: Form[] = [
  ['policies-received', /^Received Policies:\s*:?\s*(?<text>.+)$/],
  ['policies-expected', /^Expected Policies:\s*:?\s*(?<text>.+)$/],
  ['no-proposal-chosen', /^Received no proposal chosen notify$/],
  ['wrong-group', /^The peer's KE payload contained the wrong DH group$/],
  ['authentication-failed', /^Failed to authenticate the IKE SA$/],
  ['exchange-failed', /^Auth exchange failed$/],
  ['item-not-found', /^Failed to locate an item in the database$/],
  ['no-profile', /^(?:% ?)?IKEv2 profile not found$/],
  ['no-configuration-reply', /^Error constructing config reply$/],
];

export function ikev2EventOf(text: string): Ikev2Event {
  return (eventOf(FORMS, text) ?? { kind: 'other', text }) as unknown as Ikev2Event;
}
