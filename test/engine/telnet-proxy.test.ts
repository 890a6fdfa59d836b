/** A whole lab over nothing but bytes: every console behind telnet, and a proxy in between that knows no telnet. */
import net from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Stop } from '../../src-main/base/disposable.ts';
import { listenTelnet } from '../../src-main/devices/transport/telnet-server.ts';
import { openTelnet } from '../../src-main/devices/transport/telnet.ts';
import type { OpenLine } from '../../src-main/engine/bench.ts';
import { runLab } from '../../src-main/engine/run-lab.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const host = '127.0.0.1';
let workshop: Workshop;
let stops: Stop[];
/** Bytes that passed the proxies, to the routers and from them. */
let passed: { sent: number; received: number };

beforeEach(() => {
  workshop = openWorkshop();
  stops = [];
  passed = { sent: 0, received: 0 };
});
afterEach(async () => {
  for (const stop of stops) stop();
  await workshop.end();
});

/** Copies bytes from one socket to another, in the pieces in which they come. */
function proxyTo(port: number): Promise<number> {
  const server = net.createServer((near) => {
    const far = net.connect(port, host);
    near.on('data', (bytes) => (passed.sent += bytes.length));
    far.on('data', (bytes) => (passed.received += bytes.length));
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on('error', () => [near, far].forEach((one) => one.destroy()));
  });
  stops.push(() => server.close());
  return new Promise((resolve) => {
    server.listen(0, host, () => resolve((server.address() as net.AddressInfo).port));
  });
}

const overTelnet: OpenLine = async (provider, node) => {
  const listener = await listenTelnet({ host, port: 0 }, (duplex) => {
    void provider.open(node, 'terminal').then((line) => {
      line.onData((bytes) => duplex.write(bytes));
      duplex.onData((bytes) => line.write(bytes));
      duplex.onClose(() => line.close());
    });
  });
  stops.push(() => void listener.close());
  return openTelnet({ host, port: await proxyTo(listener.port) });
};

it('grades the whole lab through a telnet proxy that carries bytes and nothing else', async () => {
  const report = await runLab(workshop.engine, { lab: 'gre-to-vti', solve: true, openLine: overTelnet });
  expect(report.steps.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(
    report.steps.map(({ id }) => `${id} passed`),
  );
  expect(report.score.points).toBe(report.score.of);
  expect(passed.sent).toBeGreaterThan(1000);
  expect(passed.received).toBeGreaterThan(10_000);
});
