/**
 * Interfaces of a topology at ports of a server's node. The names are the router's own in full ("FastEthernet0/0"); the
 * server has them in full, in short ("f0/0"), or by a format that says nothing ("Ethernet0" of a QEMU machine).
 */
import type { Gns3Port } from './answers.ts';

export interface Fitted {
  port: Gns3Port;
  /** The port is called otherwise than the interface: what is configured by its name must be renamed. */
  isOther: boolean;
}

/** Interfaces that have a port; the others are missing. Names that say which port they are go first. */
export function fitPorts(names: readonly string[], ports: readonly Gns3Port[]): Map<string, Fitted> {
  const fitted = new Map<string, Fitted>();
  const free = new Set(ports);
  const take = (name: string, port: Gns3Port | undefined, isOther: boolean): void => {
    if (!port || fitted.has(name)) return;
    free.delete(port);
    fitted.set(name, { port, isOther });
  };
  for (const name of names) take(name, portNamed(name, [...free]), false);
  const open = (): string[] => names.filter((name) => !fitted.has(name));
  for (const name of open())
    take(
      name,
      [...free].find((port) => isAlike(name, port) && numberOf(name) === numberOf(port.name)),
      true,
    );
  for (const name of open())
    take(
      name,
      [...free].find((port) => isAlike(name, port)),
      true,
    );
  return fitted;
}

export function portNamed(name: string, ports: readonly Gns3Port[]): Gns3Port | undefined {
  const wanted = name.toLowerCase();
  const exact = ports.find((port) => [port.name, port.short_name].some((one) => one?.toLowerCase() === wanted));
  return exact ?? ports.find((port) => isShortFor(port.name, name) || isShortFor(name, port.name));
}

/** "Gi0/1" is short for "GigabitEthernet0/1". */
function isShortFor(short: string, full: string): boolean {
  const [type, fullType] = [typeOf(short), typeOf(full)];
  return type !== '' && fullType.startsWith(type) && numberOf(short) === numberOf(full);
}

const typeOf = (name: string): string => /^[a-z]*/i.exec(name)?.[0].toLowerCase() ?? '';
const numberOf = (name: string): string => name.slice(typeOf(name).length).trim();

/** A serial interface goes to no other port than a serial one, and no other interface goes there. */
function isAlike(name: string, { name: port, link_type: type }: Gns3Port): boolean {
  const isSerial = type === 'serial' || /^s(?:e|er|erial)?\d/i.test(port);
  return /^s(?:e|er|erial)?\d/i.test(name) === isSerial;
}
