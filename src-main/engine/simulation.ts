/** A network whose routers run by the clock behind doors of their own, for nobody's exercise. */
import path from 'node:path';
import { BuiltinProvider, type Simulator } from '../providers/builtin/builtin-provider.ts';
import type { PaceSetting } from '../providers/builtin/pace.ts';
import type { StartNotice } from '../providers/provider.ts';
import { keyStoryFile } from '../simulator/wire/wireshark-keys.ts';
import { openDoors, type Door, type DoorPorts } from './console-doors.ts';
import type { Content } from './content.ts';
import { databaseName } from './engine.ts';
import { capturedLink, captureLink, linkOf, type CaptureTarget, type RunningCapture } from './link-capture.ts';
import { endOf, openUplinks, type Uplink } from './uplinks.ts';

export type { Uplink } from './uplinks.ts';
/** How good a link is: milliseconds, percents, kbit/s. */
export type LinkConditions = Parameters<BuiltinProvider['condition']>[1];

/** A link, by one of its names, and what is changed of it. */
export interface Conditioning {
  readonly link: string;
  readonly change: LinkConditions;
}

export interface SimulationOptions {
  launch: () => Simulator;
  content: Content;
  seed: string;
  ports: DoorPorts;
  /** The data folder: the host key for SSH is kept there. */
  home: string;
  /** Wall time unless something else is said. */
  pace?: PaceSetting;
  uplinks?: readonly Uplink[];
  conditions?: readonly Conditioning[];
}

export interface Simulation {
  doors: readonly Door[];
  /** What does not run, or was not understood. */
  notices: readonly StartNotice[];
  setPace(pace: PaceSetting): Promise<void>;
  /** Virtual time leaps: whatever is due until then happens, in order. @returns the time afterwards, in milliseconds */
  jump(seconds: number): Promise<number>;
  /** @throws Failure unknown-link, link-not-running */
  condition(conditioning: Conditioning): Promise<void>;
  /** Every frame on a link from now on. @throws Failure unknown-link, link-not-running, cannot-write */
  capture(link: string, target: CaptureTarget): RunningCapture;
  /** What has been negotiated so far: Wireshark's key files by their names. */
  keys(): Promise<Readonly<Record<string, string>>>;
  /** How the keys of IPsec were made, in words and numbers; undefined where IKE of version 1 has made none. */
  keyStory(): Promise<string | undefined>;
  end(): Promise<void>;
}

/** @throws Failure as `openDoors` and `openUplinks`, of a link that is not there, and of the store where SSH is wanted */
export async function startSimulation(options: SimulationOptions): Promise<Simulation> {
  const { launch, content, seed, ports, home, uplinks = [], conditions = [] } = options;
  const { topology, configurations } = content;
  const ends = uplinks.map((uplink) => endOf(topology, uplink));
  const pace = options.pace ?? { kind: 'real-time', factor: 1 };
  const plan = { topology, configurations, journal: [], seed, pace, uplinks: ends };
  const provider = await BuiltinProvider.start(launch(), plan);
  const condition = ({ link, change }: Conditioning): Promise<void> =>
    provider.condition(linkOf(content, link).id, change);
  try {
    for (const one of conditions) await condition(one);
    const closeUplinks = await openUplinks(provider, topology, uplinks);
    const { doors, close } = await openDoors(provider, ports, () => keptHostKey(home));
    const { notices } = provider;
    const end = async (): Promise<void> => {
      closeUplinks();
      await close();
      await provider.stop();
    };
    return { doors, notices, condition, ...controlsOf(provider, content), end };
  } catch (error) {
    await provider.stop();
    throw error;
  }
}

function controlsOf(
  provider: BuiltinProvider,
  content: Content,
): Pick<Simulation, 'setPace' | 'jump' | 'capture' | 'keys' | 'keyStory'> {
  return {
    setPace: (setting) => provider.setPace(setting),
    jump: async (seconds) => {
      await provider.clock.sleep(seconds * 1000);
      return provider.clock.now();
    },
    capture: (name, target) => {
      return captureLink(provider, capturedLink(content, linkOf(content, name)), target);
    },
    keys: () => provider.wiresharkKeys(),
    keyStory: async () => (await provider.wiresharkKeys())[keyStoryFile],
  };
}

async function keptHostKey(home: string): Promise<string> {
  const [{ hostKeyOf }, { openStore }] = await Promise.all([import('./ssh-door.ts'), import('../storage/store.ts')]);
  const store = openStore(path.join(home, databaseName));
  try {
    return hostKeyOf(store);
  } finally {
    store.close();
  }
}
