/** The console server of a controller, as CML 2.5 and later greet and answer; consoles are shared by who opens them. */
import type { Duplex } from '../../../../src-main/base/duplex.ts';
import type { Line } from '../../../../src-main/providers/provider.ts';
import { generateHostKey } from '../../../../src-main/devices/transport/host-key.ts';
import { listenSsh } from '../../../../src-main/devices/transport/ssh-server.ts';
import type { Listener } from '../../../../src-main/devices/transport/tcp.ts';
import { isOff, type ContractLab, type ContractNode } from './lab.ts';

const greeting = [
  '****',
  'CML2 Console Server',
  'Copyright (c) 2019-2025 Cisco Systems, Inc. and/or its affiliates',
  '****',
  '',
  'tab completion works',
  'list available nodes and node labels / IDs with "list"',
  '',
  '',
].join('\r\n');
const prompt = 'consoles> ';

export interface ConsoleHost {
  labs: () => readonly ContractLab[];
  isUser: (login: { username: string; password: string }) => boolean;
  /** A console whose node is stopped ends. */
  onOff: (node: ContractNode, listener: () => void) => () => void;
  /** Releases before some have no "connect". */
  knowsKeys?: () => boolean;
}

export interface ContractConsoles extends Listener {
  /** Consoles that are open at this moment, and how they were left. */
  readonly open: Set<object>;
  readonly left: string[];
  readonly commands: string[];
}

const hostKey = generateHostKey().privateKey;

export async function serveConsoles(host: ConsoleHost): Promise<ContractConsoles> {
  const [open, left, commands] = [new Set<object>(), [] as string[], [] as string[]];
  const listener = await listenSsh({
    host: '127.0.0.1',
    port: 0,
    hostKey,
    authenticate: host.isUser,
    accept: (duplex) => {
      open.add(duplex);
      duplex.onClose(() => open.delete(duplex));
      new Session(duplex, host, { left, commands }).greet();
    },
  });
  return { ...listener, open, left, commands };
}

class Session {
  #typed = '';
  #line: Line | undefined;
  #stopWatching: () => void = () => undefined;

  constructor(
    private readonly duplex: Duplex,
    private readonly host: ConsoleHost,
    private readonly notes: { left: string[]; commands: string[] },
  ) {
    duplex.onData((bytes) => this.#hear(bytes));
    duplex.onClose(() => {
      if (this.#line) notes.left.push('closed');
      this.#leave();
    });
  }

  greet(): void {
    // In two parts, and coloured, as line editors do it.
    this.#say(greeting);
    setTimeout(() => this.#say(`\x1b[?2004h\x1b[0m${prompt}`), 5);
  }

  #hear(bytes: Uint8Array): void {
    if (this.#line) {
      const at = bytes.indexOf(0x1d);
      if (at < 0) this.#line.write(bytes);
      else {
        this.notes.left.push('^]');
        this.#leave();
        this.#say(`\r\n${prompt}`);
      }
      return;
    }
    const text = new TextDecoder().decode(bytes);
    this.#say(text.replaceAll('\r', '\r\n'));
    this.#typed += text;
    const end = this.#typed.indexOf('\r');
    if (end < 0) return;
    const command = this.#typed.slice(0, end).trim();
    this.#typed = '';
    this.notes.commands.push(command);
    void this.#run(command);
  }

  async #run(command: string): Promise<void> {
    const found = this.#find(command);
    if (typeof found === 'string') {
      this.#say(`${found}\r\n${prompt}`);
      return;
    }
    const { lab, node } = found;
    const line = await lab.console(node);
    this.#say(`Connecting to console for ${node.label}\r\nConnected to CML terminalserver.\r\n`);
    this.#say("Escape character is '^]'.\r\n\r\n");
    this.#line = line;
    line.onData((bytes) => {
      if (this.#line === line) this.duplex.write(bytes);
    });
    this.#stopWatching = this.host.onOff(node, () => {
      this.#leave();
      this.#say(`\r\nDisconnected from CML terminalserver.\r\n${prompt}`);
    });
  }

  /** @returns the words of the refusal where it is none */
  #find(command: string): { lab: ContractLab; node: ContractNode } | string {
    const isMeant = meantBy(command, this.host.knowsKeys?.() ?? true);
    if (!isMeant) return `*** Unknown syntax: ${command}`;
    const all = this.host.labs().flatMap((lab) => lab.nodes.map((node) => ({ lab, node })));
    const [only, other] = all.filter(({ lab, node }) => isMeant(lab, node));
    if (!only || other) return 'Console not found';
    const isThere = !isOff(only.node) && only.node.key !== undefined;
    return isThere ? only : 'Console is not available, node is not running';
  }

  #leave(): void {
    this.#stopWatching();
    this.#stopWatching = () => undefined;
    this.#line?.close();
    this.#line = undefined;
  }

  #say(text: string): void {
    this.duplex.write(new TextEncoder().encode(text));
  }
}

function meantBy(command: string, knowsKeys: boolean): ((lab: ContractLab, node: ContractNode) => boolean) | undefined {
  const [, key] = /^connect (\S+)$/.exec(command) ?? [];
  if (key !== undefined && knowsKeys) return (_, node) => node.key === key;
  const [, title, label, line] = /^open \/(.+)\/([^/]+)\/(\d+)$/.exec(command) ?? [];
  if (label === undefined) return undefined;
  return (lab, node) => lab.title === title && node.label === label && line === '0';
}
