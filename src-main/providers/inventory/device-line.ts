/** The ways to one device of an inventory. */
import type { Clock } from '../../base/clock.ts';
import { Failure } from '../../base/errors.ts';
import type { HostKeyVerifier } from '../../devices/transport/known-hosts.ts';
import type { SshTarget } from '../../devices/transport/ssh-client.ts';
import { connectThrough } from '../../devices/transport/ssh-jumps.ts';
import { openSerial } from '../../devices/transport/serial.ts';
import { portTrouble } from '../../devices/transport/serial-ports.ts';
import { openSsh } from '../../devices/transport/ssh.ts';
import { connectTcp, type Endpoint } from '../../devices/transport/tcp.ts';
import { openTelnet, telnetOver } from '../../devices/transport/telnet.ts';
import type { TerminalDuplex } from '../../devices/transport/terminal.ts';
import type { InventoryDevice, JumpHost } from '../../lab/inventory.ts';
import type { TerminalSize } from '../provider.ts';

interface Way {
  verify: HostKeyVerifier;
  clock: Clock;
  size: TerminalSize;
}

const PORTS = { telnet: 23, ssh: 22 } as const;
/** A router of the year 2000 takes seconds for one key exchange. */
const LOGIN_TIMEOUT = 30_000;
const PROBE_TIMEOUT = 5_000;

/** @throws Failure as openTelnet, openSsh, openSerial */
export async function openDevice(device: InventoryDevice, { verify, clock, size }: Way): Promise<TerminalDuplex> {
  const { host, protocol, login, jump, command, allowsOldAlgorithms = false } = device;
  if (protocol === 'serial') return openSerial({ path: host, clock, ...device.serial });
  const { port = PORTS[protocol] } = device;
  const terminal = { width: size.columns, height: size.rows };
  const jumps = jump ? [jumpOf(jump)] : [];
  const conditions = { verify, clock, timeout: LOGIN_TIMEOUT };
  if (jump && command !== undefined) return openSsh({ ...jumpOf(jump), command, terminal, ...conditions });
  if (protocol === 'ssh') return openSsh({ ...login, host, port, allowsOldAlgorithms, jumps, terminal, ...conditions });
  if (!jump) return openTelnet({ host, port, terminal, clock });
  const { socket, hang } = await connectThrough(jumps, { host, port }, conditions);
  const line = telnetOver(socket, terminal);
  line.onClose(hang);
  return line;
}

/**
 * Why its port does not answer; nothing when it does. Of a device behind another host that host is asked, and no login
 * is tried; a serial port is not opened.
 */
export async function probeDevice(device: InventoryDevice, clock: Clock): Promise<Failure | undefined> {
  const { host, protocol, jump } = device;
  try {
    if (protocol === 'serial') return await portTrouble(host);
    const { port = PORTS[protocol] } = device;
    const asked: Endpoint = jump ? { host: jump.host, port: jump.port ?? PORTS.ssh } : { host, port };
    const socket = await connectTcp({ ...asked, timeout: PROBE_TIMEOUT, clock });
    socket.destroy();
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function jumpOf({ host, port = PORTS.ssh, login, allowsOldAlgorithms = false }: JumpHost): SshTarget {
  return { ...login, host, port, allowsOldAlgorithms };
}
