/**
 * The two graded routers of the lab from GRE to VTI on paper, and the evidence that a check of a step takes of them. What
 * becomes of two configurations is decided here in a few lines; the simulator's tests are about the real thing.
 */
import { formatIpv4 } from '../../src-main/base/address.ts';
import type { Evidence } from '../../src-main/grading/evidence.ts';
import { diagnose, judge } from '../../src-main/grading/judge.ts';
import { diagnosisLooks, furtherLooks, planOf, type Look } from '../../src-main/grading/plan.ts';
import type { ExpectationVerdict } from '../../src-main/grading/verdict.ts';
import type { Expectation, Verb, VerbArguments } from '../../src-main/lab/expectation.ts';
import type { Exercise, Step } from '../../src-main/lab/exercise.ts';
import { filesIn, greToVtiFolder, loaded } from '../lab/folder.ts';
import { answer, type PaperPolicy, type PaperRouter } from './paper-router.ts';

const whole = loaded(filesIn(greToVtiFolder));

/** Those whose commands routers on paper know: what the lab asks and tries beside them is tried on built-in routers. */
const stations = ['observe-gre', 'ike-policy', 'pre-shared-key', 'transform-set', 'ipsec-profile', 'migrate-r1', 'migrate-r3', 'verify']; // prettier-ignore

export const exercise: Exercise = {
  ...whole,
  steps: whole.steps.filter(({ id }) => stations.includes(id)).map((step) => ({ ...step, questions: [] })),
};

export function stepNamed(id: string, of: Exercise = exercise): Step {
  const step = of.steps.find((one) => one.id === id);
  if (!step) throw new Error(`no step ${id}`);
  return step;
}

export interface PaperNetwork {
  R1: PaperRouter;
  R3: PaperRouter;
  /** Of five pings from R1 to R3, or from R3 to R1. */
  answered: number;
}

export const policy: PaperPolicy = { number: 10, encryption: 'des', hash: 'sha', authentication: 'pre-share', group: 1, lifetime: 86_400 }; // prettier-ignore

function router(name: string, wan: string, peer: string, address: string): PaperRouter {
  return {
    name,
    wan,
    release: '12.4',
    policies: [],
    keys: [],
    sets: [],
    profiles: [],
    tunnel: { address, source: wan, destination: peer, mode: 'gre ip', line: 'up' },
    ike: [],
    children: [],
    encaps: 0,
    decaps: 0,
    sendErrors: 0,
    log: [],
    routes: ['ip route 0.0.0.0 0.0.0.0 172.16.0.2'],
  };
}

/** As the lab starts: plain GRE. */
export function plainGre(): PaperNetwork {
  return { R1: router('R1', '172.16.0.1', '172.16.0.6', '10.0.0.1'), R3: router('R3', '172.16.0.6', '172.16.0.1', '10.0.0.2'), answered: 5 }; // prettier-ignore
}

export const both = (network: PaperNetwork): PaperRouter[] => [network.R1, network.R3];

/** Everything is defined and nothing is used yet. */
export function defined(): PaperNetwork {
  const network = plainGre();
  for (const one of both(network)) {
    one.policies = [{ ...policy }];
    one.keys = [{ peer: one.tunnel.destination, secret: 'FooB4r' }];
    one.sets = [{ name: 'MyTransformSet', transforms: 'esp-3des esp-sha-hmac' }];
    one.profiles = [{ name: 'MyProfile', sets: ['MyTransformSet'] }];
  }
  return network;
}

export function protect(one: PaperRouter): void {
  one.tunnel = { ...one.tunnel, mode: 'ipsec ipv4', profile: one.profiles[0]?.name ?? 'MyProfile', line: 'down' };
}

/** R1 alone is migrated: it tries, R3 does not listen. */
export function halfMigrated(): PaperNetwork {
  const network = defined();
  protect(network.R1);
  network.R1.ike = [{ destination: '172.16.0.6', source: '172.16.0.1', state: 'MM_NO_STATE', id: 0 }];
  network.R1.log = [
    '*Mar  1 00:00:07.299: %CRYPTO-4-RECVD_PKT_NOT_IPSEC: Rec\'d packet not an IPSEC packet.',
    '        (ip) vrf/dest_addr= /172.16.0.1, src_addr= 172.16.0.6, prot= 47',
  ]; // prettier-ignore
  network.answered = 0;
  return network;
}

/** Both ends are migrated, and all is well. */
export function migrated(): PaperNetwork {
  const network = defined();
  for (const one of both(network)) {
    protect(one);
    one.tunnel.line = 'up';
    const suite: [string, string, string, number] = ['des', 'sha', 'psk', 1];
    one.ike = [{ destination: '172.16.0.6', source: '172.16.0.1', state: 'QM_IDLE', id: 1002, suite }];
    const [inbound, outbound] = one.name === 'R1' ? [0x5351d51e, 0xb1677585] : [0xb1677585, 0x5351d51e];
    const any = '0.0.0.0/0.0.0.0/0/0';
    one.children = [
      { peer: one.tunnel.destination, local: any, remote: any, inbound, outbound, transforms: 'esp-3des esp-sha-hmac', mode: 'Tunnel', interface: 'Tunnel0' },
    ]; // prettier-ignore
  }
  return network;
}

/** Both ends are migrated, and nothing is agreed on. */
export function broken(change: (network: PaperNetwork) => void, state = 'MM_NO_STATE'): PaperNetwork {
  const network = migrated();
  for (const one of both(network)) {
    one.tunnel.line = 'down';
    one.children = [];
    const id = state === 'MM_NO_STATE' ? 0 : 1004;
    one.ike = [{ destination: '172.16.0.6', source: '172.16.0.1', state, id }];
  }
  network.answered = 0;
  change(network);
  return network;
}

const DIAGNOSIS = { kind: 'diagnosis' } as const;

/** What a check of the step would capture. `tamper` may change an answer, or withhold it. */
export function evidenceOf(
  network: PaperNetwork,
  step: Step,
  tamper: (text: string, look: Look) => string | undefined = (text) => text,
  of: Exercise = exercise,
): Evidence[] {
  const all: Evidence[] = [];
  const take = (look: Look, text: string, phase: Evidence['phase']): void => {
    const shown = tamper(text, look);
    const sequence = all.length + 1;
    if (shown !== undefined) all.push({ id: `e${sequence}`, sequence, ...look, text: shown, takenAt: '2026-01-01T00:00:00Z', deviceTime: sequence * 1000, epoch: 1, phase }); // prettier-ignore
  };
  const routerOf = (role: string): PaperRouter => (role === 'R3' ? network.R3 : network.R1);
  const ask = (look: Look, phase: Evidence['phase']): void => take(look, answer(routerOf(look.role), look.command), phase); // prettier-ignore
  const askAll = (looks: readonly Look[], phase: Evidence['phase']): void => looks.forEach((look) => ask(look, phase));
  const plan = planOf(of, step);
  for (const { action, commands, before, after } of plan.actions) {
    const done = { kind: 'after', action: action.id } as const;
    askAll(before, { kind: 'before' });
    if (action.kind === 'ping')
      for (const look of commands) take(look, ping(network, formatIpv4(action.to), action), done);
    else askAll(commands, done);
    askAll(after, done);
  }
  askAll(plan.end, { kind: 'end' });
  // The router between the two is not on paper.
  askAll(diagnosisLooks(of, step).filter(({ role }) => role !== 'R2'), DIAGNOSIS); // prettier-ignore
  askAll(furtherLooks(of, step, all), DIAGNOSIS);
  return all;
}

/** Pings move the counters of both ends while there are associations. */
function ping(network: PaperNetwork, to: string, { count, size }: { count: number; size: number }): string {
  const received = Math.min(network.answered, count);
  for (const one of both(network)) {
    if (one.children.length === 0) continue;
    one.encaps += received;
    one.decaps += received;
  }
  const times = received > 0 ? ', round-trip min/avg/max = 8/12/20 ms' : '';
  return `\nType escape sequence to abort.\nSending ${count}, ${size}-byte ICMP Echos to ${to}, timeout is 2 seconds:\n${'.'.repeat(count - received)}${'!'.repeat(received)}\nSuccess rate is ${(received * 100) / count} percent (${received}/${count})${times}\n`;
}

/** The verdict on a step of the lab, diagnosed. */
export function verdictOn(network: PaperNetwork, id: string, of: Exercise = exercise): ReturnType<typeof judge> {
  const step = stepNamed(id, of);
  const evidence = evidenceOf(network, step, undefined, of);
  return diagnose(
    of,
    step,
    judge(
      of,
      step,
      evidence.filter(({ phase }) => phase.kind !== 'diagnosis'),
    ),
    evidence,
  );
}

/** Any expectation, as a lab would have it. */
export function expecting<V extends Verb>(verb: V, wanted: VerbArguments<V>, points = 1): Expectation {
  return { id: verb, points, within: 15, verb, arguments: wanted } as Expectation;
}

/** The verdict on one expectation alone, asked in the lab's last step. */
export function judged(
  network: PaperNetwork,
  expectation: Expectation,
  tamper?: (text: string, look: Look) => string | undefined,
): ExpectationVerdict {
  const step = { ...stepNamed('verify'), expect: [expectation] };
  const steps = exercise.steps.map((one) => (one.id === step.id ? step : one));
  const of = { ...exercise, steps };
  const [verdict] = judge(of, step, evidenceOf(network, step, tamper, of)).expectations;
  if (!verdict) throw new Error('no verdict');
  return verdict;
}

/** Each attribute in a few words: "mode of R1: GRE/IP, wrong". */
export function attributesIn({ attributes }: ExpectationVerdict): string[] {
  return attributes.map(({ name, role, found, holds }) => `${name} of ${role}: ${found}${holds ? '' : ', wrong'}`);
}

/** What its quotes quote, without blanks at the ends. */
export function quotedIn({ attributes }: ExpectationVerdict): string[] {
  return attributes.flatMap(({ quotes }) => quotes.map(({ text }) => text.trim()));
}
