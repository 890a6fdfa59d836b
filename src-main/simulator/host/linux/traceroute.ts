/** `traceroute [-n] [-q PROBES] [-w SECONDS] [-m HOPS] HOST` of BusyBox: three datagrams for each of thirty steps. */
import { Refusal } from '../../cli/refusal.ts';
import { formatIpv4, parseIpv4 } from '../../../base/address.ts';
import type { PathOutcome } from '../../router/path-probe.ts';
import { unreachableCodes } from '../../wire/icmp.ts';
import { milliseconds, walkStep } from '../echo.ts';
import type { HostExec, HostMachine } from '../host-shell.ts';
import { optionsOf } from './options.ts';

interface Trace {
  readonly destination: number;
  readonly source: number;
  readonly isNumeric: boolean;
  readonly probes: number;
  readonly timeout: number;
  /** The port of the next probe: each has its own. */
  port: number;
}

const defaults = { '-q': 3, '-w': 5, '-m': 30 };
const firstPort = 33_434;
const sourcePort = 40_000;
/** Bytes of a probe with its headers, which the heading names. */
const length = 46;

export async function traceroute(machine: HostMachine, words: readonly string[], exec: HostExec): Promise<void> {
  const isNumeric = words.includes('-n');
  const given = words.filter((word) => word !== '-n');
  const { values, operands, unknown } = optionsOf(given, defaults);
  const [host] = operands;
  if (unknown !== undefined) throw Refusal.because(`traceroute: unrecognized option: ${unknown.replace(/^-/, '')}`);
  if (host === undefined) throw Refusal.because('BusyBox v1.36.1 multi-call binary.\n\nUsage: traceroute [-n] HOST');
  const destination = parseIpv4(host);
  if (destination === undefined) throw Refusal.because(`traceroute: bad address '${host}'`);
  exec.print(`traceroute to ${host} (${formatIpv4(destination)}), ${values['-m']} hops max, ${length} byte packets`);
  const source = machine.stack.sourceFor(destination);
  if (source === undefined) throw Refusal.because('traceroute: sendto: Network unreachable');
  const timeout = values['-w'] * 1000;
  const trace: Trace = { destination, source, isNumeric, probes: values['-q'], timeout, port: firstPort };
  for (let step = 1; step <= values['-m']; step++) if (await isLast(machine, trace, step, exec)) return;
}

/** Writes a row, piece by piece; whether the path ends here. */
async function isLast(machine: HostMachine, trace: Trace, timeToLive: number, exec: HostExec): Promise<boolean> {
  exec.write(String(timeToLive).padStart(2));
  let last: number | undefined;
  let hasArrived = false;
  let refusals = 0;
  for (let probe = 0; probe < trace.probes; probe++) {
    const { destination, source, timeout } = trace;
    const ports = { sourcePort, destinationPort: trace.port++ };
    const outcome = await walkStep(machine.stack, { destination, source, timeout, ...ports, timeToLive }, exec);
    exec.write(pieceOf(outcome, last, trace.isNumeric));
    if (outcome.kind !== 'timeout') last = outcome.from;
    hasArrived ||= outcome.kind === 'arrived';
    if (outcome.kind === 'refused') refusals++;
  }
  exec.write('\n');
  return hasArrived || (refusals > 0 && refusals >= trace.probes - 1);
}

const refusalMarks: Readonly<Record<number, string>> = {
  [unreachableCodes.network]: ' !N',
  [unreachableCodes.host]: ' !H',
  [unreachableCodes.protocol]: ' !P',
  [unreachableCodes.administrativelyProhibited]: ' !A',
};

function pieceOf(outcome: PathOutcome, last: number | undefined, isNumeric: boolean): string {
  if (outcome.kind === 'timeout') return '  *';
  const name = formatIpv4(outcome.from);
  const from = outcome.from === last ? '' : `  ${name}${isNumeric ? '' : ` (${name})`}`;
  if (outcome.kind === 'refused') return `${from}${refusalMarks[outcome.code] ?? ` !<${outcome.code}>`}`;
  return `${from}  ${milliseconds(outcome.milliseconds)} ms`;
}
