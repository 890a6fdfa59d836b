/** Routers behind doors for programs that we did not write: telnet and SSH on loopback, in this process. */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSimulation, type Simulation, type Uplink } from '../../src-main/engine/simulation.ts';
import type { Topology, TopologyNode } from '../../src-main/lab/topology.ts';
import { simulatorInProcess } from '../../src-main/providers/builtin/simulator-in-process.ts';

export interface RunningSimulation extends Simulation {
  /** A folder that is there as long as the simulation. */
  readonly folder: string;
}

export function routerNamed(name: string, change: Partial<TopologyNode> = {}): TopologyNode {
  const interfaces = [{ name: 'FastEthernet0/0' }, { name: 'FastEthernet0/1' }];
  return { id: name, name, platform: 'ios', model: 'dynamips c3725', interfaces, position: { x: 0, y: 0 }, ...change };
}

export async function simulate(
  topology: Omit<Topology, 'name'>,
  configurations: Record<string, string>,
  uplinks: readonly Uplink[] = [],
): Promise<RunningSimulation> {
  const folder = mkdtempSync(path.join(tmpdir(), 'quickmode-interop-'));
  const content = { title: 'interop', topology: { name: 'interop', ...topology }, exercise: undefined, configurations };
  const ports = { telnetFrom: 0, sshFrom: 0 };
  const options = { launch: simulatorInProcess, content, seed: 'interop', ports, home: folder, uplinks };
  const simulation = await startSimulation(options);
  const end = async (): Promise<void> => {
    await keepKeys(simulation);
    await simulation.end();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...simulation, folder, end };
}

/** QUICKMODE_KEYS=folder keeps what Wireshark needs to read what the routers of a run have said. */
async function keepKeys(simulation: Simulation): Promise<void> {
  const kept = process.env['QUICKMODE_KEYS'];
  if (kept === undefined) return;
  for (const [name, text] of Object.entries(await simulation.keys())) appendFileSync(path.join(kept, name), text);
}
