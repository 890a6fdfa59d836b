/** quickmode sim: routers that run until they are interrupted, each behind a port of its own. */
import type { Door } from '../../engine/console-doors.ts';
import { launcherOf } from '../../engine/launcher.ts';
import { networkOf } from '../../engine/network-of.ts';
import { startSimulation, type Conditioning, type Simulation, type Uplink } from '../../engine/simulation.ts';
import { diagnosticLines, printable } from '../complaint.ts';
import { exitStatus, type Host } from '../host.ts';
import { startCaptures, type WantedCapture } from '../live-capture.ts';
import { standardOutput } from '../wireshark-folder.ts';
import type { Pace } from '../pace-word.ts';
import { obey, simConsoleHelp } from '../sim-console.ts';
import { table } from '../table.ts';

export interface SimOptions {
  telnetFrom?: number;
  sshFrom?: number;
  seed?: string;
  speed?: Pace;
  uplink?: readonly Uplink[];
  gateway?: readonly Uplink[];
  link?: readonly Conditioning[];
  capture?: readonly WantedCapture[];
}

type Say = (text: string) => void;

/** Returns when the routers have been interrupted, or when there are none. */
export async function sim(host: Host, name: string, options: SimOptions): Promise<number> {
  const { installation } = host;
  const { diagnostics, ...content } = networkOf(name, installation, options.seed);
  host.err(diagnosticLines(diagnostics));
  const isOver = host.interrupted();
  const simulation = await startSimulation({
    launch: launcherOf(installation),
    content,
    seed: seedOf(options, content.title),
    ports: { telnetFrom: options.telnetFrom ?? 0, sshFrom: options.sshFrom },
    home: installation.home,
    uplinks: [...(options.uplink ?? []), ...(options.gateway ?? [])],
    conditions: options.link ?? [],
    ...(options.speed && { pace: options.speed }),
  });
  // A capture that goes to the output leaves no room there for anything else.
  const isPiped = options.capture?.some(({ file }) => file === standardOutput) === true;
  const say: Say = (text) => (isPiped ? host.err(text) : host.out(text));
  // One line after the other: what follows "jump 1h" is done when the hour is over.
  let obeyed = Promise.resolve();
  const stopListening = host.lines((line) => {
    obeyed = obeyed.then(() => obey(simulation, line)).then(say);
  });
  let endCaptures = (): Promise<void> => Promise.resolve();
  try {
    tell(host, say, simulation);
    endCaptures = await startCaptures(host, simulation, options.capture ?? []);
    if (simulation.doors.length === 0) return exitStatus.badInput;
    say(`\nThe routers run. Ctrl-C ends them. What may be typed here meanwhile:\n\n${simConsoleHelp}`);
    await isOver;
    return exitStatus.fine;
  } finally {
    stopListening();
    await endCaptures().finally(() => simulation.end());
  }
}

/** Two networks of one file that are joined are not each other's copies: they differ in the port of the cable. */
function seedOf({ seed, uplink = [] }: SimOptions, title: string): string {
  if (seed !== undefined) return seed;
  const ports = uplink.flatMap(({ way }) => (way.kind === 'cable' ? [way.cable.local.port] : []));
  return [title, ...ports].join(' ');
}

function tell(host: Host, say: Say, { doors, notices }: Simulation): void {
  for (const { name, message } of notices) host.err(`${printable(`${name}: ${message}`)}\n`);
  if (doors.length === 0) return host.err('quickmode: nothing in this topology can be simulated\n');
  const hasSsh = doors.some(({ ssh }) => ssh !== undefined);
  say(table(doors.map(rowOf), ['router', 'console', ...(hasSsh ? ['ssh'] : [])]));
}

function rowOf({ name, telnet, ssh }: Door): string[] {
  const secure = ssh === undefined ? [] : [`ssh -p ${ssh} USER@127.0.0.1`];
  return [name, `telnet 127.0.0.1 ${telnet}`, ...secure];
}
