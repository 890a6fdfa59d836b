/**
 * A Linux machine in QEMU, in software emulation, so that it runs where nothing is virtualized: a kernel with ESP, GRE
 * and VTI, and strongSwan. Its card is a cable of datagrams on loopback; its serial line takes commands (init.sh).
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { UdpCable } from '../../../src-main/providers/builtin/udp-uplink.ts';

export interface LinuxMachine {
  /** Runs a command of its shell. @returns what it printed @throws where it fails, with what it printed */
  run(command: string): Promise<string>;
  write(file: string, text: string): Promise<void>;
  end(): Promise<void>;
}

export interface LinuxOptions {
  qemu: string;
  /** Where image.sh has put vmlinuz and initrd. */
  image: string;
  cable: UdpCable;
}

/** Emulated processors are slow, and machines that run tests have other things to do. */
const patience = 120_000;

/** Its words for QEMU. `serial` and `append` say where the serial line leads, and who listens at it. */
export function qemuWords(
  { image, cable: { local, remote } }: Omit<LinuxOptions, 'qemu'>,
  { serial, append = '', mac }: { serial: string; append?: string; mac: string },
): string[] {
  const card = `socket,id=cable,localaddr=${local.host}:${local.port},udp=${remote.host}:${remote.port}`;
  const words = ['-accel', 'tcg,tb-size=128', '-cpu', 'max', '-machine', 'q35', '-smp', '1', '-m', '256'];
  words.push('-nodefaults', '-no-user-config', '-no-reboot', '-display', 'none', '-monitor', 'none', '-serial', serial);
  words.push('-kernel', path.join(image, 'vmlinuz'), '-initrd', path.join(image, 'initrd'));
  words.push('-append', `console=ttyS0 quiet mitigations=off panic=-1 ${append}`, '-device', 'virtio-rng-pci');
  words.push('-netdev', card, '-device', `virtio-net-pci,netdev=cable,romfile=,mac=${mac}`);
  return words;
}

/** Ready when it takes commands. */
export async function startLinux({ qemu, ...options }: LinuxOptions): Promise<LinuxMachine> {
  const words = qemuWords(options, { serial: 'stdio', mac: '52:54:00:71:6d:01' });
  const machine = spawn(qemu, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const line = new SerialLine(machine);
  const end = async (): Promise<void> => {
    if (machine.exitCode !== null || machine.signalCode !== null) return;
    const exit = once(machine, 'exit');
    machine.kill('SIGKILL');
    await exit;
  };
  try {
    await line.until(/quickmode: ready\n/);
  } catch (error) {
    await end();
    throw error;
  }
  const run = (command: string): Promise<string> => line.run(command);
  const write = async (file: string, text: string): Promise<void> => {
    await run(`mkdir -p ${path.posix.dirname(file)}; echo ${base64(text)} | base64 -d >${file}`);
  };
  return { run, write, end };
}

class SerialLine {
  #text = '';
  #heard: () => void = () => undefined;

  constructor(private readonly machine: ChildProcessByStdio<Writable, Readable, null>) {
    machine.stdout.on('data', (bytes: Buffer) => {
      this.#text += bytes.toString('latin1').replaceAll('\r', '');
      this.#heard();
    });
    machine.once('exit', () => this.#heard());
  }

  async run(command: string): Promise<string> {
    this.machine.stdin.write(`${base64(command)}\n`);
    const [, output = '', status] = await this.until(/quickmode: begin\n([^]*?)quickmode: end (\d+)\n/);
    if (status !== '0') throw new Error(`${command} has ended with ${status}:\n${output}`);
    return output;
  }

  /** Takes what has been said up to the end of the words. */
  async until(words: RegExp): Promise<RegExpExecArray> {
    const deadline = AbortSignal.timeout(patience);
    deadline.onabort = () => this.#heard();
    for (;;) {
      const found = words.exec(this.#text);
      if (found) {
        this.#text = this.#text.slice(found.index + found[0].length);
        return found;
      }
      if (deadline.aborted || this.machine.exitCode !== null)
        throw new Error(`Linux has not said ${words}:\n${this.#text}`);
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
