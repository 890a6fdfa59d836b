import { describe, expect, it } from 'vitest';
import { connect, serve, trusted, type Contract, type Port } from '../../src-main/base/remote.ts';
import { Emitter } from '../../src-main/base/emitter.ts';
import { Failure } from '../../src-main/base/errors.ts';
import type { Stop } from '../../src-main/base/disposable.ts';

export interface PortEnds {
  a: Port;
  b: Port;
  dispose: () => Promise<void> | void;
}

interface Consoles {
  open(node: string): Promise<{ console: number }>;
  write(console: number, bytes: Uint8Array): Promise<Uint8Array>;
  onOutput(console: number, listener: (bytes: Uint8Array) => void): Stop;
}

const contract: Contract<Consoles> = { open: trusted, write: trusted, onOutput: trusted };

/** What every Port keeps to, whatever carries its messages. */
export function behavesAsPort(name: string, open: () => Promise<PortEnds>): void {
  describe(`${name} as a Port`, () => {
    async function withEnds(run: (ends: PortEnds) => Promise<void>): Promise<void> {
      const ends = await open();
      try {
        await run(ends);
      } finally {
        await ends.dispose();
      }
    }

    it('carries messages both ways, in order, as they are', () =>
      withEnds(async ({ a, b }) => {
        const messages = [1, 'two', { three: [null, undefined, NaN, { $: 'x' }] }, Uint8Array.of(0, 10, 255), [], true];
        const atB = heard(b, messages.length);
        const atA = heard(a, messages.length);
        for (const message of messages) a.post(message);
        for (const message of messages) b.post(message);
        expect(await atB).toEqual(messages);
        expect(await atA).toEqual(messages);
      }));

    it('never calls a listener inside the call to post', () =>
      withEnds(async ({ a, b }) => {
        let isPosting = true;
        const done = new Promise<boolean>((resolve) => b.onMessage(() => resolve(isPosting)));
        a.post('x');
        isPosting = false;
        expect(await done).toBe(false);
      }));

    it('carries a service: calls, failures, bytes and subscriptions', () =>
      withEnds(async ({ a, b }) => {
        const output = new Emitter<Uint8Array>();
        const stopped = new Promise<void>((resolve) => {
          const consoles: Consoles = {
            open: (node) =>
              node === 'R1'
                ? Promise.resolve({ console: 7 })
                : Promise.reject(new Failure('bad-input', 'unknown-node', `no node ${node}`)),
            write: (_, bytes) => Promise.resolve(bytes.map((byte) => byte ^ 0x20)),
            onOutput(_, listener) {
              const stop = output.on(listener);
              return () => {
                stop();
                resolve();
              };
            },
          };
          serve(consoles, contract, b);
        });
        const remote = connect(contract, a);
        expect(await remote.open('R1')).toEqual({ console: 7 });
        await expect(remote.open('R9')).rejects.toMatchObject({ kind: 'bad-input', code: 'unknown-node' });
        const first = new Promise<Uint8Array>((resolve) => {
          const stop = remote.onOutput(7, (bytes) => {
            stop();
            resolve(bytes);
          });
        });
        expect(await remote.write(7, Uint8Array.of(0x41, 0x5a))).toEqual(Uint8Array.of(0x61, 0x7a));
        output.emit(Uint8Array.of(0, 255));
        expect(await first).toEqual(Uint8Array.of(0, 255));
        await stopped;
      }));
  });
}

function heard(port: Port, count: number): Promise<unknown[]> {
  return new Promise((resolve) => {
    const messages: unknown[] = [];
    port.onMessage((message) => {
      messages.push(message);
      if (messages.length === count) resolve(messages);
    });
  });
}
