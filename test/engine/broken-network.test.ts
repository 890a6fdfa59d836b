/** A learner who begins on a network with faults in it: nothing tells which they are, and their lines mend it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src-main/engine/lab-proof.ts';
import { runLab } from '../../src-main/engine/run-lab.ts';
import { mendingFiles } from './mending-lab.ts';
import { proveLab } from './prove-lab.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const describeFinding = ({ subject, says }: Finding): string => `${subject} ${says}`;

describe("the author's proof of a network that is to be mended", () => {
  it('names each fault first, alone and beside another, and mends it by its lines', async () => {
    const findings = await proveLab(mendingFiles(), ['2']);
    expect(findings.filter(({ holds }) => !holds)).toEqual([]);
    const told = findings.map(describeFinding);
    expect(told).toContain('fault P1-PSK is mended by its lines');
    expect(told).toContain('fault P1-PSK with P1-ENC is mended by its lines');
    expect(told).toContain('step mend does not pass before its own commands');
  });

  it('finds lines that mend nothing', async () => {
    const findings = await proveLab(mendingFiles('no ip http server'));
    expect(findings.filter(({ holds }) => !holds).map(describeFinding)).toContainEqual(
      expect.stringMatching(/^fault P1-PSK is mended by its lines: but it was/),
    );
  });
});

describe('a network that is broken when the learner begins', () => {
  let workshop: Workshop;
  beforeEach(() => {
    workshop = openWorkshop();
  });
  afterEach(() => workshop.end());

  it('is broken anew when the routers start anew, and mended for good by what mends it', async () => {
    const folder = path.join(workshop.home, 'mending');
    for (const [name, text] of Object.entries(mendingFiles())) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    const run = async (options: { attempt?: string; solve: boolean }): Promise<[string, string[]]> => {
      const report = await runLab(workshop.engine, { lab: folder, seed: '2', ...options });
      return [report.attempt, report.steps.map(({ id, verdict }) => `${id} ${verdict}`)];
    };
    const [attempt, first] = await run({ solve: false });
    expect(first).not.toEqual(['mend passed']);
    await workshop.restart();
    expect(await run({ attempt, solve: false })).toEqual([attempt, first]);
    expect(await run({ attempt, solve: true })).toEqual([attempt, ['mend passed']]);
    await workshop.restart();
    expect(await run({ attempt, solve: false })).toEqual([attempt, ['mend passed']]);
  });
});
