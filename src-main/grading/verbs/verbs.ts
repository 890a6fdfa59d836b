/** Every verb that a lab may expect, each with its rule. */
import type { Verb } from '../../lab/expectation.ts';
import { absent } from './absent.ts';
import { acl } from './acl.ts';
import { child } from './child.ts';
import { configuration } from './configuration.ts';
import { counters } from './counters.ts';
import { cryptoMap } from './crypto-map.ts';
import { ike } from './ike.ts';
import { ikev2Keyring } from './ikev2-keyring.ts';
import { ikev2Policy } from './ikev2-policy.ts';
import { ikev2Profile } from './ikev2-profile.ts';
import { ikev2Proposal } from './ikev2-proposal.ts';
import { interfaceRule } from './interface.ts';
import { ipsecProfile } from './ipsec-profile.ts';
import { isakmpKey } from './isakmp-key.ts';
import { isakmpPolicy } from './isakmp-policy.ts';
import { log } from './log.ts';
import { nat } from './nat.ts';
import { order } from './order.ts';
import { path } from './path.ts';
import { ping } from './ping.ts';
import { rekeyed } from './rekeyed.ts';
import { route } from './route.ts';
import { shown } from './shown.ts';
import { transformSet } from './transform-set.ts';
import { tunnel } from './tunnel.ts';
import { unchanged } from './unchanged.ts';
import type { VerbRule } from './verb.ts';
import { wire } from './wire.ts';

const VERBS: { [V in Verb]: VerbRule<V> } = {
  isakmpPolicy,
  isakmpKey,
  transformSet,
  ipsecProfile,
  cryptoMap,
  ikev2Proposal,
  ikev2Policy,
  ikev2Keyring,
  ikev2Profile,
  ike,
  child,
  counters,
  rekeyed,
  tunnel,
  interface: interfaceRule,
  route,
  ping,
  path,
  acl,
  nat,
  shown,
  configuration,
  log,
  absent,
  wire,
  order,
  unchanged,
};

/** The rule of an expectation's verb takes the arguments of that expectation: each is of the same verb. */
export function ruleOf(verb: Verb): VerbRule<Verb> {
  return VERBS[verb];
}
