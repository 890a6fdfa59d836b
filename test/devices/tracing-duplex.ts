import type { Duplex } from '../../src-main/base/duplex.ts';

export type Traced = { kind: 'sent' | 'received'; bytes: Uint8Array } | { kind: 'closed'; reason: string };

/** A Duplex that tells what goes through it, in both directions, before it goes. */
export function tracingDuplex(inner: Duplex, trace: (event: Traced) => void): Duplex {
  inner.onData((bytes) => trace({ kind: 'received', bytes }));
  inner.onClose((reason) => trace({ kind: 'closed', reason }));
  return {
    write(bytes) {
      trace({ kind: 'sent', bytes });
      inner.write(bytes);
    },
    onData: (listener) => inner.onData(listener),
    onClose: (listener) => inner.onClose(listener),
    close: () => inner.close(),
  };
}
