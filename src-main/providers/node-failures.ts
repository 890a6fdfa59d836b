/** Why a node's command line cannot be had: the same codes and words wherever the node lives. */
import { Failure } from '../base/errors.ts';
import type { NodeState, ProviderNode } from './provider.ts';

const running: readonly NodeState[] = ['running'];

/**
 * The node of that id, if it is in one of the states that are wanted.
 * @throws Failure bad-input: unknown-node; unreachable: node-missing, no-console, node-not-running
 */
export function nodeThatRuns(
  nodes: readonly ProviderNode[],
  id: string,
  wanted: readonly NodeState[] = running,
): ProviderNode {
  const node = nodes.find((one) => one.id === id);
  if (!node) throw new Failure('bad-input', 'unknown-node', `There is no node ${id} in this topology.`);
  if (wanted.includes(node.state)) return node;
  if (node.state === 'missing') throw nodeMissing(node);
  if (node.state === 'not simulated') throw noConsole(node, node.reason ?? 'it is not simulated');
  throw nodeNotRunning(node);
}

/** @param why as it follows the colon: "a switch only passes frames" */
export function noConsole({ name }: { name: string }, why: string): Failure {
  return new Failure('unreachable', 'no-console', `${name} has no console: ${why}.`);
}

function nodeMissing({ name, reason }: ProviderNode): Failure {
  const why = reason ?? 'no node of that name or id is there';
  return new Failure('unreachable', 'node-missing', `${name} is not on the server: ${why}.`);
}

function nodeNotRunning({ name, state, reason }: ProviderNode): Failure {
  const why = reason ?? (state === 'stopped' ? 'it is stopped; start it first' : `it is ${state}`);
  return new Failure('unreachable', 'node-not-running', `${name} does not run: ${why}.`);
}
