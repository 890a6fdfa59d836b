/** traceroute: which routers lie on the way to an address. The dialogue of `traceroute` alone is not here. */
import { formatIpv4 } from '../../../base/address.ts';
import type { Exec } from '../../cli/declaration.ts';
import { Aborted, Refusal } from '../../cli/refusal.ts';
import { probePath, type PathOutcome } from '../../router/path-probe.ts';
import type { Router } from '../../router/router.ts';
import { unreachableCodes } from '../../wire/icmp.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { addressOfInterface, ownAddress } from './ping-source.ts';

interface Options {
  readonly target: number;
  readonly vrf?: string;
  readonly address?: number;
  readonly interface?: string;
  readonly timeout?: number;
  readonly probes?: number;
  /** The first time to live that is tried, and the last one. */
  readonly least?: number;
  readonly most?: number;
}

interface Trace {
  readonly router: Router;
  readonly exec: Exec;
  readonly source: number;
  readonly target: number;
  /** Milliseconds. */
  readonly timeout: number;
  readonly probes: number;
  /** The port of the next probe: each has its own. */
  port: number;
}

/** The defaults of the command reference: three probes for each of at most thirty steps, three seconds, port 33434. */
const defaults = { probes: 3, timeout: 3, port: 33434, steps: 30 } as const;
const sourcePort = 49_152;

export function declareTraceroute(): void {
  execMode
    .words({
      traceroute: 'Trace route to destination',
      'traceroute ip': 'IP Trace',
      'traceroute vrf': 'Select VPN routing instance',
      'traceroute vrf vrf': 'VPN Routing/Forwarding instance name',
      'traceroute vrf vrf ip': 'IP Trace',
      'traceroute vrf vrf ip target': 'Trace route to destination address or hostname',
      'traceroute vrf vrf target': 'Trace route to destination address or hostname',
      'traceroute target': 'Trace route to destination address or hostname',
      'traceroute ip target': 'Trace route to destination address or hostname',
      'target probe': 'specify number of probes per hop',
      'target probe probes': 'Number of probes per hop',
      'target numeric': 'display numeric address',
      'target ttl': 'specify minimum and maximum ttl',
      'target ttl least': 'Minimum Time to Live',
      'least most': 'Maximum Time to Live',
    })
    .add(
      'traceroute [vrf WORD:vrf] [ip] A.B.C.D:target *[source A.B.C.D:address] *[source INTERFACE:interface] *[numeric] *[timeout <0-3600>:timeout] *[probe <1-65535>:probes] *[ttl <0-255>:least <1-255>:most]',
      { run: trace },
    );
}

async function trace(device: IosDevice, { target, ...options }: Options, exec: Exec): Promise<void> {
  const source = sourceOf(device, options) ?? addressTowards(device, target, options.vrf) ?? 0;
  const { timeout = defaults.timeout, probes = defaults.probes } = options;
  exec.print('', 'Type escape sequence to abort.', `Tracing the route to ${formatIpv4(target)}`, '');
  const { router } = device;
  const run: Trace = { router, exec, source, target, timeout: 1000 * timeout, probes, port: defaults.port };
  try {
    await walk(run, [Math.max(1, options.least ?? 1), options.most ?? defaults.steps]);
  } catch (error) {
    if (!(error instanceof Aborted)) throw error;
    exec.write('\n');
  }
}

async function walk(run: Trace, [least, most]: [number, number]): Promise<void> {
  for (let timeToLive = least; timeToLive <= most; timeToLive++) if (await isLastStep(run, timeToLive)) return;
}

function addressTowards({ router }: IosDevice, target: number, vrf: string | undefined): number | undefined {
  const table = router.tableOf(vrf);
  if (!table) throw Refusal.because(`% VRF ${vrf ?? ''} does not exist`);
  return table.lookup(target)?.out.sourceAddress;
}

function sourceOf(device: IosDevice, { address, interface: name }: Omit<Options, 'target'>): number | undefined {
  if (address !== undefined) return ownAddress(device, address);
  return name === undefined ? undefined : addressOfInterface(device, name);
}

/** Writes a line, piece by piece; whether the path ends here. */
async function isLastStep(run: Trace, timeToLive: number): Promise<boolean> {
  const { exec } = run;
  exec.write(`${String(timeToLive).padStart(3)} `);
  let last: number | undefined;
  let isEnd = false;
  for (let probe = 0; probe < run.probes; probe++) {
    const outcome = await probeOnce(run, timeToLive);
    if (outcome.kind !== 'timeout' && outcome.from !== last) {
      // Another router answers than before: a line of its own.
      exec.write(last === undefined ? formatIpv4(outcome.from) : `\n    ${formatIpv4(outcome.from)}`);
      last = outcome.from;
    }
    exec.write(pieceOf(outcome));
    isEnd ||= outcome.kind === 'arrived' || outcome.kind === 'refused';
  }
  exec.write('\n');
  return isEnd;
}

async function probeOnce(run: Trace, timeToLive: number): Promise<PathOutcome> {
  const { router, exec, source, target: destination, timeout } = run;
  const destinationPort = run.port++;
  let stop = (): void => undefined;
  const outcome = new Promise<PathOutcome>((resolve) => {
    stop = probePath(router, { source, destination, sourcePort, destinationPort, timeToLive, timeout }, resolve);
  });
  try {
    return await exec.wait(outcome);
  } finally {
    stop();
  }
}

/** The table of the command reference (`traceroute`). */
const refusals: Readonly<Record<number, string>> = {
  [unreachableCodes.network]: '!N',
  [unreachableCodes.host]: '!H',
  [unreachableCodes.protocol]: '!P',
  [unreachableCodes.administrativelyProhibited]: '!A',
};

function pieceOf(outcome: PathOutcome): string {
  if (outcome.kind === 'timeout') return ' * ';
  if (outcome.kind === 'refused') return ` ${refusals[outcome.code] ?? '!U'} `;
  return ` ${Math.max(1, Math.round(outcome.milliseconds))} msec`;
}
