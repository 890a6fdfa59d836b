/** Our engine of IKE version 1 as an end on sockets of loopback, against charon at another address. */
import { parseIpv4 } from '../../src-main/base/address.ts';
import type { Stop } from '../../src-main/base/disposable.ts';
import { wallClock } from '../../src-main/devices/transport/wall-clock.ts';
import type { Selector } from '../../src-main/simulator/ipsec/proposal.ts';
import { configuration, Side, type Configuration } from '../simulator/ike/two-peers.ts';
import { onSockets } from './on-sockets.ts';

export const addressOf = (text: string): number => parseIpv4(text) ?? 0;

export function subnet(text: string): Selector {
  return { address: addressOf(text), mask: 0xffffff00, protocol: 0, port: 0 };
}

export interface EndOptions {
  address: string;
  port: number;
  peer: { address: string; port: number; natPort: number };
  configuration: Partial<Configuration>;
}

export interface Ikev1End extends AsyncDisposable {
  side: Side;
  /** Waits until something holds that only events can bring about. */
  until: (holds: (side: Side) => boolean) => Promise<void>;
}

/**
 * For how long a test waits: charon handles messages in several threads, and a quick mode that overtakes the end of
 * aggressive mode is lost, and comes again after ten seconds.
 */
const patience = 15_000;

export async function ikev1End(options: EndOptions): Promise<Ikev1End> {
  const { address, port, peer } = options;
  const own = { address, port, natPort: port + 1 };
  let side: Side | undefined;
  const sockets = await onSockets(own, peer, {
    // charon goes over to its own second port, and goes on to send to our first one, which it knows no other of.
    message: (local, remote, message, ports) =>
      side?.ike.receive(local, remote, message, ports.remote === 4500 ? { local: 4500, remote: 4500 } : ports),
  });
  const ends = { address: addressOf(address), other: addressOf(peer.address) };
  const settled: Configuration = { ...configuration, ...options.configuration };
  const engine = new Side('A', ends, settled, {
    clock: wallClock,
    send: (...sent) => sockets.send(...sent),
    seed: address,
  });
  side = engine;
  return {
    side: engine,
    until: (holds) => eventually(engine, holds),
    [Symbol.asyncDispose]: async () => {
      engine.ike.clear();
      side = undefined;
      await sockets.close();
    },
  };
}

async function eventually(side: Side, holds: (side: Side) => boolean): Promise<void> {
  if (holds(side)) return;
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => {
      stop();
      reject(
        new Error(
          `it did not come: ${side.events
            .slice(-12)
            .map(({ kind }) => kind)
            .join(' ')}`,
        ),
      );
    }, patience);
    const stop: Stop = side.changed.on(() => {
      if (!holds(side)) return;
      clearTimeout(late);
      stop();
      resolve();
    });
  });
}
