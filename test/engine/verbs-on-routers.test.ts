/** Every verb of a lab on built-in routers: what is right passes, and fails where it is not there yet. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src-main/engine/lab-proof.ts';
import { proveLab } from './prove-lab.ts';

const here = import.meta.dirname;
const files = {
  'lab.yml': readFileSync(path.join(here, 'verbs-lab.yml'), 'utf8'),
  'tiny.yaml': readFileSync(path.join(here, '../lab/tiny/input/tiny.yaml'), 'utf8'),
};

describe('every verb of a lab', () => {
  let findings: Finding[] = [];
  beforeAll(async () => {
    findings = await proveLab(files, ['7']);
  }, 120_000);

  it.each(['network', 'map', 'protect', 'again', 'second'])('is judged right in the step %s', (step) => {
    const own = findings.filter(({ subject }) => subject === `step ${step}`);
    expect(own.filter(({ holds }) => !holds)).toEqual([]);
    expect(own.length).toBeGreaterThan(2);
  });
});
