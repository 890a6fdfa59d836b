/**
 * Consoles as a GNS3 server has them: one for all who look at it, with the exact bytes that were recorded. The console
 * of a machine is wrapped by the server, which greets every client; that of a Dynamips router is Dynamips' own.
 */
import net from 'node:net';
import type { WebSocket } from 'ws';
import { bytesOfLatin1, concat } from '../../../../src-main/base/bytes.ts';
import type { Duplex } from '../../../../src-main/base/duplex.ts';

const [IAC, SB, SE, WILL, DO] = [255, 250, 240, 251, 253];
const SGA = 3;

/** IAC WILL ECHO, WILL SGA, WILL BINARY, DO BINARY. */
const wrappedGreeting = Uint8Array.of(IAC, WILL, 1, IAC, WILL, SGA, IAC, WILL, 0, IAC, DO, 0);
/** IAC DO TTYPE, WILL ECHO, WILL SGA, DONT LINEMODE. */
const dynamipsGreeting = Uint8Array.of(IAC, DO, 24, IAC, WILL, 1, IAC, WILL, SGA, IAC, 254, 34);
/** What a machine behind the server says of itself once more: IAC DO ECHO, WILL ECHO, DO SGA, WILL SGA. */
const innerGreeting = Uint8Array.of(IAC, DO, 1, IAC, WILL, 1, IAC, DO, SGA, IAC, WILL, SGA);

interface Client {
  send(bytes: Uint8Array): void;
  close(): void;
}

type ConsoleKind = 'wrapped' | 'dynamips';

/** The console of one node that runs. */
export class SharedConsole {
  readonly #clients = new Set<Client>();
  #boot: Uint8Array[] = [innerGreeting];
  #isFirst = true;
  /** Takes connections and says nothing, as consoles do that have stalled. */
  isStalled = false;

  constructor(
    private readonly machine: Duplex,
    readonly kind: ConsoleKind,
    private readonly name: string,
  ) {
    machine.onData((bytes) => {
      if (this.#isFirst) this.#boot.push(bytes);
      const doubled = bytes.includes(IAC)
        ? Uint8Array.from([...bytes].flatMap((byte) => (byte === IAC ? [IAC, IAC] : [byte])))
        : bytes;
      for (const client of this.#clients) client.send(doubled);
    });
  }

  get clients(): number {
    return this.#clients.size;
  }

  join(client: Client): { hear: (bytes: Uint8Array) => void; leave: () => void } {
    const telnet = new ServerTelnet(client, this.kind);
    if (!this.isStalled) {
      this.#clients.add(client);
      client.send(this.#greeting());
    }
    return {
      hear: (bytes) => {
        const typed = telnet.hear(bytes);
        if (!this.isStalled && typed.length > 0) this.machine.write(typed);
      },
      leave: () => this.#clients.delete(client),
    };
  }

  close(): void {
    for (const client of this.#clients) client.close();
    this.#clients.clear();
    this.machine.close();
  }

  #greeting(): Uint8Array {
    if (this.kind === 'dynamips')
      return concat(
        dynamipsGreeting,
        bytesOfLatin1(`Connected to Dynamips VM "${this.name}" (ID 0, type c3725) - Console port\r\n`),
        bytesOfLatin1('Press ENTER to get the prompt.\r\n'),
      );
    const boot = this.#isFirst ? this.#boot : [];
    this.#isFirst = false;
    this.#boot = [];
    return concat(wrappedGreeting, ...boot);
  }
}

/** The server's end of telnet, as far as the recordings show it. */
class ServerTelnet {
  #command: number[] = [];

  constructor(
    private readonly client: Client,
    private readonly kind: ConsoleKind,
  ) {}

  hear(bytes: Uint8Array): Uint8Array {
    return Uint8Array.from([...bytes].filter((byte) => this.#isTyped(byte)));
  }

  #isTyped(byte: number): boolean {
    if (this.#command.length > 0) return this.#isEscaped(byte);
    if (byte === IAC) this.#command.push(byte);
    // Dynamips leaves out what telnet clients put behind Enter; a wrapped console has agreed on BINARY.
    return byte !== IAC && !(byte === 0 && this.kind === 'dynamips');
  }

  /** A byte of a command: IAC itself when it is doubled. */
  #isEscaped(byte: number): boolean {
    const before = this.#command.at(-1);
    this.#command.push(byte);
    const [, verb = 0, option] = this.#command;
    if (verb === IAC) return this.#ended(true);
    const isWhole = verb === SB ? before === IAC && byte === SE : verb < SB || option !== undefined;
    if (!isWhole) return false;
    if (verb === DO && option === SGA) this.#repeat();
    return this.#ended(false);
  }

  /** Asked for it again, it says so again: whoever answers that in turn never ends. */
  #repeat(): void {
    if (this.kind === 'wrapped') this.client.send(Uint8Array.of(IAC, WILL, SGA));
  }

  #ended(isTyped: boolean): boolean {
    this.#command = [];
    return isTyped;
  }
}

/** The telnet port of a node that runs. @returns how to close it, with all who are connected */
export async function listenAt(
  port: number,
  console: SharedConsole,
): Promise<{ port: number; close: () => Promise<void> }> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    const { hear, leave } = console.join({ send: (bytes) => socket.write(bytes), close: () => socket.end() });
    socket.on('data', hear);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      leave();
      sockets.delete(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroySoon();
      }),
  };
}

/** The same console over a WebSocket: binary to the client, text to the server. */
export function joinSocket(socket: WebSocket, console: SharedConsole, major: 2 | 3): void {
  const { hear, leave } = console.join({ send: (bytes) => socket.send(bytes), close: () => socket.close(1000) });
  socket.on('message', (data: Buffer, isBinary) => {
    // GNS3 3 drops binary frames without a word.
    if (!isBinary || major === 2) hear(data);
  });
  socket.on('close', leave);
  socket.on('error', leave);
}
