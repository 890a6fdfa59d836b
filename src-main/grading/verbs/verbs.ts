/** Every verb that a lab may expect, each with its rule. */
import type { Verb } from '../../lab/expectation.ts';
import { absent } from './absent.ts';
import { acl } from './acl.ts';
import { configuration } from './configuration.ts';
import { rekeyed } from './rekeyed.ts';
import { unchanged } from './unchanged.ts';
import { interfaceRule } from './interface.ts';
import { route } from './route.ts';
import { child } from './child.ts';
import { counters } from './counters.ts';
import { ike } from './ike.ts';
import { ipsecProfile } from './ipsec-profile.ts';
import { isakmpKey } from './isakmp-key.ts';
import { isakmpPolicy } from './isakmp-policy.ts';
import { log } from './log.ts';
import { order } from './order.ts';
import { ping } from './ping.ts';
import { transformSet } from './transform-set.ts';
import { tunnel } from './tunnel.ts';
import type { VerbRule } from './verb.ts';
import { wire } from './wire.ts';

/** Those without a rule are refused when a lab is loaded. */
const VERBS: { [V in Verb]?: VerbRule<V> } = {
  isakmpPolicy,
  isakmpKey,
  transformSet,
  ipsecProfile,
  tunnel,
  ike,
  child,
  interface: interfaceRule,
  route,
  unchanged,
  rekeyed,
  configuration,
  acl,
  counters,
  ping,
  absent,
  log,
  wire,
  order,
};

/** The rule of an expectation's verb takes the arguments of that expectation: each is of the same verb. */
export function ruleOf(verb: Verb): VerbRule<Verb> {
  const rule = VERBS[verb] as VerbRule<Verb> | undefined;
  if (!rule) throw new Error(`the verb ${verb} has no rule`);
  return rule;
}
