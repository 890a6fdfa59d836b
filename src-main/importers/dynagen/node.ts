import type { TopologyNode } from '../../lab/topology.ts';
import type { Field } from '../field.ts';
import { dynamipsPorts } from '../gns3/dynamips-ports.ts';
import type { Source } from '../importer.ts';
import { fullInterfaceName } from '../interface-names.ts';
import { withPlainLineEnds } from '../line-ends.ts';
import { limits } from '../limits.ts';
import { present } from '../present.ts';
import { releaseOfImage } from '../release.ts';
import { platformOf, type Kind } from './models.ts';

/** A node and the lines of its section. */
export interface DynagenNode {
  node: TopologyNode;
  entries: Entry[];
  /** The name of an interface as a link writes it: "f0/0", "1"; one that is not there yet is added. */
  interfaceNamed(written: string): string;
}

export interface Entry {
  key: string;
  value: string;
  field: Field;
}

export function entriesOf(section: Field): Entry[] {
  return section
    .get('entries')
    .items()
    .map((field) => {
      return { key: field.get('key').name() ?? '', value: field.get('value').text()?.trim() ?? '', field };
    });
}

export interface Section {
  field: Field;
  id: string;
  name: string;
  kind: Kind;
  /** Values that a server's section gives to all routers of a model, by model: images, chassis. */
  defaults: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export function readNode({ field, id, name, kind, defaults }: Section, source: Source): DynagenNode {
  const entries = entriesOf(field);
  const own = new Map(entries.map(({ key, value }) => [key.toLowerCase(), value]));
  const { model, names, values } =
    kind.model === 'dynamips'
      ? routerOf(field, own, defaults)
      : { model: kind.model, names: numberedPorts(entries, kind), values: own };
  const release = releaseOfImage(values.get('image') ?? '');
  const configuration = configurationOf(values, source);
  const node: TopologyNode = {
    id,
    name,
    platform: kind.platform,
    model,
    interfaces: [...new Set(names)].map((one) => ({ name: one })),
    position: { x: numberOf(own.get('x')), y: numberOf(own.get('y')) },
    ...present({ release, configuration, circuits: circuitsOf(entries, kind) }),
  };
  return { node, entries, interfaceNamed: namerOf(node) };
}

type Values = ReadonlyMap<string, string>;

/** A router without a model is of the one that its server's section describes. */
function routerOf(
  field: Field,
  own: Values,
  defaults: Section['defaults'],
): { model: string; names: string[]; values: Values } {
  const [only] = defaults.size === 1 ? defaults.keys() : [];
  const model = own.get('model') ?? only;
  const values = new Map([...(defaults.get(model ?? '') ?? []), ...own]);
  const written = values.get('chassis') ?? model;
  if (written === undefined) return { model: 'dynamips router', names: [], values };
  const { platform, chassis } = platformOf(written);
  const { ports } = dynamipsPorts(field.as({ properties: { ...slotsOf(values), platform, chassis } }));
  return { model: `dynamips ${platform}`, names: ports.map((one) => one.name), values };
}

/** Interfaces by the names that links write; one that is not there yet is added. */
export function namerOf(node: TopologyNode): (written: string) => string {
  const known = new Set(node.interfaces.map((one) => one.name));
  return (written) => {
    const number = /^[a-z]+ ?(\d.*)$/i.exec(written)?.[1];
    // "e0" of a PIX or of a machine is Ethernet0; a switch has numbers only; a cloud has what its host has.
    const name = number === undefined || node.platform === 'cloud' ? written : fullInterfaceName(written);
    if (!known.has(name)) node.interfaces.push({ name });
    known.add(name);
    return name;
  };
}

/** `slot1 = NM-4T`, `wic0/1 = WIC-2T` in the words of later projects. */
function slotsOf(values: ReadonlyMap<string, string>): Record<string, string> {
  const slots = [...values].flatMap(([key, value]): [string, string][] => {
    const wic = /^wic\d\/(\d)$/.exec(key)?.[1];
    if (wic !== undefined) return [[`wic${wic}`, value]];
    return /^slot\d$/.test(key) ? [[key, value]] : [];
  });
  return { ...Object.fromEntries(slots), ...(values.has('npe') ? { npe: values.get('npe') ?? '' } : {}) };
}

/** Switches list their ports: "1 = access 1", or circuits from port to port, "1:102 = 2:201". */
function numberedPorts(entries: readonly Entry[], { platform, model }: Kind): string[] {
  if (platform !== 'switch' && !/^(?:frame_relay|atm)/.test(model)) return [];
  const count = Number(entries.find(({ key }) => key === 'ports')?.value ?? 0);
  const counted = Array.from({ length: Math.min(count || 0, limits.adapters) }, (_, index) => index + 1);
  const written = entries.flatMap(({ key, value }) => {
    if (!/^\d{1,4}(?::|$)/.test(key)) return [];
    const ends = key.includes(':') ? [key, value] : [key];
    return ends.map((end) => parseInt(end, 10)).filter((port) => !Number.isNaN(port));
  });
  return [...new Set([...counted, ...written])].sort((a, b) => a - b).map(String);
}

/** "1:102 = 2:201"; of ATM also "1:10:100 = 2:20:200". */
function circuitsOf(entries: readonly Entry[], { model }: Kind): TopologyNode['circuits'] {
  if (!/^(?:frame_relay|atm)/.test(model)) return undefined;
  const isEnd = (text: string): boolean => /^\d{1,9}(?::\d{1,9}){1,2}$/.test(text);
  const circuits = entries.flatMap(({ key, value }): [string, string][] =>
    isEnd(key) && isEnd(value) ? [[key, value]] : [],
  );
  return circuits.length > 0 ? circuits : undefined;
}

/** `cnfg = configs\R1.cfg`; what lies outside the topology's folder is looked for by its name in "configs". */
function configurationOf(values: ReadonlyMap<string, string>, { companion }: Source): string | undefined {
  const path = values.get('cnfg')?.replaceAll('\\', '/');
  if (!path) return undefined;
  const file = path.slice(path.lastIndexOf('/') + 1);
  for (const one of [path.replace(/^\.\//, ''), `configs/${file}`, file]) {
    const text = companion(one);
    if (text?.trim()) return withPlainLineEnds(text);
  }
  return undefined;
}

function numberOf(text: string | undefined): number {
  const number = Number(text ?? 0);
  return Number.isFinite(number) ? number : 0;
}
