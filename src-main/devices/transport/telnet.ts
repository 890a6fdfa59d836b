import type { Duplex as Stream } from 'node:stream';
import { connectTcp, type ConnectOptions } from './tcp.ts';
import { TelnetCodec } from './telnet-codec.ts';
import { TelnetStream } from './telnet-stream.ts';
import type { TerminalDuplex, TerminalSize } from './terminal.ts';

interface TelnetOptions extends ConnectOptions {
  terminal?: TerminalSize;
}

/**
 * A console server's port, a GNS3 console, a vty. A port that is a bare serial line without telnet works as well: we
 * negotiate nothing that is not asked of us.
 * @throws Failure unreachable: connection-refused, host-not-found, no-route, timed-out; bad-input: bad-port
 */
export async function openTelnet(options: TelnetOptions): Promise<TerminalDuplex> {
  return telnetOver(await connectTcp(options), options.terminal);
}

/** Telnet over a way that stands already: a channel of an SSH connection. */
export function telnetOver(socket: Stream, terminal?: TerminalSize): TerminalDuplex {
  return new TelnetStream(socket, new TelnetCodec('client', terminal));
}
