/**
 * Whether a state that is not there yet may still come by itself, where nobody configures anything while it is waited
 * for: a lab that is graded as a whole. What only a line of the configuration could bring is not waited for: what stands in
 * the configuration, associations between routers that protect nothing, answers from an address that no router has, GRE
 * in clear that its tunnel is told to send whatever happens. Of everything else it is not known, and the deadline holds:
 * to be fair counts for more than to be quick.
 */
import { formatIpv4 } from '../base/address.ts';
import type { Exercise, Step } from '../lab/exercise.ts';
import { isCombined, type Expectation, type Simple } from '../lab/expectation.ts';
import { concernedRoles } from './concerned.ts';
import type { Evidence } from './evidence.ts';
import { interfaceNamed, ownerOf, roleNamed, tunnelsOf } from './facts/places.ts';
import type { Look } from './look.ts';
import type { ExpectationVerdict, StepVerdict } from './verdict.ts';

const CONFIGURATION = 'show running-config';

/** What is to be known for that. */
export function restingLooks(exercise: Exercise, step: Step): Look[] {
  return concernedRoles(exercise, step)
    .filter((role) => isRouter(exercise, role))
    .map((role) => ({ role, command: CONFIGURATION }));
}

const isRouter = (exercise: Exercise, role: string): boolean => /^(?:ios|asa)/.test(roleNamed(exercise, role).platform);

interface Known {
  exercise: Exercise;
  step: Step;
  /** The whole configuration of a router; undefined where it was not shown to its end. */
  configurationOf: (role: string) => string | undefined;
}

/** @param evidence with what the resting looks have shown */
export function mayComeByItself(
  exercise: Exercise,
  step: Step,
  { expectations }: StepVerdict,
  evidence: readonly Evidence[],
): boolean {
  const configurationOf = (role: string): string | undefined => {
    const text = evidence.findLast((one) => one.role === role && one.command === CONFIGURATION)?.text;
    return text !== undefined && isRouter(exercise, role) && isWhole(text) ? text : undefined;
  };
  const known: Known = { exercise, step, configurationOf };
  if (exercise.roles.some(({ name }) => CONFIGURES_ITSELF.test(configurationOf(name) ?? ''))) return true;
  return step.expect.some((one, index) => mayCome(known, one, expectations[index]));
}

/** To its end, and not only the part that somebody of a lower privilege level may see: that has no address in it. */
function isWhole(text: string): boolean {
  return /^(?:: )?end\s*$/m.test(text) && /^ +(?:no )?ip address\b/m.test(text);
}

/** Applets, timetables and certificates that are renewed type lines that nobody else does. */
const CONFIGURES_ITSELF = /^ *(?:event manager applet|kron policy-list|auto-enroll)\b/m;

function mayCome(known: Known, one: Expectation, verdict: ExpectationVerdict | undefined): boolean {
  if (!verdict) return true;
  if (verdict.verdict === 'passed') return false;
  // What comes after a barrier is judged when that holds, which is looked at by itself.
  if (verdict.verdict === 'not judged') return false;
  if (verdict.verdict === 'error') return true;
  if (!isCombined(one)) return !needsALine(known, one, verdict);
  return one.verb === 'not' || one.of.some((part, index) => mayCome(known, part, verdict.children?.[index]));
}

/** Verbs about what stands in the configuration, and nothing else. */
const CONFIGURED: ReadonlySet<Simple['verb']> = new Set<Simple['verb']>(['isakmpPolicy', 'isakmpKey', 'transformSet', 'ipsecProfile', 'cryptoMap', 'ikev2Proposal', 'ikev2Policy', 'ikev2Keyring', 'ikev2Profile', 'configuration']); // prettier-ignore

function needsALine(known: Known, one: Simple, { attributes }: ExpectationVerdict): boolean {
  if (CONFIGURED.has(one.verb)) return true;
  const failing = attributes.filter(({ holds }) => !holds).map(({ name }) => name);
  switch (one.verb) {
    case 'acl':
      return one.arguments.hits === undefined;
    case 'tunnel':
      return areConfigured(failing, TUNNEL) || isMissing(known, one.arguments.on, one.arguments.interface ?? 'tunnel');
    case 'interface':
      return areConfigured(failing, INTERFACE) || isMissing(known, one.arguments.on, one.arguments.interface);
    default:
      return (
        needsProtection(known, one, failing) ||
        isAnswerless(known, one) ||
        isSentInClear(known, one, sendersIn(attributes))
      );
  }
}

function sendersIn(attributes: ExpectationVerdict['attributes']): ReadonlySet<string> {
  return new Set(attributes.filter(({ holds }) => !holds).map(({ role }) => role));
}

const TUNNEL: readonly string[] = ['mode', 'protection'];
/** What an interface may carry follows from its associations too. */
const INTERFACE: readonly string[] = ['maximum segment size', 'unnumbered', 'VRF'];

function areConfigured(failing: readonly string[], known: readonly string[]): boolean {
  return failing.length > 0 && failing.every((name) => known.includes(name));
}

function isMissing({ exercise, configurationOf }: Known, role: string, place: string): boolean {
  const text = configurationOf(role);
  if (text === undefined) return false;
  const name = roleNamed(exercise, role).interfaces.some((one) => one.role === place) ? interfaceNamed(exercise, role, place) : place; // prettier-ignore
  const names = [...text.matchAll(/^interface (\S+)/gm)].map(([, one = '']) => one.toLowerCase());
  return /^(?:tunnel|loopback)\d+$/i.test(name) && !names.includes(name.toLowerCase());
}

/** Nothing negotiates, or is keyed by hand, where no tunnel is protected and no map is there. */
const PROTECTS = /^ *(?:tunnel protection|crypto map|crypto ipsec client|crypto (?:gdoi|gkm)|.*\bipsec spi) /m;

function needsProtection({ configurationOf }: Known, one: Simple, failing: readonly string[]): boolean {
  const isBare = (role: string): boolean => {
    const text = configurationOf(role);
    return text !== undefined && !PROTECTS.test(text);
  };
  if (one.verb === 'rekeyed') return one.arguments.between.some(isBare);
  if (one.verb === 'counters') return failing.every((name) => /^(?:encaps|decaps)/.test(name)) && isBare(one.arguments.on); // prettier-ignore
  if (one.verb === 'child') return one.arguments.state !== 'absent' && one.arguments.between.some(isBare);
  // Whoever protects nothing does not begin, and may answer all the same.
  return one.verb === 'ike' && one.arguments.state === 'established' && one.arguments.between.every(isBare);
}

/** The address that is asked is nobody's, and nobody translates. What a transient step has sent is not sent again. */
function isAnswerless({ exercise, step, configurationOf }: Known, one: Simple): boolean {
  if (one.verb !== 'ping') return false;
  if (step.kind === 'transient') return true;
  const action = step.actions.find(({ id }) => id === one.arguments.of);
  if (action?.kind !== 'ping') return false;
  const address = formatIpv4(action.to);
  if (configurationOf(ownerOf(exercise, address)?.name ?? '') === undefined) return false;
  const texts = exercise.roles.flatMap(({ name }) => configurationOf(name) ?? []);
  const has = new RegExp(`^ .*(?<![\\d.])${address.replaceAll('.', '\\.')}(?![\\d.])`, 'm');
  return !texts.some((text) => has.test(text) || COMES_BY_ADDRESSES.test(text));
}

/** By translation, from a server, or lent. */
const COMES_BY_ADDRESSES = /^ *(?:ip (?:nat|unnumbered|address (?:dhcp|negotiated))|nat \()/m;

/** One of those who send in clear is told to by every tunnel of its own, and nothing but a line will stop it. */
function isSentInClear({ exercise, configurationOf }: Known, one: Simple, senders: ReadonlySet<string>): boolean {
  if (one.verb !== 'absent' || one.arguments.over !== undefined) return false;
  return [...senders].some((role) => {
    const text = configurationOf(role);
    if (text === undefined || PROTECTS.test(text) || LOSES_ROUTES.test(text)) return false;
    const blocks = text.split(/^(?=\S)/m).filter((block) => /^interface Tunnel/i.test(block));
    return tunnelsOf(roleNamed(exercise, role)).length > 0 && blocks.length > 0 && blocks.every(isSteadyGre);
  });
}

/** A tunnel whose destination may yet be lost goes down, and sends no more; with keepalives, where its other end is none. */
const LOSES_ROUTES = /^(?:router |ip sla |track )/m;

function isSteadyGre(block: string): boolean {
  return !/tunnel mode (?!gre ip)|^ (?:shutdown|keepalive|ip (?:nhrp|ospf|router))|tunnel destination \S*dynamic/m.test(block); // prettier-ignore
}
