/** resources/schemas/lab.schema.json is made of the code. UPDATE=1 writes it anew. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { labSchema } from '../../src-main/lab/load.ts';
import { edited, filesIn, greToVtiFolder, tinyFolder } from './folder.ts';

const published = path.resolve(import.meta.dirname, '../../resources/schemas/lab.schema.json');

/** A validator made of the published file alone, as an editor makes one. */
function validator(): z.ZodType {
  return z.fromJSONSchema(JSON.parse(readFileSync(published, 'utf8')) as Parameters<typeof z.fromJSONSchema>[0]);
}

const labIn = (files: Record<string, string>): unknown => parse(files['lab.yml'] ?? '');

describe('the published schema of lab.yml', () => {
  it('is what the code checks', async () => {
    const text = await format(JSON.stringify(labSchema()), { parser: 'json', printWidth: 120 });
    if (process.env.UPDATE) {
      mkdirSync(path.dirname(published), { recursive: true });
      writeFileSync(published, text);
    }
    expect(readFileSync(published, 'utf8')).toBe(text);
  });

  it('is of the draft that editors of YAML know', () => {
    expect(labSchema()).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#', type: 'object' });
  });

  it.each([
    ['gre-to-vti', greToVtiFolder],
    ['the tiny lab', tinyFolder],
  ])('takes %s', (_, folder) => {
    expect(validator().safeParse(labIn(filesIn(folder))).error?.issues ?? []).toEqual([]);
  });

  it('refuses a key that nobody knows, and a verb that nobody knows', () => {
    const files = filesIn(tinyFolder);
    for (const edit of [
      ['title: A tiny lab', 'title: A tiny lab\ncolour: red'],
      ['- tunnel: {', '- tunel: {'],
      ['line: down', 'line: sideways'],
    ] as const)
      expect(validator().safeParse(labIn(edited(files, edit))).success).toBe(false);
  });

  it('describes what an author may write', () => {
    const undescribed: string[] = [];
    const walk = (value: unknown, at: string): void => {
      if (typeof value !== 'object' || value === null) return;
      const { properties } = value as { properties?: Record<string, { description?: string; enum?: unknown }> };
      for (const [key, property] of Object.entries(properties ?? {}))
        if (property.description === undefined && !property.enum) undescribed.push(`${at}.${key}`);
      for (const [key, child] of Object.entries(value)) walk(child, `${at}.${key}`);
    };
    walk(labSchema(), '');
    // Their names say all there is to say.
    const plain =
      /\.(title|author|year|name|version|protocol|on|id|default|kind|const|points|transforms|transformSets|dh|ping|clear|wait|of|pfs|auth|esp|secret|encaps|decaps|errors|received|lost|number|exchange|command|field|vrf)$/;
    expect(undescribed.filter((one) => !plain.test(one))).toEqual([]);
  });

  it('is named in the first line of the lab, so that an editor finds it', () => {
    const [first = ''] = (filesIn(greToVtiFolder)['lab.yml'] ?? '').split('\n');
    const reference = /^# yaml-language-server: \$schema=(\S+)$/.exec(first)?.[1] ?? '';
    expect(path.resolve(greToVtiFolder, reference)).toBe(published);
  });
});
