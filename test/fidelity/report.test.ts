/**
 * The comparison itself, with the networks that come along. Outputs of real devices lie beside the repository where it is
 * developed; what was reached is a floor there. That nothing is canned is shown everywhere: what is taken away is missed.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fidelity, type Compared, type FidelityReport } from '../../src-main/engine/fidelity.ts';
import { readTranscripts, type RealOutput } from '../../src-main/engine/transcript-folder.ts';
import { simulatorInProcess } from '../../src-main/providers/builtin/simulator-in-process.ts';

const networks = path.resolve(import.meta.dirname, '../../resources/fidelity');
const shared = path.resolve(import.meta.dirname, '../../../shared');

async function reportOn(outputs: readonly RealOutput[], folder = networks): Promise<FidelityReport> {
  return await fidelity({ launch: simulatorInProcess, networks: folder, outputs, progress: () => undefined });
}

function mean(compared: readonly Compared[], what: 'structure' | 'layout'): number {
  return compared.reduce((sum, one) => sum + one[what], 0) / compared.length;
}

describe.each([
  { name: 'console sessions of courses', folder: 'seeds', structure: 99, layout: 100 },
  { name: 'outputs that others collected', folder: 'corpus/outputs', structure: 78, layout: 96 },
])('$name', ({ folder, structure, layout }) => {
  const outputs = path.join(shared, folder);

  it.runIf(existsSync(outputs))('are no less like ours than they were', { timeout: 240_000 }, async () => {
    const { compared } = await reportOn(readTranscripts(outputs));
    expect(mean(compared, 'structure')).toBeGreaterThanOrEqual(structure);
    expect(mean(compared, 'layout')).toBeGreaterThanOrEqual(layout);
  });
});

describe('a state that is taken away', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fidelity-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const output = {
    source: 'a console',
    command: 'show crypto session',
    platform: 'ios',
    text: [
      'Crypto session current status',
      'Interface: Tunnel0',
      'Session status: UP-ACTIVE     ',
      'Peer: 172.16.0.6 port 500 ',
      '  IKEv1 SA: local 172.16.0.1/500 remote 172.16.0.6/500 Active ',
      '        Active SAs: 2, origin: crypto map',
    ].join('\n'),
  } as const;

  it('takes its lines with it, and nothing else', { timeout: 60_000 }, async () => {
    for (const suffix of ['.yaml', '.actions'])
      cpSync(path.join(networks, `vti${suffix}`), path.join(folder, `vti${suffix}`));
    const before = await reportOn([output], folder);
    expect(before.compared).toMatchObject([{ structure: 100, missing: [] }]);
    const file = path.join(folder, 'vti.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/ {6}crypto isakmp key .*\n/g, ''));
    const after = await reportOn([output], folder);
    expect(after.compared[0]?.missing).toContain('  IKEv1 SA: local 172.16.0.1/500 remote 172.16.0.6/500 Active');
    expect(after.compared[0]?.missing).not.toContain('Interface: Tunnel0');
  });
});

describe('a comparison whose time is over', () => {
  it('says what it has not asked, and on how many networks it has asked everything', async () => {
    const outputs = [
      { source: 'a console', command: 'show clock', platform: 'ios', text: '*00:00:01.123 UTC' },
    ] as const;
    const options = { launch: simulatorInProcess, networks, outputs, progress: () => undefined };
    const { compared, unasked, networks: asked } = await fidelity({ ...options, isOver: () => true });
    expect({ compared, unasked, asked: asked.asked }).toEqual({ compared: [], unasked: ['show clock'], asked: 0 });
    expect(asked.all).toBeGreaterThan(10);
  });
});
