/** Machines whose serial lines are behind telnet, as GNS3 has it, joined by a cable of datagrams. */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import { Failure } from '../../../src-main/base/errors.ts';
import { openChannel } from '../../../src-main/devices/channel/channel.ts';
import type { Device } from '../../../src-main/devices/channel/device.ts';
import { linux } from '../../../src-main/devices/platform/linux.ts';
import { openTelnet } from '../../../src-main/devices/transport/telnet.ts';
import { wallClock } from '../../../src-main/devices/transport/wall-clock.ts';
import { qemuWords } from './linux-machine.ts';

export interface LinuxMachines {
  devices: Device[];
  /** The port of each one's console. One is taken by `devices`, until that is closed. */
  consoles: number[];
  end(): Promise<void>;
}

const host = '127.0.0.1';

/** Software emulation, on a machine that has other things to do: a minute is nothing unusual. */
const patience = 240_000;

/** Two of them at the ends of one cable. @throws what QEMU has said, where a machine has ended */
export async function startLinuxMachines({ qemu, image }: { qemu: string; image: string }): Promise<LinuxMachines> {
  const [consoles, cables] = [await free('tcp'), await free('udp')];
  const running = consoles.map((console, index) => {
    const way = { local: { host, port: cables[index] ?? 0 }, remote: { host, port: cables[1 - index] ?? 0 } };
    const serial = `telnet:${host}:${console},server=on,wait=off`;
    const look = { serial, append: 'quickmode=console', mac: `52:54:00:71:6d:1${index}` };
    return new Running(qemu, qemuWords({ image, cable: way }, look), console);
  });
  const end = async (): Promise<void> => {
    await Promise.all(running.map((one) => one.end()));
  };
  try {
    const devices = await Promise.all(running.map((one, index) => one.device(`L${index + 1}`)));
    return { devices, consoles, end };
  } catch (error) {
    await end();
    throw error;
  }
}

class Running {
  readonly #process;
  #said = '';
  #device: Device | undefined;

  constructor(
    qemu: string,
    words: readonly string[],
    private readonly console: number,
  ) {
    this.#process = spawn(qemu, words, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#process.stderr.on('data', (bytes: Buffer) => (this.#said += bytes.toString()));
    this.#process.once('error', (error) => (this.#said += error.message));
  }

  async device(who: string): Promise<Device> {
    const ended = once(this.#process, 'exit').then(() => {
      throw new Error(`QEMU has ended before ${who} had a console at ${host}:${this.console}: ${this.#said.trim()}`);
    });
    this.#device = await Promise.race([this.#opened(who), ended]);
    ended.catch(() => undefined);
    return this.#device;
  }

  async #opened(who: string): Promise<Device> {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const line = await openTelnet({ host, port: this.console }).catch((error: unknown) => {
        if (Date.now() < deadline) return undefined;
        throw new Error(`nothing listens for ${who} at ${host}:${this.console}; QEMU says: ${this.#said.trim()}`, {
          cause: error,
        });
      });
      // What was printed while nobody was connected is lost: Enter brings the prompt.
      if (line) {
        const opened = await openChannel(line, { clock: wallClock, platform: linux, who, deadline: patience }).catch(
          (error: unknown) => {
            // QEMU takes a connection before its telnet is ready, and then drops it.
            if (Date.now() < deadline && error instanceof Failure && error.code === 'connection-lost') return undefined;
            throw error;
          },
        );
        if (opened) return opened;
      }
      await new Promise((resolve) => void setTimeout(resolve, 100));
    }
  }

  async end(): Promise<void> {
    this.#device?.close();
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exit = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await exit;
  }
}

/** Two ports that nobody has just now: two runs at once do not take each other's. */
async function free(kind: 'tcp' | 'udp'): Promise<number[]> {
  const open = kind === 'tcp' ? tcpPort : udpPort;
  const [first, second] = [await open(), await open()];
  await Promise.all([first.close(), second.close()]);
  return [first.port, second.port];
}

interface Port {
  port: number;
  close: () => Promise<unknown>;
}

async function tcpPort(): Promise<Port> {
  const server = net.createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  return { port, close: () => new Promise((resolve) => server.close(resolve)) };
}

async function udpPort(): Promise<Port> {
  const socket = createSocket('udp4').bind(0, host);
  await once(socket, 'listening');
  return { port: socket.address().port, close: () => new Promise<void>((resolve) => void socket.close(resolve)) };
}
