/**
 * How near built-in devices come to real ones: networks that come along are brought to life, the commands of real
 * outputs are typed on every device of them, and what is printed is compared.
 */
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { bytesOfLatin1 } from '../base/bytes.ts';
import type { Duplex } from '../base/duplex.ts';
import { Failure } from '../base/errors.ts';
import { spelledCommands, type Asked as Asking } from '../fidelity/arguments.ts';
import { compare, linesOfEachLayout, type Likeness, type Line } from '../fidelity/compare.ts';
import { openChannel } from '../devices/channel/channel.ts';
import type { Device } from '../devices/channel/device.ts';
import { platforms } from '../devices/platform/platforms.ts';
import type { Topology } from '../lab/topology.ts';
import { BuiltinProvider, type Simulator } from '../providers/builtin/builtin-provider.ts';
import { readTopologyFile } from './topology-file.ts';
import type { FidelityPlatform, RealOutput } from './transcript-folder.ts';

export interface Compared extends Likeness {
  source: string;
  command: string;
}

export interface FidelityReport {
  /** Worst first. */
  compared: Compared[];
  /** Commands that no device of ours takes, with how many outputs there are of them. */
  unknown: { command: string; outputs: number }[];
  /** Commands that were typed nowhere before the time was over. */
  unasked: string[];
  /** On how many of the networks everything was asked. */
  networks: { asked: number; all: number };
}

export interface FidelityOptions {
  launch: () => Simulator;
  /** Topology files, each with a file of the same name and the suffix .actions beside it. */
  networks: string;
  outputs: readonly RealOutput[];
  progress: (says: string) => void;
  /** Whether the time is over: what has been printed until then is compared. */
  isOver?: () => boolean;
}

/** What each device of a platform printed for a command. */
type Answers = Map<string, { platform: FidelityPlatform; text: string }[]>;

/** What has been asked so far, and what came of it. */
interface Inquiry {
  readonly commands: readonly string[];
  readonly answers: Answers;
  /** Commands by the software that does not take them: it is not asked again. */
  readonly refused: Set<string>;
  readonly isOver: () => boolean;
}

export async function fidelity(options: FidelityOptions): Promise<FidelityReport> {
  const { launch, networks, outputs, progress, isOver = () => false } = options;
  const commands = [...new Set(outputs.map(({ command }) => command))];
  const inquiry: Inquiry = { commands, answers: new Map(), refused: new Set(), isOver };
  const files = readdirSync(networks).filter((name) => /\.(ya?ml|gns3)$/.test(name));
  let asked = 0;
  for (const [index, file] of files.entries()) {
    if (isOver()) break;
    const where = `network ${index + 1} of ${files.length}`;
    await ask({ launch, file: path.join(networks, file), inquiry, progress: (says) => progress(`${where}, ${says}`) });
    if (!isOver()) asked = index + 1;
  }
  progress(`comparing ${outputs.length} outputs`);
  return { ...reportOf(outputs, inquiry.answers), networks: { asked, all: files.length } };
}

function reportOf(outputs: readonly RealOutput[], answers: Answers): Omit<FidelityReport, 'networks'> {
  const compared: Compared[] = [];
  const unknown = new Map<string, number>();
  const unasked = new Set<string>();
  const own = ownLines(answers);
  for (const { source, command, platform, text, isFlat } of outputs) {
    const lines = own(command, platform);
    if (lines) compared.push({ source, command, ...compare(text, lines, isFlat) });
    else if (answers.has(command)) unknown.set(command, (unknown.get(command) ?? 0) + 1);
    else unasked.add(command);
  }
  compared.sort((a, b) => a.structure + a.layout - b.structure - b.layout);
  return {
    compared,
    unknown: [...unknown].map(([command, count]) => ({ command, outputs: count })),
    unasked: [...unasked],
  };
}

/** Our lines for a command, read once for all outputs of it; none where no device of the platform takes it. */
function ownLines(answers: Answers): (command: string, platform?: FidelityPlatform) => readonly Line[] | undefined {
  const known = new Map<string, readonly Line[]>();
  return (command, platform) => {
    const own = (answers.get(command) ?? []).filter((one) => platform === undefined || one.platform === platform);
    if (own.length === 0) return undefined;
    const key = `${platform ?? 'any'} ${command}`;
    const lines = known.get(key) ?? linesOfEachLayout(own.map(({ text }) => text).join('\n'));
    known.set(key, lines);
    return lines;
  };
}

interface Asked {
  launch: () => Simulator;
  file: string;
  inquiry: Inquiry;
  progress: (says: string) => void;
}

async function ask({ launch, file, inquiry, progress }: Asked): Promise<void> {
  const { topology } = readTopologyFile(file);
  const pace = { kind: 'on-demand' } as const;
  const plan = { topology, configurations: {}, journal: [], seed: path.basename(file), pace };
  progress(`${topology.name}: coming up`);
  const provider = await BuiltinProvider.start(launch(), plan);
  try {
    const devices = await openDevices(topology, provider);
    await act(file, devices, provider);
    for (const [name, device] of devices) {
      progress(`${topology.name}: ${name}, ${inquiry.commands.length} commands`);
      await askDevice(device, askedOf(topology, name), inquiry);
    }
  } finally {
    await provider.stop();
  }
}

async function askDevice(one: OpenDevice, asked: Asking, inquiry: Inquiry): Promise<void> {
  const { commands, answers, refused, isOver } = inquiry;
  for (const command of commands) {
    if (isOver()) return;
    const key = `${one.software} ${command}`;
    if (refused.has(key)) continue;
    const texts = await answersOf(one.device, spelledCommands(command, asked));
    // What names something by its number may be there on the next device.
    if (texts.length === 0 && !/\d/.test(command)) refused.add(key);
    answers.set(command, [...(answers.get(command) ?? []), ...texts.map((text) => ({ platform: one.platform, text }))]);
  }
}

interface OpenDevice {
  id: string;
  device: Device;
  platform: FidelityPlatform;
  /** Which of the command lines it has. */
  software: string;
}

async function openDevices(topology: Topology, provider: BuiltinProvider): Promise<Map<string, OpenDevice>> {
  const devices = new Map<string, OpenDevice>();
  for (const node of topology.nodes) {
    const platform = platforms[node.platform];
    if (!platform || !isCompared(node.platform) || !isRunning(provider, node.id)) continue;
    const duplex = await provider.open(node.id, 'automation');
    const device = await openChannel(duplex, { clock: provider.clock, platform, who: node.name });
    const software = `${node.platform} ${node.model} ${node.release ?? ''}`;
    devices.set(node.name, { id: node.id, device, platform: node.platform, software });
  }
  return devices;
}

function askedOf({ nodes }: Topology, name: string): Asking {
  const configurations = nodes.map(({ configuration = '' }) => configuration).join('\n');
  const addresses = [...configurations.matchAll(/^ ip address (\d+\.\d+\.\d+\.\d+) /gm)].map(
    ([, address = '']) => address,
  );
  const own = nodes.find((node) => node.name === name);
  const vrfs = [...(own?.configuration ?? '').matchAll(/^(?:ip vrf|vrf definition) (\S+)/gm)].map(
    ([, vrf = '']) => vrf,
  );
  return { interfaces: (own?.interfaces ?? []).map((one) => one.name), vrfs, addresses };
}

function isCompared(platform: string): platform is FidelityPlatform {
  return platform === 'ios' || platform === 'iosxe' || platform === 'asa';
}

function isRunning(provider: BuiltinProvider, id: string): boolean {
  return provider.nodes.some((node) => node.id === id && node.state === 'running');
}

/** Lines of the file beside the topology: `R1# ping 10.0.0.2`, `wait 60`, and `R1| yes` for whatever else is typed. */
async function act(file: string, devices: ReadonlyMap<string, OpenDevice>, provider: BuiltinProvider): Promise<void> {
  const actions = file.replace(/\.\w+$/, '.actions');
  if (!existsSync(actions)) return;
  const consoles = new Map<string, Duplex>();
  for (const line of readFileSync(actions, 'utf8').split('\n')) {
    const [, name, how, what] = /^([\w.-]+)([#|]) ?(.*)$/.exec(line) ?? (['', '', '', ''] as const);
    const [, seconds] = /^wait (\d+)$/.exec(line) ?? [];
    if (seconds !== undefined) await provider.clock.sleep(1000 * Number(seconds));
    else if (how === '#') await devices.get(name)?.device.execute(what);
    else if (how === '|') await type(what, await consoleOf(name, { consoles, devices, provider }), provider);
  }
}

interface Consoles {
  consoles: Map<string, Duplex>;
  devices: ReadonlyMap<string, OpenDevice>;
  provider: BuiltinProvider;
}

async function consoleOf(name: string, { consoles, devices, provider }: Consoles): Promise<Duplex | undefined> {
  const id = devices.get(name)?.id;
  const known = consoles.get(name);
  if (known || id === undefined) return known;
  const opened = await provider.open(id, 'terminal');
  consoles.set(name, opened);
  return opened;
}

/** Answers to questions are typed when they have been asked. */
async function type(keys: string, console: Duplex | undefined, { clock }: BuiltinProvider): Promise<void> {
  console?.write(bytesOfLatin1(`${keys}\r`));
  await clock.sleep(3000);
}

/** Nothing when the device does not take the command. */
async function answersOf(device: Device, commands: readonly string[]): Promise<string[]> {
  const answers: string[] = [];
  for (const one of commands) {
    const text = await answerOf(device, one);
    if (text !== undefined) answers.push(text);
  }
  return answers;
}

const refusal = /^\s*\^?\s*(ERROR: )?% ?(Invalid|Incomplete|Ambiguous|Unrecognized|Type ")|not simulated/m;

async function answerOf(device: Device, command: string): Promise<string | undefined> {
  try {
    const { output } = await device.execute(command);
    return refusal.test(output) ? undefined : output;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
