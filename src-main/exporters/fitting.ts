/**
 * Interfaces of a node on a device of another kind: which port each of them becomes. A name that the device itself
 * gives to a port keeps its port; the others get the ports that are left, in order, those in use first where they are
 * too many.
 */
import { portName, type PortNaming } from '../importers/port-naming.ts';

export interface Ports {
  naming: PortNaming;
  /** How many the device can have. */
  most: number;
}

export interface Fitted {
  /** The interface's name in the topology. */
  from: string;
  name: string;
  /** The number of the port, from 0. */
  slot: number;
}

export interface Fit {
  ports: Fitted[];
  /** Interfaces in use for which there is no port. */
  lost: string[];
}

/** @param isUsed whether a link or the configuration names the interface */
export function fit(names: readonly string[], { naming, most }: Ports, isUsed: (name: string) => boolean): Fit {
  const slotOf = new Map(Array.from({ length: most }, (_, slot) => [portName(naming, slot), slot] as const).reverse());
  const slots = new Map(names.flatMap((name) => slotEntry(name, slotOf)));
  const strangers = names.filter((name) => !slots.has(name));
  const free = freeSlots(new Set(slots.values()), naming, most);
  const placed = strangers.length <= free.length ? strangers : strangers.filter(isUsed);
  placed.slice(0, free.length).forEach((name, index) => slots.set(name, free[index] ?? 0));
  const ports = [...slots].map(([from, slot]): Fitted => ({ from, name: portName(naming, slot), slot }));
  return { ports: ports.sort((a, b) => a.slot - b.slot), lost: placed.slice(free.length) };
}

function slotEntry(name: string, slotOf: ReadonlyMap<string, number>): [string, number][] {
  const slot = slotOf.get(name);
  return slot === undefined ? [] : [[name, slot]];
}

/** Ports with names of their own are for management and the device itself: nothing is put there, if there are others. */
function freeSlots(taken: ReadonlySet<number>, { first, reserved = [] }: PortNaming, most: number): number[] {
  const all = Array.from({ length: most }, (_, slot) => slot).filter((slot) => !taken.has(slot));
  return first === undefined || most === 1 ? all : all.filter((slot) => slot > reserved.length);
}
