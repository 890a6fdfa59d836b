/**
 * Inventories: text in, devices with their addresses and what is wrong with the text out. What a file is, its content
 * decides. Inventories of our own, pyATS testbeds, Ansible inventories (YAML, INI), containerlab topologies.
 *
 * Not supported: programs that print an inventory (what they print is), what an Ansible vault holds; Nornir, NetBox,
 * netlab.
 */
import { Failure, type Diagnostic } from '../../base/errors.ts';
import type { Inventory } from '../../lab/inventory.ts';
import type { Topology, TopologyInterface } from '../../lab/topology.ts';
import { guarded, type Companion } from '../companion.ts';
import { Refusal, Report } from '../complaint.ts';
import { diagnosticsOf, shownName } from '../diagnostics.ts';
import { Field } from '../field.ts';
import { limits } from '../limits.ts';
import type { Document } from '../source/document.ts';
import { readJson } from '../source/json.ts';
import { readYaml } from '../source/yaml.ts';
import { ansible } from './ansible.ts';
import { isAnsibleIni, readAnsibleIni } from './ansible-ini.ts';
import { containerlab } from './containerlab.ts';
import type { InventoryImporter, ReadDevices } from './inventory-importer.ts';
import { own } from './own.ts';
import { pyats } from './pyats.ts';

export interface ImportedInventory {
  format: InventoryImporter['format'];
  inventory: Inventory;
  /** The devices as nodes, by their names; with links where the file has them, else without. */
  topology: Topology;
  diagnostics: Diagnostic[];
}

export interface InventoryFile {
  name: string;
  text: string;
  /** Reads a file beside it, as a topology's companion does: variables of Ansible's groups and hosts. */
  companion?: Companion | undefined;
}

const importers: readonly InventoryImporter[] = [own, pyats, containerlab, ansible];

/** @throws Failure of the kind bad-input when the text is no inventory that we know, or has no device in it */
export function importInventory(file: InventoryFile): ImportedInventory {
  let document: Document | undefined;
  try {
    document = documentOf(file.text);
    return importDocument(document, shownName(file), guarded(file.companion));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const diagnostics = diagnosticsOf([error.complaint], document);
    throw new Failure('bad-input', error.code, `${shownName(file)}: ${error.what}`, diagnostics);
  }
}

function documentOf(given: string): Document {
  if (given.length > limits.generalYaml)
    throw new Refusal('too-large', `a text of ${given.length} characters, too large for an inventory`, {
      message: `expected at most ${limits.generalYaml} characters`,
    });
  const text = given.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  if (text.trim() === '')
    throw new Refusal('empty-file', 'an empty file', { message: 'expected an inventory, found nothing' });
  if (isAnsibleIni(text)) return readAnsibleIni(text);
  try {
    return /^\s*\{/.test(text) ? readJson(text) : readYaml(text.endsWith('\n') ? text : `${text}\n`);
  } catch (error) {
    // The readers know topologies alone.
    throw error instanceof Refusal && error.code === 'not-a-topology' ? notAnInventory('a text') : error;
  }
}

function notAnInventory(what: string): Refusal {
  return new Refusal('not-an-inventory', `${what} that is no inventory`, {
    message: 'expected an inventory of QuickMode, a pyATS testbed, an Ansible inventory or a containerlab topology',
    mend: 'choose one of these, or type the devices in',
  });
}

function importDocument(document: Document, shown: string, companion: Companion): ImportedInventory {
  const importer = importers.find((one) => one.recognises(document.value));
  if (!importer) throw notAnInventory(document.syntax);
  const report = new Report(document.complaints);
  const root = new Field(document.value, report);
  const read = importer.read(root, shown.replace(/^.*[/\\]|\.\w+$/g, ''), companion);
  root.refuseMoreThan(limits.nodes, read.devices.length, 'devices');
  const diagnostics = once(diagnosticsOf(report.complaints, document));
  if (read.devices.length === 0)
    throw new Failure(
      'bad-input',
      'no-devices',
      `${shown}: an inventory without a device that can be reached`,
      diagnostics,
    );
  const { name, devices } = read;
  return { format: importer.format, inventory: { name, devices }, topology: topologyOf(read), diagnostics };
}

/** What is wrong with a variable of a group is found again at each of its hosts. */
function once(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [JSON.stringify(one), one])).values()];
}

/** Links to what is no device are not part of it. */
function topologyOf({ name, devices, links }: ReadDevices): Topology {
  const names = new Set(devices.map((device) => device.name));
  const kept = links.filter((ends) => ends.every(({ node }) => names.has(node)));
  const interfaces = new Map<string, Set<string>>();
  for (const { node, interface: one } of kept.flat())
    interfaces.set(node, (interfaces.get(node) ?? new Set()).add(one));
  const nodes = devices.map((device, index) => ({
    ...{ id: device.name, name: device.name, platform: device.platform, model: device.platform },
    interfaces: [...(interfaces.get(device.name) ?? [])].map((one): TopologyInterface => ({ name: one })),
    position: { x: 200 * index, y: 0 },
  }));
  return { name, nodes, links: kept.map((ends, index) => ({ id: `link${index + 1}`, ends })) };
}
