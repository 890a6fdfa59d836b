/**
 * `ping [-q] [-c COUNT] [-s SIZE] [-i SECONDS] [-W SECONDS] [-t TTL] HOST` of BusyBox: a request each second, whether or not the
 * one before was answered; answers as they come; the sum. When all have been sent, the last answers are waited for: ten
 * seconds, or two round trips and a second at least, once there was one (networking/ping.c, as it behaves).
 */
import { formatIpv4, parseIpv4 } from '../../../base/address.ts';
import { Aborted, Refusal } from '../../cli/refusal.ts';
import type { ProbeOutcome } from '../../router/icmp-endpoint.ts';
import { milliseconds, sendEcho } from '../echo.ts';
import type { HostExec, HostMachine } from '../host-shell.ts';
import { optionsOf } from './options.ts';

interface Tally {
  /** `-q`: the sum alone is shown. */
  readonly isQuiet: boolean;
  sent: number;
  readonly trips: number[];
}

const longestWait = 10_000;
const defaults = { '-c': Infinity, '-s': 56, '-i': 1, '-W': 10, '-t': 64 };
/** The largest that fits into a packet. */
const mostData = 65_507;

export async function ping({ stack }: HostMachine, words: readonly string[], exec: HostExec): Promise<void> {
  const { values, operands, unknown } = optionsOf(
    words.filter((word) => word !== '-q'),
    defaults,
  );
  const [host] = operands;
  if (unknown !== undefined) throw Refusal.because(`ping: unrecognized option: ${unknown.replace(/^-/, '')}`);
  if (host === undefined) throw Refusal.because('BusyBox v1.36.1 multi-call binary.\n\nUsage: ping [OPTIONS] HOST');
  const destination = parseIpv4(host);
  if (destination === undefined) throw Refusal.because(`ping: bad address '${host}'`);
  const size = Math.min(values['-s'], mostData);
  exec.print(`PING ${host} (${formatIpv4(destination)}): ${size} data bytes`);
  if (stack.sourceFor(destination) === undefined) throw Refusal.because('ping: sendto: Network unreachable');
  if (values['-c'] === Infinity) exec.isEndless();
  const tally: Tally = { isQuiet: words.includes('-q'), sent: 0, trips: [] };
  const echo = { destination, size, timeToLive: values['-t'] };
  const wait = { interval: values['-i'] * 1000, last: Math.min(values['-W'] * 1000, longestWait) };
  await untilAborted(() => sendAll(stack, { echo, count: values['-c'], ...wait }, { exec, tally }));
  exec.print('', `--- ${host} ping statistics ---`, ...sumOf(tally));
}

interface Run {
  readonly echo: { readonly destination: number; readonly size: number; readonly timeToLive: number };
  readonly count: number;
  readonly interval: number;
  readonly last: number;
}

async function sendAll(
  stack: HostMachine['stack'],
  { echo, count, interval, last }: Run,
  { exec, tally }: { exec: HostExec; tally: Tally },
): Promise<void> {
  const identifier = stack.icmp.newIdentifier();
  const open: Promise<void>[] = [];
  // No answer is waited for longer than the program waits at its end, and that it may not know yet.
  const timeout = last + count * interval < Infinity ? last + count * interval : last + longestWait;
  for (let sequence = 0; sequence < count; sequence++) {
    tally.sent++;
    const answer = sendEcho(stack, { ...echo, timeout }, { identifier, sequence }).then((outcome) => {
      if (outcome.kind === 'reply') heard(outcome, { sequence, size: echo.size, exec, tally });
    });
    if (count !== Infinity) open.push(answer);
    const isLast = sequence === count - 1;
    if (!isLast) await exec.sleep(interval);
  }
  if (tally.trips.length < count) await exec.wait(Promise.race([Promise.all(open), patience(stack, tally, last)]));
}

/** How long the last answers are waited for. */
function patience({ clock }: HostMachine['stack'], { trips }: Tally, last: number): Promise<void> {
  const longest = Math.max(0, ...trips);
  return clock.sleep(trips.length === 0 ? last : Math.max(1000, Math.floor((2 * longest) / 1000) * 1000));
}

function heard(
  { from, timeToLive, milliseconds: time }: ProbeOutcome & { kind: 'reply' },
  { sequence, size, exec, tally }: { sequence: number; size: number; exec: HostExec; tally: Tally },
): void {
  tally.trips.push(time);
  if (tally.isQuiet) return;
  const bytes = size + 8;
  exec.print(
    `${bytes} bytes from ${formatIpv4(from)}: seq=${sequence} ttl=${timeToLive} time=${milliseconds(time)} ms`,
  );
}

/** Ctrl-C ends the sending, and the sum is shown. */
async function untilAborted(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Aborted)) throw error;
  }
}

function sumOf({ sent, trips }: Tally): string[] {
  const loss = sent === 0 ? 0 : Math.floor((100 * (sent - trips.length)) / sent);
  const sum = `${sent} packets transmitted, ${trips.length} packets received, ${loss}% packet loss`;
  if (trips.length === 0) return [sum];
  const average = trips.reduce((total, trip) => total + trip, 0) / trips.length;
  const figures = [Math.min(...trips), average, Math.max(...trips)].map(milliseconds).join('/');
  return [sum, `round-trip min/avg/max = ${figures} ms`];
}
