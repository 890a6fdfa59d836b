/**
 * Doors to routers from outside the program: one telnet port to each router's console, which all who connect share, and
 * one SSH port to each router's virtual terminals, where everybody logs in for himself. Loopback only.
 */
import { Failure } from '../base/errors.ts';
import type { Listener } from '../devices/transport/tcp.ts';
import { join } from './door-join.ts';
import { listenTelnet } from '../devices/transport/telnet-server.ts';
import type { BuiltinProvider } from '../providers/builtin/builtin-provider.ts';

/** First ports: the routers take one after the other from there, in the order of the topology. 0: any that are free. */
export interface DoorPorts {
  telnetFrom: number;
  /** Undefined: no SSH. */
  sshFrom: number | undefined;
}

export interface Door {
  node: string;
  name: string;
  telnet: number;
  ssh: number | undefined;
}

export interface Doors {
  doors: readonly Door[];
  close: () => Promise<void>;
}

const host = '127.0.0.1';

/**
 * @param hostKey asked for only where SSH is wanted
 * @throws Failure port-in-use, bad-port, with every door closed again
 */
export async function openDoors(
  provider: BuiltinProvider,
  ports: DoorPorts,
  hostKey: () => Promise<string>,
): Promise<Doors> {
  const listeners: Listener[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(listeners.map((listener) => listener.close()));
  };
  const listen = async (opening: Promise<Listener>): Promise<number> => {
    const listener = await opening;
    listeners.push(listener);
    return listener.port;
  };
  const { telnetFrom, sshFrom } = ports;
  const running = provider.nodes.filter(({ state }) => state === 'running');
  assertFit(ports, running.length);
  const openSsh = sshFrom === undefined ? undefined : await sshDoors(provider, sshFrom, hostKey);
  const doors: Door[] = [];
  try {
    for (const [index, { id: node, name }] of running.entries()) {
      const telnet = await listen(telnetDoor(provider, node, portAt(telnetFrom, index)));
      const ssh = openSsh && (await listen(openSsh(node, index)));
      doors.push({ node, name, telnet, ssh });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { doors, close };
}

async function sshDoors(
  provider: BuiltinProvider,
  first: number,
  keptKey: () => Promise<string>,
): Promise<(node: string, index: number) => Promise<Listener>> {
  const { sshDoor } = await import('./ssh-door.ts');
  const hostKey = await keptKey();
  return (node, index) => sshDoor(provider, node, { host, port: portAt(first, index), hostKey });
}

function portAt(first: number, index: number): number {
  return first === 0 ? 0 : first + index;
}

/** Ranges that overlap or run over the end are told before anything is opened. */
function assertFit({ telnetFrom, sshFrom = 0 }: DoorPorts, count: number): void {
  for (const first of [telnetFrom, sshFrom])
    if (first + count - 1 > 65_535)
      throw new Failure('bad-input', 'bad-port', `${count} routers do not fit between port ${first} and 65535.`);
  if (telnetFrom === 0 || sshFrom === 0 || Math.abs(telnetFrom - sshFrom) >= count) return;
  const apart = `The telnet ports from ${telnetFrom} and the SSH ports from ${sshFrom} overlap`;
  throw new Failure('bad-input', 'bad-port', `${apart}: ${count} routers need ${count} ports of each kind.`);
}

function telnetDoor(provider: BuiltinProvider, node: string, port: number): Promise<Listener> {
  return listenTelnet({ host, port }, (duplex, terminal) => {
    const { width: columns, height: rows } = terminal;
    void join(duplex, terminal, provider.openLine({ node, kind: 'console', columns, rows }));
  });
}
