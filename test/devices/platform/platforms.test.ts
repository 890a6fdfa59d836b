import { describe, expect, it } from 'vitest';
import { wayBetween } from '../../../src-main/devices/channel/levels.ts';
import type { Platform } from '../../../src-main/devices/channel/platform.ts';
import { platforms } from '../../../src-main/devices/platform/platforms.ts';
import { cpuTimeOf } from '../../cpu-time.ts';

const all = Object.entries(platforms).flatMap(([name, platform]): [string, Platform][] =>
  platform ? [[name, platform]] : [],
);

/** Every regular expression in a platform, wherever it stands. */
function shapesOf(value: unknown): RegExp[] {
  if (value instanceof RegExp) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(shapesOf);
}

describe.each(all)('the platform %s', (name, platform) => {
  it('bears its own name', () => {
    expect(platform.name).toBe(name);
  });

  it('knows a way from every level to its home, to configuration mode, and back', () => {
    const names = platform.levels.map((level) => level.name);
    expect(new Set(names).size).toBe(names.length);
    for (const from of names) {
      expect(wayBetween(platform, from, platform.home), `${from} to home`).toBeDefined();
      expect(wayBetween(platform, from, platform.configuration), `${from} to configuration`).toBeDefined();
    }
  });

  it('has no expression that remembers where it stopped', () => {
    for (const shape of shapesOf(platform)) expect(shape.flags).not.toMatch(/[gy]/);
  });

  it('has no expression that a long line keeps busy', async () => {
    const lines = ['a', ' ', '-', '1 ', '[', '%', 'A-', '(', '00:', 'Mar  1 '].map((part) => part.repeat(20_000));
    const took = await cpuTimeOf(() => {
      for (const shape of shapesOf(platform)) for (const line of lines) shape.test(`${line}!`);
    });
    // Linear expressions take some milliseconds for all of it; one that backtracks would take minutes.
    expect(took).toBeLessThan(5000);
  });
});
