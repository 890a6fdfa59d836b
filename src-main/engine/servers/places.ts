/** The places where the routers of an attempt can be: chosen when it begins, opened when it goes on. */
import type { BindingView, Place } from '../../api/contract/servers.ts';
import type { Loaded, Exercise } from '../../lab/exercise.ts';
import { Failure } from '../../base/errors.ts';
import type { Inventory } from '../../lab/inventory.ts';
import type { Topology } from '../../lab/topology.ts';
import type { Provider } from '../../providers/provider.ts';
import type { StoredPlace } from '../../storage/attempts.ts';
import type { Logins } from '../bench.ts';
import { elsewhereOf } from '../elsewhere-of.ts';
import { exerciseOf } from '../exercise-of.ts';
import type { LabShelf } from '../lab-shelf.ts';
import { maskedTopology } from '../masked-topology.ts';
import type { RememberedLogins } from './device-logins.ts';
import type { HostKeys } from './host-keys.ts';
import type { InventoryShelf } from './inventory-shelf.ts';
import type { Outside } from './outside.ts';
import type { ServerLinks } from './server-links.ts';
import type { ServerShelf } from './server-shelf.ts';

interface Parts {
  labs: LabShelf;
  servers: ServerShelf;
  links: ServerLinks;
  inventories: InventoryShelf;
  outside: Outside;
  hostKeys: HostKeys;
  logins: RememberedLogins;
}

export class Places {
  constructor(private readonly parts: Parts) {}

  /** What an attempt has to know of its place: asked of the server now, so that it can be opened again without it. */
  async stored(place: Place): Promise<StoredPlace> {
    switch (place.kind) {
      case 'builtin':
        return place;
      case 'server':
        return await this.#onServer(place);
      case 'inventory': {
        const { id, name, devices } = this.parts.inventories.glance(place.inventory);
        const pinned = devices.map((device) => ({ name: device.name, platform: device.platform }));
        return { kind: 'inventory', inventory: id, inventoryName: name, bind: place.bind ?? {}, devices: pinned };
      }
    }
  }

  /** @throws Failure unknown-server, unknown-inventory, secrets-locked, and whatever keeps it from being reached */
  async open(
    place: Exclude<StoredPlace, { kind: 'builtin' }>,
    topology: Topology,
  ): Promise<{ provider: Provider; logins: Logins }> {
    const { links, logins, outside, hostKeys } = this.parts;
    if (place.kind === 'server') {
      const provider = await (await links.reach(place.server)).open(place.project, topology);
      return { provider, logins: logins.at(place.server) };
    }
    const inventory = await this.#inventory(place.inventory, topology);
    const provider = await outside.openInventory(inventory, topology, hostKeys.verify);
    return { provider, logins: logins.at(place.inventory, inventory.devices) };
  }

  /** How a lab's roles would be bound there, and what is in the way. */
  async binding(lab: string, place: Place): Promise<BindingView> {
    const stored = await this.stored(place);
    const elsewhere = elsewhereOf(stored);
    const loaded = exerciseOf(this.parts.labs.find(lab).files, { elsewhere });
    const { nodes } = elsewhere?.topology ?? (loaded.ok ? loaded.value.topology : { nodes: [] });
    return {
      roles: loaded.ok ? rolesOf(loaded.value) : [],
      nodes: nodes.map(({ id, name, platform, interfaces }) => ({
        ...{ id, name, platform },
        interfaces: interfaces.map((one) => one.name),
      })),
      diagnostics: diagnosticsOf(loaded),
    };
  }

  /** Those of its devices that the topology is about, with what was learnt about their logins since. */
  async #inventory(id: string, topology: Topology): Promise<Inventory> {
    const { name, devices } = await this.parts.inventories.get(id);
    const wanted = devices.filter((device) => topology.nodes.some((node) => node.id === device.name));
    const learnt = wanted.map(async (device) => {
      const login = { ...device.login, ...(await this.parts.logins.find(id, device.name)) };
      return { ...device, login };
    });
    return { name, devices: await Promise.all(learnt) };
  }

  async #onServer({ server, project, bind = {} }: Place & { kind: 'server' }): Promise<StoredPlace> {
    const { id, kind, name: serverName } = this.parts.servers.find(server);
    const link = await this.parts.links.reach(id);
    const projects = await link.projects();
    const named = projects.filter(({ name }) => name === project);
    const found = projects.find((one) => one.id === project) ?? named[0];
    if (!found || (named.length > 1 && found.id !== project)) throw unknownProject(project, projects, named.length);
    const topology = maskedTopology(await link.read(found.id));
    const { id: projectId, name: projectName } = found;
    const where = { server: id, serverName, serverKind: kind, project: projectId, projectName };
    return { kind: 'server', ...where, bind, topology };
  }
}

function rolesOf({ roles }: Exercise): BindingView['roles'] {
  return roles.map(({ name, node, interfaces }) => ({ role: name, node, interfaces }));
}

function diagnosticsOf(loaded: Loaded<Exercise>): BindingView['diagnostics'] {
  return loaded.diagnostics;
}

function unknownProject(wanted: string, projects: readonly { id: string; name: string }[], count: number): Failure {
  const all = projects.map(({ id, name }) => (count > 1 ? `${name} (${id})` : name)).slice(0, 30);
  const there = all.length > 0 ? `There are: ${all.join(', ')}.` : 'It has none.';
  const says =
    count > 1 ? `Several projects are called "${wanted}": give the id of one.` : `There is no project "${wanted}".`;
  return new Failure('bad-input', 'unknown-project', `${says} ${there}`);
}
