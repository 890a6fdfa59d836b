/** The IKE policies of both ends, compared as the responder does. Numbers and lifetimes need not agree. */
import type { IsakmpPolicy } from '../../parsers/ios/show-crypto-isakmp-policy.ts';
import type { ConfiguredIsakmpPolicy, RunningConfiguration } from '../../parsers/ios/configuration.ts';
import { normaliseAuthentication, normaliseEncryption, normaliseHash } from '../../sa/normalise.ts';
import type { Evidence } from '../evidence.ts';
import { quoteOf, quotesOf, type Capture, type Captures } from '../facts/captures.ts';
import { ISAKMP_POLICY } from '../facts/shows.ts';
import type { Quote } from '../verdict.ts';
import { isBuiltIn } from '../verbs/isakmp-policy.ts';

export type PolicyAttribute = 'encryption' | 'keyBits' | 'hash' | 'dhGroup' | 'authentication';

export interface Policy {
  priority: number;
  encryption: string;
  keyBits: number | undefined;
  hash: string;
  dhGroup: number;
  authentication: string;
  quote: (attribute: PolicyAttribute) => Quote;
}

/** Those that somebody wrote: the show command tells defaults too, the configuration alone does not. */
export function policiesOf(
  role: string,
  captures: Captures,
  configuration: Capture<RunningConfiguration> | undefined,
): Policy[] | undefined {
  const shown = captures.find(role, ISAKMP_POLICY, 'any');
  if (shown) return shown.records.filter((one) => !isBuiltIn(one)).map((one) => policyOfShow(one, shown.evidence));
  return configuration?.records[0]?.isakmpPolicies.map((one) => policyOfConfiguration(one, configuration.evidence));
}

/** What a router shows that has none of its own: the built-in suite. */
export function builtInQuotes(role: string, captures: Captures): Quote[] {
  const shown = captures.find(role, ISAKMP_POLICY, 'any');
  const suite = shown?.records.find(isBuiltIn);
  return shown && suite ? quotesOf(shown.evidence, suite, 'priority', 'authentication') : [];
}

function policyOfShow(policy: IsakmpPolicy, evidence: Evidence): Policy {
  const { algorithm, keyBits } = normaliseEncryption(policy.encryption ?? '', policy.keyBits);
  return {
    priority: Number(policy.priority),
    encryption: algorithm,
    keyBits,
    hash: normaliseHash(policy.hash ?? ''),
    dhGroup: policy.dhGroup ?? 0,
    authentication: normaliseAuthentication(policy.authentication ?? ''),
    quote: (attribute) => quoteOf(evidence, policy.at[fieldOf(attribute)] ?? policy.line),
  };
}

/** Defaults of 12.4 and 15 (seed 000): DES, SHA-1, RSA signatures, group 1. */
function policyOfConfiguration(policy: ConfiguredIsakmpPolicy, evidence: Evidence): Policy {
  const { algorithm, keyBits } = normaliseEncryption(policy.encryption ?? 'des');
  const field = (attribute: PolicyAttribute): string => (attribute === 'dhGroup' ? 'group' : fieldOf(attribute));
  return {
    priority: policy.priority,
    encryption: algorithm,
    keyBits,
    hash: normaliseHash(policy.hash ?? 'sha'),
    dhGroup: policy.group ?? 1,
    authentication: normaliseAuthentication(policy.authentication ?? 'rsa-sig'),
    quote: (attribute) => quoteOf(evidence, policy.at[field(attribute)] ?? policy.line),
  };
}

function fieldOf(attribute: PolicyAttribute): string {
  return attribute === 'keyBits' ? 'encryption' : attribute;
}

export interface PolicyPair {
  a: Policy;
  b: Policy;
  /** What keeps them from being agreed on. */
  differences: PolicyAttribute[];
}

/**
 * The two policies that come closest to each other, in the order in which they are tried; without differences it is the
 * one that is agreed on.
 * @param canSign whether there are certificates: without, signatures that both ask for are of no use
 */
export function closestPair(a: readonly Policy[], b: readonly Policy[], canSign: boolean): PolicyPair | undefined {
  const pairs = a.flatMap((one) => b.map((other) => ({ a: one, b: other, differences: differences(one, other, canSign) }))); // prettier-ignore
  return pairs.reduce<PolicyPair | undefined>(
    (best, one) => (best && best.differences.length <= one.differences.length ? best : one),
    undefined,
  );
}

function differences(a: Policy, b: Policy, canSign: boolean): PolicyAttribute[] {
  const found: PolicyAttribute[] = [];
  if (a.encryption !== b.encryption) found.push('encryption');
  else if (a.keyBits !== b.keyBits) found.push('keyBits');
  if (a.hash !== b.hash) found.push('hash');
  if (a.dhGroup !== b.dhGroup) found.push('dhGroup');
  const isUseless = !canSign && a.authentication !== 'psk';
  if (a.authentication !== b.authentication || isUseless) found.push('authentication');
  return found;
}
