import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseXml } from '@rgrove/parse-xml';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { reportSchema } from '../../src-main/report/document.ts';
import { FakeHost } from './fake-host.ts';

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
});
afterEach(() => host.dispose());

const schema = z.fromJSONSchema(reportSchema() as Parameters<typeof z.fromJSONSchema>[0]);

/** The attempt that a run has left behind. */
async function attempt(...options: string[]): Promise<string> {
  await host.run('run', 'gre-to-vti', '--solve', ...options);
  const [, id = ''] = /attempt (\S+)/.exec(host.printed) ?? [];
  host.forget();
  return id;
}

describe('quickmode report', () => {
  it('tells where an attempt stands as a page, and asks for the points of steps that nobody has checked', async () => {
    const id = await attempt('--until', 'ike-policy');
    expect(await host.run('report', id.slice(-4))).toBe(0);
    expect(host.printed).toMatch(/^<!doctype html>/);
    expect(host.printed).toMatch(/\b\d+ of 100\b/);
    expect(host.printed).toContain('encryption algorithm');
  });

  it.each(['json', 'xml', 'csv', 'html'])(
    'writes the same from a run as %s, by the ending of the name',
    async (ending) => {
      const file = path.join(host.home, `r.${ending}`);
      expect(await host.run('run', 'gre-to-vti', '--until', 'ike-policy', '--report', file)).toBe(1);
      const text = readFileSync(file, 'utf8');
      if (ending === 'json') expect(schema.safeParse(JSON.parse(text)).error?.issues ?? []).toEqual([]);
      if (ending === 'xml') expect(parseXml(text).root?.attributes).toMatchObject({ failures: '3' });
      if (ending === 'csv') expect(text.split('\r\n')[0]).toMatch(/^attempt,lab,seed,step/);
      expect(text).toContain('gre-to-vti');
    },
  );

  it('says which endings there are where a name has none of them, before anything is done', async () => {
    expect(await host.run('run', 'gre-to-vti', '--report', path.join(host.home, 'r.pdf'))).toBe(2);
    expect(host.said).toContain('one of .html, .json, .xml, .csv');
    expect(host.printed).toBe('');
  });

  it('has none of the keys of the lab in it', async () => {
    const id = await attempt();
    for (const format of ['html', 'json', 'csv', 'xml']) {
      expect(await host.run('report', id, '--as', format)).toBe(0);
      expect(host.printed).not.toContain('FooB4r');
      host.forget();
    }
  });

  it('says so of an attempt that is not there', async () => {
    await attempt('--until', 'observe-gre');
    expect(await host.run('report', 'zzzz')).toBe(2);
    expect(host.said).toContain('There is no attempt zzzz.');
  });
});
