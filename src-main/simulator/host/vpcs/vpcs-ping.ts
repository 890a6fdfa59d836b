/** `ping HOST [-c COUNT|-t] [-l SIZE] [-w MS] [-i MS] [-T TTL] [-D]` of VPCS: five requests, each with its line. */
import { Refusal } from '../../cli/refusal.ts';
import { formatIpv4, parseIpv4 } from '../../../base/address.ts';
import type { ProbeOutcome } from '../../router/icmp-endpoint.ts';
import { milliseconds, sendEcho } from '../echo.ts';
import type { HostExec } from '../host-shell.ts';
import { textOfUnreachable } from './vpcs-icmp.ts';
import type { VpcsAddress } from './vpcs-address.ts';

interface Settings {
  count: number;
  size: number;
  timeout: number;
  interval: number;
  timeToLive: number;
  dontFragment: boolean;
}

/** The headers of IPv4 and ICMP less the eight bytes that the program counts as data: "84 bytes from" for 64. */
const countedHeader = 20;

const options: Readonly<Record<string, (settings: Settings, value: number) => void>> = {
  '-c': (settings, value) => (settings.count = value),
  '-l': (settings, value) => (settings.size = value),
  '-w': (settings, value) => (settings.timeout = value < 1 ? 1000 : value),
  '-i': (settings, value) => (settings.interval = value < 1 ? 1000 : value),
  '-T': (settings, value) => (settings.timeToLive = value),
};

export async function pingFrom(
  address: VpcsAddress,
  [target = '', ...words]: readonly string[],
  exec: HostExec,
): Promise<void> {
  const settings = settingsOf(words);
  if (typeof settings === 'string') throw Refusal.because(settings);
  const destination = parseIpv4(target);
  if (destination === undefined) throw Refusal.because(`Cannot resolve ${target}`);
  exec.print('');
  if (destination === address.port?.address?.address) return answerSelf(destination, settings, exec);
  const obstacle = await address.neighbourFor(destination, exec);
  if (obstacle !== undefined) throw Refusal.because(obstacle);
  await pingAll(address, destination, settings, exec);
}

async function pingAll(
  { stack }: VpcsAddress,
  destination: number,
  { count, interval, ...echo }: Settings,
  exec: HostExec,
): Promise<void> {
  if (count === Infinity) exec.isEndless();
  const identifier = stack.icmp.newIdentifier();
  for (let sequence = 1; sequence <= count; sequence++) {
    const outcome = await exec.wait(sendEcho(stack, { destination, ...echo }, { identifier, sequence }));
    exec.print(lineOf(outcome, sequence, destination, echo.size));
    if (sequence < count) await exec.sleep(interval);
  }
}

function lineOf(outcome: ProbeOutcome, sequence: number, destination: number, size: number): string {
  switch (outcome.kind) {
    case 'timeout':
      return `${formatIpv4(destination)} icmp_seq=${sequence} timeout`;
    case 'reply': {
      const from = `${size + countedHeader} bytes from ${formatIpv4(outcome.from)}`;
      return `${from} icmp_seq=${sequence} ttl=${outcome.timeToLive} time=${milliseconds(outcome.milliseconds)} ms`;
    }
    case 'unreachable':
      return complaintOf(outcome.from, sequence, textOfUnreachable(outcome.code));
    case 'time-exceeded':
      return complaintOf(outcome.from, sequence, 'ICMP type:11, code:0, TTL expired in transit');
  }
}

function complaintOf(from: number, sequence: number, text: string): string {
  return `*${formatIpv4(from)} icmp_seq=${sequence} (${text})`;
}

async function answerSelf(destination: number, { count, timeToLive }: Settings, exec: HostExec): Promise<void> {
  if (count === Infinity) exec.isEndless();
  for (let sequence = 1; sequence <= count; sequence++) {
    exec.print(`${formatIpv4(destination)} icmp_seq=${sequence} ttl=${timeToLive} time=0.001 ms`);
    await exec.sleep(1);
  }
}

function settingsOf(words: readonly string[]): Settings | string {
  const settings = { count: 5, size: 64, timeout: 1000, interval: 1000, timeToLive: 64, dontFragment: false };
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const set = options[word];
    if (word === '-t') settings.count = Infinity;
    else if (word === '-D') settings.dontFragment = true;
    else if (set) set(settings, numberOf(words[++index]));
    else return /^-[123Pspfau]$/.test(word) ? `ping ${word}: not simulated` : 'Invalid options';
  }
  return settings;
}

function numberOf(word = ''): number {
  return Math.min(65_507, Number(/^\d+/.exec(word)?.[0] ?? 0));
}
