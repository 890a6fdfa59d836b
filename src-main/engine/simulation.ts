/** A network whose routers run in real time behind doors of their own, for nobody's exercise. */
import path from 'node:path';
import { BuiltinProvider, type Simulator } from '../providers/builtin/builtin-provider.ts';
import type { StartNotice } from '../providers/provider.ts';
import { openDoors, type Door, type DoorPorts } from './console-doors.ts';
import type { Content } from './content.ts';
import { databaseName } from './engine.ts';

export interface SimulationOptions {
  launch: () => Simulator;
  content: Content;
  seed: string;
  ports: DoorPorts;
  /** The data folder: the host key for SSH is kept there. */
  home: string;
}

export interface Simulation {
  doors: readonly Door[];
  /** What does not run, or was not understood. */
  notices: readonly StartNotice[];
  end(): Promise<void>;
}

/** @throws Failure as `openDoors`, and of the store where SSH is wanted */
export async function startSimulation({ launch, content, seed, ports, home }: SimulationOptions): Promise<Simulation> {
  const { topology, configurations } = content;
  const pace = { kind: 'real-time', factor: 1 } as const;
  const provider = await BuiltinProvider.start(launch(), { topology, configurations, journal: [], seed, pace });
  try {
    const { doors, close } = await openDoors(provider, ports, () => keptHostKey(home));
    const end = async (): Promise<void> => {
      await close();
      await provider.stop();
    };
    return { doors, notices: provider.notices, end };
  } catch (error) {
    await provider.stop();
    throw error;
  }
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
