/** What a controller can make a node from: its node definitions that fit, and the images that it has for them. */
import { definitionOf } from '../../exporters/cml/definitions.ts';
import { howItIsTyped, typedStart } from '../../exporters/typed-start.ts';
import type { Platform, TopologyNode } from '../../lab/topology.ts';
import type { NodePlan } from '../lab-server.ts';

/** What the server has. */
export interface Stock {
  definitions: readonly { id: string; name: string; takesStart: boolean }[];
  images: readonly { id: string; definition: string; name: string }[];
}

/** What a node is to be made from. */
export interface Template {
  definition: string;
  image?: string;
}

/** Kinds that have the same command line, the nearest first. The free tier has the IOL images and no IOSv. */
const alternatives: Partial<Readonly<Record<Platform, readonly string[]>>> = {
  ios: ['iosv', 'iol-xe', 'csr1000v', 'cat8000v'],
  iosxe: ['cat8000v', 'csr1000v', 'iol-xe'],
  asa: ['asav'],
  nxos: ['nxosv9000', 'nxosv'],
  iosxr: ['iosxrv9000', 'iosxrv'],
  linux: ['alpine', 'ubuntu', 'server', 'desktop'],
  vpcs: ['alpine', 'server', 'desktop'],
};
/** Switches are routers with other ports: none stands for one. */
const switches = /^(?:iosvl2|ioll2|cat9000v)/;
/** The server's own, which need no image. */
const built: ReadonlySet<string> = new Set(['unmanaged_switch', 'external_connector']);

/** @param text what the node is to start with */
export function planOf(node: TopologyNode, stock: Stock, text = ''): NodePlan {
  const wanted = definitionOf(node).id;
  const others = switches.test(wanted) ? [] : (alternatives[node.platform] ?? []);
  const candidates = [wanted, ...others.filter((id) => id !== wanted)];
  const templates = candidates.flatMap((id) => {
    const start = howItWouldCome(node, id, { stock, text });
    return templatesOf(id, stock).map((one) => ({ ...one, ...(start !== undefined && { start }) }));
  });
  const plan = { node: node.id, name: node.name, templates };
  if (templates.length > 0) return plan;
  return { ...plan, problem: whatIsMissing(wanted, candidates, stock) };
}

function templatesOf(definition: string, { definitions, images }: Stock): NodePlan['templates'] {
  const found = definitions.find(({ id }) => id === definition);
  if (!found) return [];
  if (built.has(definition)) return [{ id: definition, name: found.name }];
  return images
    .filter((image) => image.definition === definition)
    .map((image) => ({ id: `${definition}/${image.id}`, name: `${found.name}: ${image.name}` }));
}

/** Undefined where the server gives a node of the definition what it starts with. */
function howItWouldCome(
  { name, platform }: TopologyNode,
  definition: string,
  { stock, text }: { stock: Pick<Stock, 'definitions'>; text: string },
): string | undefined {
  const takes = stock.definitions.find(({ id }) => id === definition)?.takesStart ?? true;
  if (takes || text.trim() === '' || built.has(definition)) return undefined;
  return howItIsTyped(name, typedStart(platform, text), `CML gives none to a node of the definition ${definition}`);
}

export function templateOf(id: string): Template {
  const [definition = '', image] = id.split('/');
  return image === undefined ? { definition } : { definition, image };
}

function whatIsMissing(wanted: string, candidates: readonly string[], { definitions }: Stock): string {
  const known = candidates.filter((id) => definitions.some((one) => one.id === id));
  if (known.length > 0)
    return `the server knows ${known.join(', ')}, and has no image for it: upload one under Tools, Node and Image Definitions`;
  const others = candidates.length > 1 ? ` and none of ${candidates.slice(1).join(', ')}` : '';
  return `the server has no node definition ${wanted}${others}: who runs it can add one with its image`;
}
