/**
 * The ports of a Dynamips router. A link names them by slot and port; the ports of WICs are ports 16 on (first WIC),
 * 32 on (second), 48 on (third) of slot 0. IOS counts the interfaces of all WICs on, one count for each type (Cisco
 * 2600/3600/3700 software configuration guide, "Understanding Interface Numbering").
 */
import type { Field } from '../field.ts';
import { fullInterfaceName, isInterfaceName } from '../interface-names.ts';
import {
  builtIn,
  flatChassis,
  secondWicInSlot1,
  slotAdapters,
  usualChassis,
  wicAdapters,
  type Adapter,
} from './dynamips-adapters.ts';
import type { NodePorts, Port } from './ports.ts';

const slots = [0, 1, 2, 3, 4, 5, 6] as const;
const wics = [0, 1, 2] as const;

export function dynamipsPorts(node: Field): NodePorts {
  const properties = node.get('properties');
  const platform = properties.get('platform').name() ?? '';
  const chassis = properties.get('chassis').name() ?? usualChassis[platform] ?? '';
  const slotPorts = portsOfSlots(properties, platform, chassis);
  const wicPorts = portsOfWics(properties, chassis, slotPorts);
  return {
    ports: [...slotPorts, ...wicPorts],
    nameOf: (adapter, port, label) => {
      // GNS3 2.0 and 2.1 counted the ports of all WICs on from 16.
      const ofWic = adapter === 0 && port >= 16 ? wicPorts[port - 16] : undefined;
      if (ofWic) return ofWic.name;
      return label !== undefined && isInterfaceName(label) ? fullInterfaceName(label) : `Ethernet${adapter}/${port}`;
    },
  };
}

function portsOfSlots(properties: Field, platform: string, chassis: string): Port[] {
  const isFlat = flatChassis.has(chassis);
  return slots.flatMap((slot) => {
    const fixed = slot === 0 ? (builtIn[platform] ?? builtIn[chassis]) : undefined;
    const adapter = adapterIn(
      properties.get(`slot${slot}`),
      slotAdapters,
      slot === 0 ? npeG2(properties, fixed) : fixed,
    );
    return Array.from({ length: adapter?.ports ?? 0 }, (_, port): Port => {
      const number = isFlat ? String(port) : `${slot}/${port}`;
      return { adapter: slot, port, name: `${adapter?.type ?? ''}${number}` };
    });
  });
}

/** A 7200 with the NPE-G2 has another input/output controller. */
function npeG2(properties: Field, usual: string | undefined): string | undefined {
  return properties.get('npe').name() === 'npe-g2' ? 'C7200-IO-GE-E' : usual;
}

/** The count goes on from what is built in: the Ethernet of a WIC in a 2610 is Ethernet0/1. */
function portsOfWics(properties: Field, chassis: string, before: readonly Port[]): Port[] {
  const counts = new Map<string, number>();
  for (const { name } of before) {
    const type = name.replace(/\d+$/, '');
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return wics.flatMap((wic) => {
    const adapter = adapterIn(properties.get(`wic${wic}`), wicAdapters);
    return Array.from({ length: adapter?.ports ?? 0 }, (_, index): Port => {
      const slot = secondWicInSlot1.has(chassis) ? wic : 0;
      const type = `${adapter?.type ?? ''}${flatChassis.has(chassis) ? '' : `${slot}/`}`;
      const number = counts.get(type) ?? 0;
      counts.set(type, number + 1);
      return { adapter: 0, port: 16 * (wic + 1) + index, name: `${type}${number}` };
    });
  });
}

/** The adapter in a slot; `usual` is the one that is built in, whatever the project says of an empty slot. */
function adapterIn(field: Field, adapters: Readonly<Record<string, Adapter>>, usual?: string): Adapter | undefined {
  const name = field.name() ?? usual;
  if (!name) return undefined;
  const adapter = Object.hasOwn(adapters, name) ? adapters[name] : undefined;
  if (!adapter)
    field.complain('warning', `the module ${JSON.stringify(name)} is not known; links tell which of its ports exist`);
  return adapter;
}
