import type { WebSocket } from 'ws';
import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from '../../src-main/api/contract/port-codec.ts';
import type { Port } from '../../src-main/base/remote.ts';
import type { PagePort, SocketLimits } from '../../src-main/web/socket-port.ts';
import { behavesAsPort } from '../base/port.common.ts';
import { deferred } from '../devices/transport/duplex.common.ts';
import { ManualClock } from '../simulator/cli/manual-clock.ts';
import { aHost, closeOf, openSocket } from './browser.ts';

/** A page that came in: its socket, the host's port to it, and what the host was told when it went. */
async function aPage(limits: Partial<SocketLimits> = {}): Promise<{
  socket: WebSocket;
  port: PagePort;
  clock: ManualClock;
  gone: Promise<string>;
  stopped: Promise<string>;
}> {
  const came = deferred<PagePort>();
  const stopped = deferred<string>();
  const clock = new ManualClock();
  const host = await aHost({
    clock,
    limits,
    connect(port) {
      came.resolve(port);
      return () => stopped.resolve('stopped');
    },
  });
  const socket = await openSocket(host);
  const port = await came.promise;
  const gone = new Promise<string>((resolve) => port.onClose(resolve));
  return { socket, port, clock, gone, stopped: stopped.promise };
}

const portOver = (socket: WebSocket): Port => ({
  post: (message) => socket.send(encodeMessage(message)),
  onMessage: (listener) => void socket.on('message', (data: Buffer) => listener(decodeMessage(data.toString()))),
});

behavesAsPort('SocketPort', async () => {
  const { socket, port } = await aPage();
  return { a: portOver(socket), b: port, dispose: () => socket.terminate() };
});

describe('SocketPort', () => {
  it('tells the host when the page has gone, once, and drops what is posted afterwards', async () => {
    const { socket, port, gone, stopped, clock } = await aPage();
    socket.close(1000, 'window closed');
    expect(await gone).toBe('window closed');
    expect(await stopped).toBe('stopped');
    port.post('too late');
    expect(clock.pending).toBe(0);
  });

  it('tells the host when the connection breaks', async () => {
    const { socket, gone } = await aPage();
    socket.terminate();
    expect(await gone).toBe('closed with code 1006');
  });

  it('carries a message as large as the limit and closes at a larger one', async () => {
    const { socket, port, gone } = await aPage({ message: 1000 });
    const heard = new Promise((resolve) => port.onMessage(resolve));
    const ended = closeOf(socket);
    portOver(socket).post('x'.repeat(998));
    expect(await heard).toBe('x'.repeat(998));
    portOver(socket).post('x'.repeat(999));
    expect(await ended).toMatchObject({ code: 1009 });
    expect(await gone).toContain('Max payload size exceeded');
  });

  it.each([
    ['what is no message', '{"kind":', 1007],
    ['an unknown tag', '{"$":"x"}', 1007],
    ['binary frames', Buffer.from('1'), 1003],
  ])('closes at %s', async (_, data, code) => {
    const { socket, port, gone } = await aPage();
    const heard: unknown[] = [];
    port.onMessage((message) => void heard.push(message));
    const ended = closeOf(socket);
    socket.send(data);
    expect(await ended).toMatchObject({ code });
    await gone;
    expect(heard).toEqual([]);
  });

  it('keeps a page that answers and gives up one that does not', async () => {
    const { socket, clock, gone } = await aPage({ heartbeat: 10 });
    for (let beat = 0; beat < 3; beat++) {
      const pinged = new Promise((resolve) => socket.once('ping', resolve));
      const messageBack = new Promise<void>((resolve) => socket.once('ping', () => setImmediate(resolve)));
      await clock.advance(10);
      await pinged;
      await messageBack;
      await roundTrip(socket);
    }
    socket.pause();
    await clock.advance(10);
    await clock.advance(10);
    expect(await gone).toBe('the page does not answer');
  });

  it('shows how much waits for a page that does not read, and gives it up beyond the limit', async () => {
    const { socket, port, gone } = await aPage({ buffered: 8_000_000 });
    expect(port.buffered).toBe(0);
    socket.pause();
    const chunk = 'x'.repeat(1_000_000);
    let most = 0;
    for (let sent = 0; sent < 100 && port.buffered <= 8_000_000; sent++) {
      port.post(chunk);
      most = Math.max(most, port.buffered);
    }
    expect(await gone).toBe('the page is too slow');
    expect(most).toBeGreaterThan(1_000_000);
    expect(most).toBeLessThan(10_000_000);
  });

  it('refuses to post what cannot be sent, before anything is sent', async () => {
    const { port } = await aPage();
    expect(() => port.post({ args: [new Map()] })).toThrow('message["args"][0] is a Map');
  });

  it('ends a page that does not answer the close', async () => {
    const { socket, port, clock, gone } = await aPage();
    socket.pause();
    port.close();
    await clock.advance(1000);
    expect(await gone).toBe('closed with code 1006');
  });
});

/** Waits until the host has read everything that the page had sent. */
async function roundTrip(socket: WebSocket): Promise<void> {
  const answered = new Promise((resolve) => socket.once('pong', resolve));
  socket.ping();
  await answered;
}
