/** The routers of a place as a lab needs to know them: which there are, and what is cabled with what. */
import { importTopology } from '../importers/import.ts';
import type { Elsewhere } from '../lab/source.ts';
import type { Platform, Topology } from '../lab/topology.ts';
import type { StoredPlace } from '../storage/attempts.ts';

/** @returns undefined for built-in routers, which are those of the lab itself */
export function elsewhereOf(place: StoredPlace): Elsewhere | undefined {
  switch (place.kind) {
    case 'builtin':
      return undefined;
    case 'server': {
      const { bind, projectName, topology } = place;
      const where = `the project ${projectName}`;
      return { topology: importTopology(topology).topology, bind, where, isCabled: true };
    }
    case 'inventory': {
      const { bind, inventoryName, devices } = place;
      const topology = topologyOfDevices(inventoryName, devices);
      return { topology, bind, where: `the inventory ${inventoryName}`, isCabled: false };
    }
  }
}

/** Devices beside one another: nobody has said what joins them. */
function topologyOfDevices(name: string, devices: readonly { name: string; platform: string }[]): Topology {
  const nodes = devices.map((device, index) => ({
    ...{ id: device.name, name: device.name, platform: device.platform as Platform, model: device.platform },
    interfaces: [],
    position: { x: 200 * index, y: 0 },
  }));
  return { name, nodes, links: [] };
}
