import type { TopologyInterface, TopologyNode } from '../../lab/topology.ts';
import { textOfBase64 } from '../base64.ts';
import { ciscoPlatforms, type Device } from '../devices.ts';
import type { Field } from '../field.ts';
import { dynamipsPorts } from '../gns3/dynamips-ports.ts';
import { fullInterfaceName } from '../interface-names.ts';
import { limits } from '../limits.ts';
import { withPlainLineEnds } from '../line-ends.ts';
import { portName } from '../port-naming.ts';
import { present } from '../present.ts';
import { releaseOfImage } from '../release.ts';
import { deviceOf } from './templates.ts';

/** A node with its interfaces by the numbers that links use. */
export interface EveNode {
  node: TopologyNode;
  names: ReadonlyMap<string, string>;
  field: Field;
}

/** @param configurations in base64, by node id */
export function readNode(field: Field, id: string, configurations: ReadonlyMap<string, Field>): EveNode {
  const [type, template] = [field.get('@type').name() ?? '', field.get('@template').name() ?? ''];
  const image = field.get('@image').name() ?? '';
  const device = deviceOf(template, type, image);
  const own = portsOf(field, type, device);
  const used = usedNames(field, device);
  const taken = new Set(own);
  const names = [...own, ...[...used.values()].filter((name) => !taken.has(name))];
  const release = releaseOfImage(image);
  const configuration = configurationOf(field, configurations.get(id));
  const node: TopologyNode = {
    id,
    name: nameOf(field, id),
    platform: device.platform,
    model: modelOf(type, template, image),
    interfaces: [...new Set(names)].map((name): TopologyInterface => ({ name })),
    position: positionOf(field),
    ...present({ release, configuration }),
  };
  return { node, names: used, field };
}

/** Of a container the image says what it is. */
function modelOf(type: string, template: string, image: string): string {
  if (type === 'dynamips') return `dynamips ${template}`;
  return type === 'docker' ? `docker ${image}`.trim() : template || type || 'unknown';
}

export function positionOf(field: Field): { x: number; y: number } {
  return { x: coordinate(field.get('@left')), y: coordinate(field.get('@top')) };
}

/** UNetLab placed nodes by percents of a canvas that is taken to have a thousand pixels here. */
function coordinate(field: Field): number {
  const percent = /^(-?\d{1,4}(?:\.\d{1,9})?)%$/.exec(field.name() ?? '')?.[1];
  return percent === undefined ? (field.number() ?? 0) : 10 * Number(percent);
}

function nameOf(field: Field, id: string): string {
  const name = field.get('@name').name();
  if (name === undefined) field.complain('error', `the node has no name; it is imported as "node${id}"`, 'give it one');
  return name ?? `node${id}`;
}

/** The interfaces that the file lists, which are those in use, by their ids. */
function usedNames(field: Field, device: Device): Map<string, string> {
  const full = ciscoPlatforms.has(device.platform) ? fullInterfaceName : (name: string): string => name;
  const entries = field
    .get('interface')
    .items()
    .map((one): [string, string] => {
      const id = one.get('@id').name() ?? '';
      return [id, full(one.get('@name').name() ?? `port${id}`)];
    });
  return new Map(entries);
}

/** All ports of a device whose ports are known, so that a node without links has some too. */
function portsOf(field: Field, type: string, device: Device): string[] {
  const count = field.get('@ethernet').count() ?? 0;
  field.refuseMoreThan(limits.adapters, count, 'adapters of one node');
  if (type === 'dynamips') return dynamipsNames(field);
  if (type === 'iol' || type === 'iou') return iolNames(count, field.get('@serial').count() ?? 0);
  if (device.platform === 'vpcs') return ['eth0'];
  const { ports } = device;
  return ports ? Array.from({ length: count }, (_, slot) => portName(ports, slot)) : [];
}

/** Adapters of four ports each, those of serial lines after the others. */
function iolNames(ethernet: number, serial: number): string[] {
  return Array.from({ length: Math.min(ethernet, 16) + Math.min(serial, 16) }, (_, adapter) =>
    [0, 1, 2, 3].map((port) => `${adapter < Math.min(ethernet, 16) ? 'Ethernet' : 'Serial'}${adapter}/${port}`),
  ).flat();
}

function dynamipsNames(field: Field): string[] {
  const platform = field.get('@template').name() ?? '';
  const slots = field.keys
    .filter((key) => /^@slot\d$/.test(key))
    .map((key): [string, string] => [key.slice(1), field.get(key).name() ?? '']);
  const properties = { ...Object.fromEntries(slots), platform: platform === 'c1710' ? 'c1700' : platform };
  return dynamipsPorts(field.as({ properties })).ports.map(({ name }) => name);
}

/** The node says by `config="1"` that it starts with it; older labs say it otherwise, or not at all. */
function configurationOf(field: Field, config: Field | undefined): string | undefined {
  if (field.get('@config').name() === '0') return undefined;
  const encoded = config?.get('#text').text();
  if (!config || !encoded?.trim()) return undefined;
  const text = textOfBase64(encoded);
  if (text === undefined) config.complain('error', 'expected a configuration in base64; it is left out');
  return text?.trim() ? withPlainLineEnds(text) : undefined;
}
