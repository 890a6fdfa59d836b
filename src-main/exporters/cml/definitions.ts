/**
 * What a node becomes in CML: the node definition, by what the node is and by the words of the file it came from. What
 * CML has no counterpart for becomes the nearest thing that forwards, and the report says so.
 */
import { nodeDefinitions } from '../../importers/cml/node-definitions.ts';
import type { Platform, TopologyNode } from '../../lab/topology.ts';
import type { Ports } from '../fitting.ts';

export interface Definition {
  id: string;
  /** Left out for definitions whose ports are not known: their interfaces keep their names. */
  ports?: Ports;
  /** Another kind of device than the node was, for the report. */
  standsFor?: string;
}

/** Kinds of other programs' nodes by the start of the model, lower case; the first that fits counts. */
const counterparts: readonly (readonly [model: RegExp, id: string])[] = [
  [/^(?:iou|iol)\b.*\bl2\b|^ioll2/, 'ioll2-xe'],
  [/^(?:iou|iol)\b/, 'iol-xe'],
  [/\biosv-?l2\b|^viosl2$/, 'iosvl2'],
  [/\biosv\b|^vios$/, 'iosv'],
  [/\bcsr-?1000v\b|^csr1000vng$/, 'csr1000v'],
  [/\b(?:cat8000v|c8000v)\b/, 'cat8000v'],
  [/\bcat9000v\b|^cat9k/, 'cat9000v-uadp'],
  [/\basav?\b/, 'asav'],
  [/\bnx-?os ?v ?9|\bnxosv9/, 'nxosv9000'],
  [/\bnx-?osv\b|^titanium$/, 'nxosv'],
  [/\bios-? ?xrv ?9/, 'iosxrv9000'],
  [/\bios-? ?xrv\b/, 'iosxrv'],
  [/^(?:ubuntu|server)$/, 'ubuntu'],
];

const ofPlatform: Readonly<Record<Platform, string>> = {
  ios: 'iosv',
  iosxe: 'csr1000v',
  asa: 'asav',
  nxos: 'nxosv9000',
  iosxr: 'iosxrv9000',
  linux: 'alpine',
  vpcs: 'alpine',
  switch: 'unmanaged_switch',
  cloud: 'external_connector',
  unknown: 'alpine',
};

/** Kinds that are called the same here and there, or are the same to those who use them. */
const same: readonly (readonly [model: RegExp, id: RegExp])[] = [
  [/^(?:ethernet_switch|ethernet_hub|bridge)$/, /^unmanaged_switch$/],
  [/^(?:cloud|nat|pnet\d)$/, /^external_connector$/],
  [/^docker(?: (?:.*\/)?alpine(?::[^/]*)?)?$/, /^alpine$/],
];

/** How many ports a definition may have. Source: the node definitions of CML's reference platforms. */
const most: Readonly<Record<string, number>> = {
  iosv: 16,
  iosvl2: 16,
  csr1000v: 16,
  cat8000v: 16,
  asav: 10,
  unmanaged_switch: 32,
  external_connector: 1,
  alpine: 4,
  nxosv9000: 65,
};
const usualMost = 64;

export function definitionOf(node: TopologyNode): Definition {
  const id = definitionId(node);
  const naming = nodeDefinitions[id]?.ports;
  return {
    id,
    ...(naming && { ports: { naming, most: most[id] ?? usualMost } }),
    ...(isSame(node.model, id) ? {} : { standsFor: node.model }),
  };
}

function definitionId({ model, platform }: TopologyNode): string {
  const lower = model.toLowerCase();
  if (Object.hasOwn(nodeDefinitions, lower)) return lower;
  const counterpart = isContainer(model) ? undefined : counterparts.find(([pattern]) => pattern.test(lower));
  if (counterpart) return counterpart[1];
  if (/^(?:frame_relay|atm)_switch$/.test(lower)) return 'unmanaged_switch';
  return platform === 'unknown' && isOwnDefinition(model) ? model : ofPlatform[platform];
}

const othersKinds = /^(?:qemu|virtualbox|vmware|docker|dynamips|iou|traceng|unknown)(?: |$)/;

/** A definition that somebody made for their CML: a word like "my-router". */
function isOwnDefinition(model: string): boolean {
  return /^[A-Za-z][\w-]{1,249}$/.test(model) && !othersKinds.test(model);
}

/** The name of its image may be anything; what it runs, its platform says. */
function isContainer(model: string): boolean {
  return /^docker(?: |$)/.test(model);
}

function isSame(model: string, id: string): boolean {
  if (model.toLowerCase().replace(/^qemu /, '') === id) return true;
  return same.some(([from, to]) => from.test(model) && to.test(id));
}
