import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exerciseOrFailure } from '../../src-main/engine/exercise-of.ts';
import { labSecrets } from '../../src-main/engine/mask.ts';
import { LabShelf } from '../../src-main/engine/lab-shelf.ts';
import { labFolder } from '../engine/workshop.ts';
import { FakeHost } from './fake-host.ts';

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
});
afterEach(() => host.dispose());

describe('the file that a report goes to', () => {
  it('is named before anything is done when it cannot be written', async () => {
    const refusals: Record<string, string> = { [host.home]: 'it is a folder', [path.join(host.home, 'no/r.json')]: '' };
    for (const [file, why] of Object.entries(refusals)) {
      expect(await host.run('grade', 'gre-to-vti', '--report', file)).toBe(2);
      expect(host.said).toContain(`The report cannot be written to ${file}: ${why || 'there is no such folder'}.`);
    }
    expect(host.printed).toBe('');
  });

  it('is not left behind empty, and not emptied, when there is nothing to report', async () => {
    const [fresh, kept] = [path.join(host.home, 'fresh.json'), path.join(host.home, 'kept.json')];
    writeFileSync(kept, '{}');
    for (const file of [fresh, kept]) expect(await host.run('run', 'no-such-lab', '--report', file)).toBe(2);
    expect(existsSync(fresh)).toBe(false);
    expect(readFileSync(kept, 'utf8')).toBe('{}');
  });

  it('holds none of the keys that were used, and tells them apart', async () => {
    const file = path.join(host.home, 'report.json');
    expect(await host.run('run', 'gre-to-vti', '--solve', '--seed', 'any', '--report', file)).toBe(0);
    const report = readFileSync(file, 'utf8');
    const exercise = exerciseOrFailure(new LabShelf([labFolder]).find('gre-to-vti').files, 'the lab', { seed: 'any' });
    // Shorter ones are words that stand anywhere.
    const secrets = [...labSecrets(exercise)].filter(({ length }) => length >= 4);
    expect(secrets.length).toBeGreaterThan(0);
    for (const secret of secrets) expect(report).not.toContain(secret);
    expect(report).toContain('<hidden-1>');
    expect(JSON.parse(report)).toMatchObject({ score: { points: 100, of: 100 } });
  });

  it('is replaced by the next report', async () => {
    const file = path.join(host.home, 'report.json');
    writeFileSync(file, 'something longer than nothing '.repeat(10_000));
    expect(await host.run('run', 'gre-to-vti', '--solve', '--until', 'observe-gre', '--report', file)).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ score: { points: 5, of: 5 } });
    expect(host.said).toBe('');
  });
});
