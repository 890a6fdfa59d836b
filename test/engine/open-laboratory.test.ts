/** The engine as a window uses it: followed, typed at, killed and opened again. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  AttemptEvent,
  AttemptView,
  Laboratory,
  PacketRow,
  PacketsEvent,
} from '../../src-main/api/contract/laboratory.ts';
import { bytesOfLatin1, latin1Of } from '../../src-main/base/bytes.ts';
import type { Stop } from '../../src-main/base/disposable.ts';
import { labFolder, openWorkshop, type Workshop } from './workshop.ts';
import { exportGns3 } from '../../src-main/exporters/gns3/gns3.ts';
import { portableProject } from '../../src-main/exporters/portable.ts';
import { importTopology } from '../../src-main/importers/import.ts';

let workshop: Workshop;
let laboratory: Laboratory;
let stops: Stop[];
beforeEach(() => {
  workshop = openWorkshop();
  ({ laboratory } = workshop.engine);
  stops = [];
});
afterEach(async () => {
  for (const stop of stops) stop();
  await workshop.end();
});

/** Follows an attempt until its view is as wanted. */
function viewWhere(attempt: string, isWanted: (view: AttemptView) => boolean): Promise<AttemptView> {
  return new Promise((resolve, reject) => {
    const listener = (event: AttemptEvent): void => {
      if (event.kind === 'failed') reject(new Error(event.message));
      else if (isWanted(event.view)) resolve(event.view);
    };
    stops.push(laboratory.onAttempt(attempt, listener));
  });
}

interface Typist {
  type(text: string): Promise<void>;
  until(shape: RegExp): Promise<string>;
}

function terminal(attempt: string, node: string): Promise<Typist> {
  let text = '';
  let heard = (): void => undefined;
  return new Promise((resolve, reject) => {
    const stop = laboratory.onTerminal({ attempt, node, columns: 80, rows: 24 }, (event) => {
      if (event.kind === 'closed') reject(new Error(event.reason));
      if (event.kind === 'output') text += latin1Of(event.bytes);
      if (event.kind === 'opened') {
        text += latin1Of(event.replay);
        const number = event.terminal;
        resolve({
          type: (typed) => laboratory.type(number, bytesOfLatin1(typed)),
          until: (shape) =>
            new Promise((done) => {
              heard = () => {
                if (shape.test(text)) done(text);
              };
              heard();
            }),
        });
      }
      heard();
    });
    stops.push(stop);
  });
}

const nodeOf = (view: AttemptView, name: string): string => view.nodes.find((node) => node.name === name)?.id ?? '';

describe('an attempt in a window', () => {
  it('shows what goes over a link, with its SPI where there is one, also after the routers began anew', async () => {
    const attempt = await laboratory.begin('gre-to-vti', undefined);
    const { links, steps } = await viewWhere(attempt, ({ tunnels }) => tunnels.length > 0);
    const seen: PacketRow[] = [];
    let heard = (): void => undefined;
    const listener = (event: PacketsEvent): void => {
      if (event.kind === 'packets') seen.push(...event.packets);
      heard();
    };
    const until = (isWanted: (row: PacketRow) => boolean): Promise<void> =>
      new Promise((done) => {
        heard = () => {
          if (seen.some(isWanted)) done();
        };
        heard();
      });
    stops.push(laboratory.onPackets(attempt, links[0]?.id ?? '', listener));
    await laboratory.check(attempt, 'observe-gre');
    await until(({ protocol, source }) => protocol === 'GRE' && source === '172.16.0.1');
    expect(seen.map(({ number }) => number)).toEqual(seen.map((_, place) => place + 1));

    seen.length = 0;
    await laboratory.restore(attempt, steps.at(-1)?.id ?? '');
    await laboratory.advance(attempt, 60);
    await until(({ protocol }) => protocol === 'ISAKMP');
    await laboratory.check(attempt, 'verify');
    await until(({ protocol }) => protocol === 'ESP');
    const { security } = await viewWhere(attempt, (view) =>
      view.security.pairs.some((pair) => pair.children.length > 0),
    );
    const spis = security.pairs.flatMap((pair) => pair.children.map(({ outboundSpi }) => Number(outboundSpi)));
    const last = seen.findLast(({ protocol }) => protocol === 'ESP');
    expect(spis).toContain(Number(last?.fields.find(([name]) => name === 'spi')?.[1]));
  });

  it('says why nothing can be seen on a link of an attempt that is not there', () => {
    const told: PacketsEvent[] = [];
    laboratory.onPackets('nowhere', 'link', (event) => told.push(event))();
    expect(told).toMatchObject([{ kind: 'refused', reason: expect.stringContaining('nowhere') as string }]);
  });

  it('begins with running routers and a tunnel that speaks GRE', async () => {
    const attempt = await laboratory.begin('gre-to-vti', undefined);
    const view = await viewWhere(attempt, ({ tunnels }) => tunnels.length > 0);
    expect(view.nodes.map(({ name, state, role }) => `${name} ${state} ${role ?? ''}`)).toEqual([
      'R1 running R1',
      'R2 running R2',
      'R3 running R3',
    ]);
    expect(view.tunnels).toMatchObject([{ state: 'gre', interfaces: ['Tunnel0', 'Tunnel0'] }]);
    expect(view.links.flatMap(({ ends }) => ends.map(({ address }) => address))).toContain('172.16.0.6');
    expect(view.current).toBe('observe-gre');
  });

  it('shows the tunnel negotiate and then protect, with both ends of the associations matched', async () => {
    const attempt = await laboratory.begin('gre-to-vti', undefined);
    const steps = (await viewWhere(attempt, ({ tunnels }) => tunnels.length > 0)).steps.map(({ id }) => id);
    for (const step of steps.slice(0, steps.indexOf('migrate-r1') + 1))
      await laboratory.apply(attempt, step, undefined);
    await viewWhere(attempt, ({ tunnels }) => tunnels[0]?.state === 'negotiating');
    await laboratory.apply(attempt, 'migrate-r3', undefined);
    await laboratory.advance(attempt, 40);
    const { security } = await viewWhere(attempt, ({ tunnels }) => tunnels[0]?.state === 'ipsec');
    const [pair] = security.pairs;
    expect(pair?.ike.map(({ state }) => state)).toEqual(['QM_IDLE ACTIVE', 'QM_IDLE ACTIVE']);
    expect(
      pair?.children.map(({ role, isInboundMatched, isOutboundMatched }) => [
        role,
        isInboundMatched,
        isOutboundMatched,
      ]),
    ).toEqual([
      ['R1', true, true],
      ['R3', true, true],
    ]);
    expect(pair?.mismatches).toEqual([]);
    const story = await laboratory.keyStory(attempt);
    for (const spi of pair?.children.flatMap(({ inboundSpi }) => inboundSpi ?? []) ?? []) expect(story).toContain(spi);
  });

  it('lets time leap an hour and go faster, and the tunnel has other associations then', async () => {
    const attempt = await laboratory.begin('gre-to-vti', undefined);
    const { steps } = await viewWhere(attempt, ({ tunnels }) => tunnels.length > 0);
    const ids = steps.map(({ id }) => id);
    for (const step of ids.slice(0, ids.indexOf('migrate-r3') + 1)) await laboratory.apply(attempt, step, undefined);
    await laboratory.advance(attempt, 40);
    const before = await viewWhere(attempt, ({ tunnels }) => tunnels[0]?.state === 'ipsec');
    await laboratory.setSpeed(attempt, 100);
    await laboratory.advance(attempt, 3600);
    const after = await viewWhere(attempt, ({ clock }) => clock.now >= before.clock.now + 3_600_000);
    expect(after.clock.factor).toBe(100);
    expect(after.tunnels).toMatchObject([{ state: 'ipsec' }]);
    const childrenOf = ({ security }: typeof after): unknown => security.pairs.map(({ children }) => children);
    expect(childrenOf(after)).not.toEqual(childrenOf(before));
  });

  it('judges, moves on, and takes the price of a hint', async () => {
    const attempt = await laboratory.begin('gre-to-vti', undefined);
    await laboratory.answerQuestion(attempt, 'observe-gre', 'longer', ['124']);
    expect((await laboratory.check(attempt, 'observe-gre')).verdict).toBe('passed');
    await laboratory.hint(attempt, 'ike-policy');
    await laboratory.apply(attempt, 'ike-policy', undefined);
    await laboratory.check(attempt, 'ike-policy');
    const view = await viewWhere(attempt, ({ current }) => current === 'pre-shared-key');
    expect(view.points).toEqual({ earned: 19, of: 100 });
    expect(view.steps[1]?.hints).toMatchObject({ left: 2 });
  });

  it('says which lines a router refused, and keeps the others', async () => {
    const attempt = await laboratory.begin('gre-to-vti', undefined);
    const view = await viewWhere(attempt, ({ nodes }) => nodes.every(({ state }) => state === 'running'));
    const r1 = await terminal(attempt, nodeOf(view, 'R1'));
    await r1.type('\r');
    await r1.until(/R1>/);
    await r1.type('enable\rconfigure terminal\rcrypto isakmp polcy 10\r');
    expect(await r1.until(/Invalid input[^]*R1\(config\)#/)).toContain("% Invalid input detected at '^' marker.");
  });

  it('survives the end of the program: what was typed is typed again, verdicts stay, associations are made anew', async () => {
    const attempt = await laboratory.begin('gre-to-vti', undefined);
    const view = await viewWhere(attempt, ({ nodes }) => nodes.every(({ state }) => state === 'running'));
    const r1 = await terminal(attempt, nodeOf(view, 'R1'));
    await r1.type('\r');
    await r1.until(/R1>/);
    await r1.type('enable\rconfigure terminal\rcrypto isakmp policy 77\rauthentication pre-share\rend\r');
    await r1.until(/%SYS-5-CONFIG_I/);
    await laboratory.answerQuestion(attempt, 'observe-gre', 'longer', ['124']);
    await laboratory.check(attempt, 'observe-gre');
    ({ laboratory } = await workshop.restart());
    const verdict = await laboratory.check(attempt, 'ike-policy');
    expect(verdict.expectations.map((one) => one.verdict)).toEqual(['passed', 'failed']);
    const later = await viewWhere(attempt, ({ steps }) => steps[1]?.verdict !== undefined);
    expect(later.steps[0]?.verdict?.verdict).toBe('passed');
  });

  it('goes back to the beginning of a step as the lab has it', async () => {
    const attempt = await laboratory.begin('gre-to-vti', undefined);
    await laboratory.restore(attempt, 'transform-set');
    expect((await laboratory.check(attempt, 'pre-shared-key')).verdict).toBe('passed');
    expect((await laboratory.check(attempt, 'transform-set')).verdict).toBe('failed');
    await laboratory.restore(attempt, 'ike-policy');
    expect((await laboratory.check(attempt, 'pre-shared-key')).verdict).toBe('failed');
  });

  it('shows the console of the routers that were started anew to whoever watched the old one', async () => {
    const attempt = await laboratory.begin('gre-to-vti', undefined);
    const view = await viewWhere(attempt, ({ tunnels }) => tunnels.length > 0);
    const r1 = await terminal(attempt, nodeOf(view, 'R1'));
    await r1.type('\r');
    await r1.until(/R1>$/);
    await laboratory.restore(attempt, 'ike-policy');
    await r1.type('\r');
    await r1.until(/R1>[^]*R1>$/);
  });

  it('can only be watched while another program works on it', async () => {
    const attempt = await laboratory.begin('gre-to-vti', undefined);
    const writer = workshop.engine.store.writeTo(attempt);
    const view = await viewWhere(attempt, () => true);
    expect(view.isWritable).toBe(false);
    await expect(laboratory.check(attempt, 'observe-gre')).rejects.toMatchObject({ code: 'attempt-busy' });
    writer.release();
  });
});

describe('a topology to try out', () => {
  it('starts what can be simulated', async () => {
    const text = readFileSync(path.join(labFolder, 'gre-to-vti/gre-to-vti.yaml'), 'utf8');
    const file = { name: 'gre-to-vti.yaml', text };
    expect((await laboratory.readTopology(file)).nodes.map(({ isSimulated }) => isSimulated)).toEqual([
      true,
      true,
      true,
    ]);
    const attempt = await laboratory.beginSandbox(file);
    const view = await viewWhere(attempt, ({ tunnels }) => tunnels.length > 0);
    expect(view).toMatchObject({ lab: undefined, steps: [], tunnels: [{ state: 'gre' }] });
  });

  it('may be a portable project, whose start configurations are kept with it', async () => {
    const name = 'gre-to-vti.yaml';
    const text = readFileSync(path.join(labFolder, 'gre-to-vti', name), 'utf8');
    const { topology } = importTopology({ name, text });
    const bytes = portableProject(exportGns3(topology));
    const file = { name: 'gre-to-vti.gns3project', bytes };
    expect((await laboratory.readTopology(file)).nodes).toHaveLength(3);
    const attempt = await laboratory.beginSandbox(file);
    const view = await viewWhere(attempt, ({ tunnels }) => tunnels.length > 0);
    expect(view).toMatchObject({ lab: undefined, tunnels: [{ state: 'gre' }] });
  });

  it('is refused with a sentence when it is none', async () => {
    await expect(laboratory.beginSandbox({ name: 'notes.txt', text: 'nodes: many' })).rejects.toMatchObject({
      kind: 'bad-input',
    });
  });
});

describe('the library', () => {
  it('lists labs, and attempts with what they have earned', async () => {
    const attempt = await laboratory.begin('gre-to-vti', 'blue');
    await laboratory.answerQuestion(attempt, 'observe-gre', 'longer', ['124']);
    await laboratory.check(attempt, 'observe-gre');
    const listed = (await laboratory.labs()).labs.find(({ id }) => id === 'gre-to-vti');
    expect(listed).toMatchObject({ steps: 16, points: 100 });
    expect(await laboratory.attempts()).toMatchObject([
      { id: attempt, passed: 1, steps: 16, points: { earned: 5, of: 100 }, place: { kind: 'builtin' } },
    ]);
    await laboratory.removeAttempt(attempt);
    expect(await laboratory.attempts()).toEqual([]);
  });
});
