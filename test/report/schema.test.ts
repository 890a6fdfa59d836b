/** resources/schemas/report.schema.json is made of the code. UPDATE=1 writes it anew: see the hash of what was published. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { reportSchema, reportVersion } from '../../src-main/report/document.ts';
import { renderReport } from '../../src-main/report/render.ts';
import { attemptSample, classSample } from './samples.ts';

const published = path.resolve(import.meta.dirname, '../../resources/schemas/report.schema.json');
const versions = path.resolve(import.meta.dirname, 'versions.json');

/** What readers rely on: descriptions may be worded anew. */
function shapeHash(schema: object): string {
  const text = JSON.stringify(schema, (key, value: unknown) => (key === 'description' ? undefined : value));
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

describe('the published schema of reports', () => {
  it('is what the code makes', async () => {
    const text = await format(JSON.stringify(reportSchema()), { parser: 'json', printWidth: 120 });
    if (process.env.UPDATE) writeFileSync(published, text);
    expect(readFileSync(published, 'utf8')).toBe(text);
  });

  it('does not change without another version', () => {
    const known = JSON.parse(readFileSync(versions, 'utf8')) as Record<string, string>;
    expect(known[reportVersion], 'raise reportVersion, and note the hash of the new shape').toBe(
      shapeHash(reportSchema()),
    );
  });

  it.each([
    ['an attempt', attemptSample()],
    ['a class', classSample()],
  ])('takes the report of %s', (_, report) => {
    const schema = z.fromJSONSchema(
      JSON.parse(readFileSync(published, 'utf8')) as Parameters<typeof z.fromJSONSchema>[0],
    );
    expect(schema.safeParse(JSON.parse(renderReport(report, 'json'))).error?.issues ?? []).toEqual([]);
    expect(schema.safeParse({ ...report, colour: 'red' }).success).toBe(false);
  });
});
