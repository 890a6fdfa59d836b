import type { Duplex } from '../../base/duplex.ts';
import { listenTcp, type Endpoint, type Listener } from './tcp.ts';
import { TelnetCodec } from './telnet-codec.ts';
import { TelnetStream } from './telnet-stream.ts';
import type { RemoteTerminal } from './terminal.ts';

/**
 * Offers consoles over telnet: `accept` is called once for every connection. Enter arrives as one CR, whichever of CR,
 * CR NUL or CR LF the client sends for it.
 * @throws Failure busy: port-in-use; bad-input: bad-port, port-not-allowed, not-our-address
 */
export function listenTelnet(
  endpoint: Endpoint,
  accept: (duplex: Duplex, terminal: RemoteTerminal) => void,
): Promise<Listener> {
  return listenTcp(endpoint, (socket) => {
    const stream = new TelnetStream(socket, new TelnetCodec('server'));
    accept(stream, terminalOf(stream));
  });
}

function terminalOf(stream: TelnetStream): RemoteTerminal {
  const terminal: RemoteTerminal = { width: 80, height: 24, onResize: (listener) => stream.onResize(listener) };
  stream.onResize((size) => Object.assign(terminal, size));
  return terminal;
}
