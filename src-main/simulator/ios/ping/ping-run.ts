/**
 * A run of echo requests: the heading, a mark for each packet as soon as it is known, and the sum. The next packet goes
 * out when the one before is answered or given up.
 */
import { formatIpv4 } from '../../../base/address.ts';
import type { Exec } from '../../cli/declaration.ts';
import { Aborted } from '../../cli/refusal.ts';
import type { Probe, ProbeOutcome } from '../../router/icmp-endpoint.ts';
import { defaultPattern } from '../../router/icmp-endpoint.ts';
import type { Router } from '../../router/router.ts';
import { unreachableCodes } from '../../wire/icmp.ts';

export interface PingRequest {
  readonly target: number;
  /** Undefined leaves it to the interface that the packets leave by. */
  readonly source: number | undefined;
  /** The table of routes, when it is another than that of the source. */
  readonly vrf?: string;
  /** How often; with a sweep of sizes, how often the whole sweep. */
  readonly repeat: number;
  /** Bytes of a whole packet: all from the least to the greatest. */
  readonly sizes: { readonly from: number; readonly to: number; readonly step: number };
  readonly timeoutSeconds: number;
  readonly dontFragment: boolean;
  readonly typeOfService: number;
  /** Two bytes that fill the packet. */
  readonly pattern: number;
  /** Whether a blank line stands before it all, as in IOS: so when left out. */
  readonly hasBlankLine?: boolean;
}

export const defaultPing: Omit<PingRequest, 'target'> = {
  source: undefined,
  repeat: 5,
  sizes: { from: 100, to: 100, step: 1 },
  timeoutSeconds: 2,
  dontFragment: false,
  typeOfService: 0,
  pattern: defaultPattern,
};

const marksInLine = 70;

interface Tally {
  sent: number;
  /** Milliseconds of each that was answered. */
  readonly trips: number[];
}

export async function runPing(router: Router, request: PingRequest, exec: Exec): Promise<void> {
  const blank = request.hasBlankLine === false ? [] : [''];
  exec.print(...blank, 'Type escape sequence to abort.', ...headingOf(request));
  const tally: Tally = { sent: 0, trips: [] };
  try {
    await sendAll(router, request, { exec, tally });
  } catch (error) {
    if (!(error instanceof Aborted)) throw error;
  }
  if (tally.sent % marksInLine !== 0 || tally.sent === 0) exec.write('\n');
  exec.print(sumOf(tally));
}

function headingOf({ target, source, repeat, sizes, timeoutSeconds, dontFragment }: PingRequest): string[] {
  const { from, to } = sizes;
  const [count, size] = from === to ? [repeat, String(from)] : [repeat * countOf(sizes), `[${from}..${to}]`];
  const seconds = `${timeoutSeconds} second${timeoutSeconds === 1 ? '' : 's'}`;
  const lines = [`Sending ${count}, ${size}-byte ICMP Echos to ${formatIpv4(target)}, timeout is ${seconds}:`];
  if (source !== undefined) lines.push(`Packet sent with a source address of ${formatIpv4(source)} `);
  if (dontFragment) lines.push('Packet sent with the DF bit set');
  return lines;
}

async function sendAll(
  router: Router,
  request: PingRequest,
  { exec, tally }: { exec: Exec; tally: Tally },
): Promise<void> {
  const identifier = router.icmp.newIdentifier();
  const sizesInSweep = countOf(request.sizes);
  for (let sequence = 0; sequence < request.repeat * sizesInSweep; sequence++) {
    const size = request.sizes.from + (sequence % sizesInSweep) * request.sizes.step;
    const outcome = await sendOne(router, probeOf(request, size), { exec, identifier, sequence });
    tally.sent++;
    if (outcome.kind === 'reply') tally.trips.push(outcome.milliseconds);
    exec.write(markOf(outcome) + (tally.sent % marksInLine === 0 ? '\n' : ''));
  }
}

function countOf({ from, to, step }: PingRequest['sizes']): number {
  return Math.floor((to - from) / step) + 1;
}

function probeOf({ target, source, vrf, timeoutSeconds, ...request }: PingRequest, size: number): Probe {
  const { dontFragment, typeOfService, pattern } = request;
  const probe = { destination: target, size, dontFragment, timeout: 1000 * timeoutSeconds, typeOfService, pattern };
  return { ...probe, ...(source !== undefined && { source }), ...(vrf !== undefined && { vrf }) };
}

async function sendOne(
  router: Router,
  probe: Probe,
  { exec, identifier, sequence }: { exec: Exec; identifier: number; sequence: number },
): Promise<ProbeOutcome> {
  let stop = (): void => undefined;
  const outcome = new Promise<ProbeOutcome>((resolve) => {
    stop = router.icmp.probe(probe, identifier, sequence & 0xffff, resolve);
  });
  try {
    return await exec.wait(outcome);
  } finally {
    stop();
  }
}

/** The table of the command reference (`ping`): `U` for whatever is unreachable, `M` for what could not be cut. */
function markOf(outcome: ProbeOutcome): string {
  switch (outcome.kind) {
    case 'reply':
      return '!';
    case 'timeout':
      return '.';
    case 'time-exceeded':
      return '&';
    case 'unreachable':
      return outcome.code === unreachableCodes.fragmentationNeeded ? 'M' : 'U';
  }
}

function sumOf({ sent, trips }: Tally): string {
  const percent = sent === 0 ? 0 : Math.floor((100 * trips.length) / sent);
  const rate = `Success rate is ${percent} percent (${trips.length}/${sent})`;
  if (trips.length === 0) return rate;
  // No clock of a router shows less than a millisecond.
  const milliseconds = trips.map((trip) => Math.max(1, Math.round(trip)));
  const sum = milliseconds.reduce((total, trip) => total + trip, 0);
  const average = Math.floor(sum / milliseconds.length);
  const [least, most] = milliseconds.reduce(
    ([low, high], trip) => [Math.min(low, trip), Math.max(high, trip)],
    [Infinity, 0],
  );
  return `${rate}, round-trip min/avg/max = ${least}/${average}/${most} ms`;
}
