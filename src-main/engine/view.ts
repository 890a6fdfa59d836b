/** Everything that a window shows of an open attempt, as plain data. */
import type { Abilities, AttemptView, LinkView, NodeView, StepView } from '../api/contract/laboratory.ts';
import { formatIpv4 } from '../base/address.ts';
import type { Exercise, Step } from '../lab/exercise.ts';
import type { Platform, TopologyNode } from '../lab/topology.ts';
import type { ProviderNode } from '../providers/provider.ts';
import type { Bench } from './bench.ts';
import type { Content } from './content.ts';
import type { OpenAttempt } from './open-attempt.ts';
import { placeView } from './place-view.ts';
import { questionViews } from './question-view.ts';
import { pointsOf, pointsOfStep } from './scoring.ts';

const noPoints = { earned: 0, of: 0 };

export function viewOf(open: OpenAttempt): AttemptView {
  const { id, attempt, content, course, activity, surroundings, readOnlyBecause, bench } = open;
  const { exercise, topology, title } = content;
  return {
    id,
    title,
    lab: exercise?.id,
    seed: attempt.seed,
    isWritable: readOnlyBecause === undefined,
    nodes: topology.nodes.map((node) => nodeView(node, open)),
    links: linksOf(content),
    tunnels: surroundings.tunnels,
    steps: exercise?.steps.map((step) => stepView(step, open, exercise)) ?? [],
    current: attempt.step,
    points: exercise ? pointsOf(exercise, course) : noPoints,
    security: surroundings.security,
    activity,
    clock: clockOf(open),
    place: placeView(attempt.place),
    abilities: abilitiesOf(bench),
    notices: noticesOf(open),
  };
}

function clockOf({ bench, pace }: OpenAttempt): AttemptView['clock'] {
  return { now: bench?.provider.clock.now() ?? 0, factor: pace.kind === 'real-time' ? pace.factor : 1 };
}

function nodeView({ id, name, platform, model, position }: TopologyNode, open: OpenAttempt): NodeView {
  const provided = open.bench?.provider.nodes.find((node) => node.id === id);
  return {
    id,
    name,
    platform,
    model,
    role: open.content.exercise?.roles.find(({ node }) => node === id)?.name,
    ...(provided ? stateOf(provided, platform) : { state: restingState(open), reason: undefined }),
    position,
  };
}

/** A switch that passes frames runs, though there is nothing at it to type at. */
function stateOf({ state, reason }: ProviderNode, platform: Platform): Pick<NodeView, 'state' | 'reason'> {
  return platform === 'switch' ? { state: 'running', reason: undefined } : { state, reason };
}

function restingState({ activity }: OpenAttempt): NodeView['state'] {
  return activity?.kind === 'starting' || activity?.kind === 'restoring' ? 'starting' : 'stopped';
}

function linksOf({ topology, exercise }: Content): LinkView[] {
  const addressOf = (node: string, name: string): string | undefined => {
    const role = exercise?.roles.find((one) => one.node === node);
    const found = role?.interfaces.find((one) => one.name === name);
    return found && formatIpv4(found.address);
  };
  const end = (one: { node: string; interface: string }): LinkView['ends'][0] => ({
    node: one.node,
    interface: one.interface,
    address: addressOf(one.node, one.interface),
  });
  return topology.links.map(({ id, ends: [a, b] }) => ({ id, ends: [end(a), end(b)] }));
}

function stepView(step: Step, { course, answers }: OpenAttempt, exercise: Exercise): StepView {
  const standing = course.standings.find((one) => one.step === step.id);
  const taken = course.hints.filter((one) => one.step === step.id);
  return {
    id: step.id,
    title: step.title,
    kind: step.kind,
    points: pointsOfStep(step, course),
    instructions: step.instructions,
    commands: Object.entries(step.commands).map(([role, lines]) => ({ role, node: nodeNamed(exercise, role), lines })),
    hints: {
      taken: taken.flatMap(({ hint }) => step.hints[hint]?.text ?? []),
      left: step.hints.length - taken.length,
      nextCost: step.hints[taken.length]?.cost,
    },
    questions: questionViews(step, answers),
    verdict: standing?.latest.verdict,
    isLatched: standing?.isLatched ?? false,
    checkpoint: step.checkpoint,
  };
}

function nodeNamed(exercise: Exercise, role: string): string {
  return exercise.roles.find(({ name }) => name === role)?.node ?? role;
}

function noticesOf({ bench, notices, readOnlyBecause }: OpenAttempt): string[] {
  const started = bench?.provider.notices.map(({ name, message }) => `${name}: ${message}`) ?? [];
  return [...(readOnlyBecause === undefined ? [] : [readOnlyBecause]), ...started, ...notices];
}

function abilitiesOf(bench: Bench | undefined): Abilities {
  const { time, power, capture } = bench?.provider ?? {};
  return { time: time !== undefined, power: power !== undefined, packets: capture !== undefined };
}
