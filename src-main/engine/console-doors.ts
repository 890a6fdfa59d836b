/**
 * Doors to routers from outside the program: one telnet port to each router's console, which all who connect share, and
 * one SSH port to each router's virtual terminals, where everybody logs in for himself. Loopback only.
 */
import { Disposables } from '../base/disposable.ts';
import type { Duplex } from '../base/duplex.ts';
import { Failure, messageOf } from '../base/errors.ts';
import { generateHostKey } from '../devices/transport/host-key.ts';
import { listenSsh } from '../devices/transport/ssh-server.ts';
import type { Listener } from '../devices/transport/tcp.ts';
import { listenTelnet } from '../devices/transport/telnet-server.ts';
import type { RemoteTerminal } from '../devices/transport/terminal.ts';
import type { BuiltinProvider } from '../providers/builtin/builtin-provider.ts';
import type { Line } from '../providers/provider.ts';
import type { Store } from '../storage/store.ts';
import { answerCommand } from './remote-command.ts';

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
const hostKeyName = 'ssh-host-key';

/** One host key for this installation: it is made when it is first needed, and clients know it again ever after. */
export function hostKeyOf(store: Store): string {
  return store.installationOrNew(hostKeyName, () => generateHostKey().privateKey);
}

/**
 * @param hostKey asked for only where SSH is wanted
 * @throws Failure port-in-use, bad-port, with every door closed again
 */
export async function openDoors(provider: BuiltinProvider, ports: DoorPorts, hostKey: () => string): Promise<Doors> {
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
  const key = sshFrom === undefined ? '' : hostKey();
  const doors: Door[] = [];
  try {
    for (const [index, { id: node, name }] of running.entries()) {
      const telnet = await listen(telnetDoor(provider, node, portAt(telnetFrom, index)));
      const ssh =
        sshFrom === undefined ? undefined : await listen(sshDoor(provider, node, portAt(sshFrom, index), key));
      doors.push({ node, name, telnet, ssh });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { doors, close };
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

function sshDoor(provider: BuiltinProvider, node: string, port: number, hostKey: string): Promise<Listener> {
  return listenSsh({
    host,
    port,
    hostKey,
    authenticate: ({ username, password }) => provider.service.authenticate(node, username, password),
    accept: (duplex, terminal, user) => {
      const { width: columns, height: rows } = terminal;
      void join(duplex, terminal, provider.openLine({ node, kind: 'vty', columns, rows, user }));
    },
    execute: (command, duplex, user) => void answerCommand(duplex, provider, { node, user, command }),
  });
}

/** What one says the other hears, until either goes away. */
async function join(duplex: Duplex, terminal: RemoteTerminal, opening: Promise<Line>): Promise<void> {
  const stops = new Disposables();
  // What was opened after the other end had gone is closed at once: Disposables see to that.
  duplex.onClose(() => stops.dispose());
  const line = await opening.catch((error: unknown) => {
    duplex.write(new TextEncoder().encode(`${messageOf(error)}\r\n`));
    duplex.close();
    return undefined;
  });
  if (!line) return;
  stops.add(() => line.close());
  stops.add(line.onClose(() => duplex.close()));
  stops.add(terminal.onResize(({ width, height }) => line.resize({ columns: width, rows: height })));
  stops.add(line.onData((bytes) => duplex.write(bytes)));
  stops.add(duplex.onData((bytes) => line.write(bytes)));
}
