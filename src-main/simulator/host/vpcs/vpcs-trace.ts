/** `trace HOST [-m TTL | TTL]` of VPCS: three datagrams for each step, eight steps unless more are asked for. */
import { Refusal } from '../../cli/refusal.ts';
import { formatIpv4, parseIpv4 } from '../../../base/address.ts';
import type { PathOutcome } from '../../router/path-probe.ts';
import { unreachableCodes } from '../../wire/icmp.ts';
import { milliseconds, walkStep } from '../echo.ts';
import type { HostExec } from '../host-shell.ts';
import { textOfUnreachable } from './vpcs-icmp.ts';
import type { VpcsAddress } from './vpcs-address.ts';

const probes = 3;
const timeout = 1000;
/** Any port will do that nobody listens at; the next one is its destination. */
const firstPort = 20_000;

export async function traceFrom(
  address: VpcsAddress,
  [target = '', ...words]: readonly string[],
  exec: HostExec,
): Promise<void> {
  const steps = stepsOf(words);
  if (typeof steps === 'string') throw Refusal.because(steps);
  const destination = parseIpv4(target);
  if (destination === undefined) throw Refusal.because(`Cannot resolve ${target}`);
  exec.print(`trace to ${target}, ${steps} hops max, press Ctrl+C to stop`);
  const obstacle = await address.neighbourFor(destination, exec);
  if (obstacle !== undefined) throw Refusal.because(obstacle);
  for (let step = 1; step <= steps; step++) if (await isLast(address, destination, step, exec)) return;
}

async function isLast(address: VpcsAddress, destination: number, step: number, exec: HostExec): Promise<boolean> {
  const outcomes: PathOutcome[] = [];
  const source = address.port?.address?.address ?? 0;
  for (let probe = 0; probe < probes && !isEnd(outcomes.at(-1)); probe++) {
    const sourcePort = firstPort + step * probes + probe;
    const ports = { sourcePort, destinationPort: sourcePort + 1 };
    outcomes.push(await walkStep(address.stack, { destination, source, ...ports, timeToLive: step, timeout }, exec));
  }
  exec.print(`${String(step).padStart(2)}   ${rowOf(outcomes)}`);
  return isEnd(outcomes.at(-1));
}

function isEnd(outcome: PathOutcome | undefined): boolean {
  return outcome?.kind === 'arrived' || outcome?.kind === 'refused';
}

function rowOf(outcomes: readonly PathOutcome[]): string {
  let isNamed = false;
  let row = '';
  for (const outcome of outcomes) {
    row += pieceOf(outcome, isNamed);
    isNamed ||= outcome.kind !== 'timeout';
  }
  return row;
}

function pieceOf(outcome: PathOutcome, isNamed: boolean): string {
  if (outcome.kind === 'timeout') return '  *';
  const from = formatIpv4(outcome.from);
  if (outcome.kind === 'on-the-way') return `${isNamed ? '' : `${from} `}  ${milliseconds(outcome.milliseconds)} ms`;
  if (outcome.kind === 'refused') return `*${from}   (${textOfUnreachable(outcome.code)})`;
  return `*${from}   ${milliseconds(outcome.milliseconds)} ms (${textOfUnreachable(unreachableCodes.port)})`;
}

function stepsOf(words: readonly string[]): number | string {
  const [word, value] = words;
  if (word === undefined) return 8;
  if (word === '-P') return 'trace -P: not simulated';
  const steps = Number(word === '-m' ? value : word);
  return Number.isInteger(steps) && steps > 0 && steps <= 64 ? steps : 'Invalid TTL';
}
