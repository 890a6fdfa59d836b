import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTelnet } from '../../src-main/devices/transport/telnet.ts';
import type { OpenLine } from '../../src-main/engine/bench.ts';
import { runLab, type RunEvent } from '../../src-main/engine/run-lab.ts';
import { labFolder, openWorkshop, type Workshop } from './workshop.ts';

let workshop: Workshop;
beforeEach(() => {
  workshop = openWorkshop();
});
afterEach(() => workshop.end());

const run = (options: Partial<Parameters<typeof runLab>[1]>): ReturnType<typeof runLab> =>
  runLab(workshop.engine, { lab: 'gre-to-vti', solve: false, ...options });

describe('a lab without a window', () => {
  it('earns every point when each step is solved before it is judged, whatever the seed', async () => {
    const report = await run({ solve: true, seed: 'another class' });
    expect(report.steps.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
    expect(report.score).toEqual({ points: 100, of: 100 });
    expect(report.lab).toMatchObject({ id: 'gre-to-vti', seed: 'another class' });
  });

  it('grades routers that nobody configured, and configures nothing itself', async () => {
    const report = await run({});
    expect(report.steps.map(({ verdict }) => verdict).slice(0, 2)).toEqual(['partial', 'failed']);
    expect(workshop.engine.store.journal.entries(report.attempt)).toEqual([]);
  });

  it('keeps what the routers printed before it judges it, and quotes only that', async () => {
    const report = await run({ solve: true, until: 'ike-policy' });
    const evidence = workshop.engine.store.evidence.of(report.attempt);
    expect(evidence.map(({ sequence }) => sequence)).toEqual(evidence.map((_, index) => index + 1));
    const quotes = report.steps.flatMap(({ expectations }) =>
      expectations.flatMap(({ attributes }) => attributes.flatMap((one) => one.quotes)),
    );
    expect(quotes.length).toBeGreaterThan(0);
    for (const { evidence: id, line, text } of quotes) {
      const found = evidence.find((one) => one.id === id);
      expect(found?.text.split('\n')[line]?.trimEnd()).toBe(text);
    }
  });

  it('tells what it does as it does it', async () => {
    const events: RunEvent[] = [];
    await run({ solve: true, until: 'observe-gre', progress: (event) => events.push(event) });
    expect(events.map(({ kind }) => kind).filter((kind) => kind !== 'activity')).toEqual(['begun', 'step', 'verdict']);
    expect(events.filter(({ kind }) => kind === 'activity').length).toBeGreaterThan(2);
  });

  it('goes on with a stored attempt: the routers are what they were, and a state that was seen still counts', async () => {
    const first = await run({ solve: true });
    const before = workshop.engine.store.evidence.last(first.attempt);
    await workshop.restart();
    const again = await run({ attempt: first.attempt });
    expect(again.score).toEqual({ points: 100, of: 100 });
    // The answers of the model solution are the attempt's own.
    const asked = again.steps.flatMap(({ questions }) => questions);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
    expect(workshop.engine.store.answers.of(first.attempt)).toHaveLength(asked.length);
    expect(again.steps.find(({ id }) => id === 'migrate-r1')?.verdict).toBe('passed');
    expect(workshop.engine.store.evidence.last(first.attempt)?.epoch).toBeGreaterThan(before?.epoch ?? Infinity);
  });

  it('begins no attempt when it is asked for a step that is not there', async () => {
    await expect(run({ until: 'verfy' })).rejects.toMatchObject({ code: 'unknown-step' });
    expect(workshop.engine.store.attempts.list()).toEqual([]);
  });

  it('does not take an attempt for one at another lab', async () => {
    const { attempt } = await run({ until: 'observe-gre' });
    await expect(run({ attempt, lab: 'site-to-site' })).rejects.toMatchObject({
      code: 'other-lab',
      message: `The attempt ${attempt} is at the lab gre-to-vti, not at site-to-site.`,
    });
    expect((await run({ attempt, lab: path.join(labFolder, 'gre-to-vti'), until: 'observe-gre' })).attempt).toBe(
      attempt,
    );
  });

  it('says that a router cannot be reached, and judges no further', async () => {
    const openLine: OpenLine = () => openTelnet({ host: '127.0.0.1', port: 1 });
    const { stopped, steps } = await run({ openLine });
    expect(stopped).toMatchObject({
      code: 'connection-refused',
      message: expect.stringContaining('127.0.0.1:1') as unknown,
    });
    expect(steps.map(({ verdict }) => verdict)).toEqual(['error']);
  });

  it.each([
    ['a lab that is not there', { lab: 'gre-to-vtj' }, /no lab "gre-to-vtj".*gre-to-vti/],
    ['a step that is not there', { until: 'verfy' }, /no step "verfy".*verify/],
    ['an attempt that is not there', { attempt: '2020-01-01-aaaa' }, /no attempt 2020-01-01-aaaa/],
  ])('says so of %s', async (_, options, sentence) => {
    await expect(run(options)).rejects.toMatchObject({
      kind: 'bad-input',
      message: expect.stringMatching(sentence) as string,
    });
  });
});
