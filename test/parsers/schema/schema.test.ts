/** resources/schemas/parse.schema.json is made of the code: `npm run schemas` writes it anew. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseOutput, resultVersion } from '../../../src-main/engine/parse-output.ts';
import { COMMANDS } from '../../../src-main/parsers/catalogue.ts';
import { goldens, type Golden } from '../goldens.ts';
import { PUBLISHED, printed, resultSchema } from './result-schema.ts';
import type { Schema } from './type-schema.ts';
import { hashesOf, versions } from './versions.ts';

const published = JSON.parse(readFileSync(PUBLISHED, 'utf8')) as Schema;
const validators = new Map<unknown, z.ZodType>();

/** A validator made of the published file alone: of the part that is for the platform and the parser. */
function validatorOf(platform: string, parser: string): z.ZodType {
  const part = (published['anyOf'] as { properties: Record<string, { enum: string[] }> }[]).find(
    ({ properties }) => properties['platform']?.enum.includes(platform) && properties['parser']?.enum.includes(parser),
  );
  if (!part) throw new Error(`the schema does not know "${parser}" of ${platform}: npm run schemas`);
  const known = validators.get(part);
  if (known) return known;
  const whole = { $schema: published['$schema'], ...part, definitions: published['definitions'] };
  const validator = z.fromJSONSchema(whole as Parameters<typeof z.fromJSONSchema>[0]);
  validators.set(part, validator);
  return validator;
}

function resultOf({
  platform,
  text,
  parse,
}: Golden): { platform: string; parser: string; result: unknown } | undefined {
  const entry = COMMANDS.find((one) => one.parse === parse && one.platforms.includes(platform));
  if (!entry) return undefined;
  // Patterns for words and addresses are no commands.
  const command = entry.command.replace('A.B.C.D', '192.0.2.1').replace('WORD', 'word');
  const result = parseOutput({ platform, command }, Buffer.from(text));
  return { platform, parser: result.parser, result: JSON.parse(JSON.stringify(result)) };
}

describe('the published schema of results', () => {
  const made = resultSchema();

  it('is what the types of the records say', async () => {
    expect(readFileSync(PUBLISHED, 'utf8'), 'npm run schemas').toBe(await printed(made));
  });

  it('does not change without another version', () => {
    const hashes = hashesOf(made);
    const noted = versions()[resultVersion] ?? {};
    const changed = Object.keys(noted).filter((name) => hashes[name] !== noted[name]);
    expect(changed, 'raise resultVersion in engine/parse-output.ts, then npm run schemas').toEqual([]);
  });

  it('has every command of the catalogue', () => {
    for (const { platforms, command } of COMMANDS)
      for (const platform of platforms) expect(validatorOf(platform, command)).toBeDefined();
  });

  it('takes every golden', async () => {
    let taken = 0;
    const refused: unknown[] = [];
    for (const golden of await goldens()) {
      const one = resultOf(golden);
      if (!one) continue;
      const issues = validatorOf(one.platform, one.parser).safeParse(one.result).error?.issues ?? [];
      const [issue] = issues;
      if (issue) refused.push({ command: golden.command, name: golden.name, at: issue.path, issue: issue.message });
      taken++;
    }
    expect(refused).toEqual([]);
    expect(taken).toBeGreaterThan(50);
  });

  it('refuses what is no such result', () => {
    const command = 'show crypto ipsec sa';
    const result = parseOutput({ platform: 'ios', command }, Buffer.from('No SAs found\n'));
    const validator = validatorOf('ios', command);
    expect(validator.safeParse(result).success).toBe(true);
    for (const wrong of [{ version: 2 }, { outcome: 'fine' }, { records: [{ line: 1 }] }, { further: 1 }])
      expect(validator.safeParse({ ...result, ...wrong }).success).toBe(false);
  });
});
