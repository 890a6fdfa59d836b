import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { DebugLogger } from 'builder-util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
/** Not exported by the package: it is what `electron-builder` itself calls first. */
const { validateConfiguration } = require('app-builder-lib/out/util/config/config') as {
  validateConfiguration: (configuration: unknown, logger: DebugLogger) => Promise<void>;
};

interface Builder {
  electronVersion: string;
  extraResources: { from: string }[];
  mac: { icon: string; target: unknown[] };
  win: { icon: string; target: unknown[] };
  linux: { icon: string; target: unknown[] };
}

const builder = parse(readFileSync(path.join(root, 'electron-builder.yml'), 'utf8')) as Builder;

describe('electron-builder.yml', () => {
  it('is what electron-builder understands', async () => {
    await expect(validateConfiguration(builder, new DebugLogger(false))).resolves.toBeUndefined();
  });

  it('is refused with a key that electron-builder does not know: the check above does check', async () => {
    await expect(validateConfiguration({ ...builder, asarr: true }, new DebugLogger(false))).rejects.toThrow('asarr');
  });

  it('names files that are there', () => {
    const { extraResources, mac, win, linux } = builder;
    for (const file of [...extraResources.map(({ from }) => from), mac.icon, win.icon, linux.icon])
      expect(existsSync(path.join(root, file)), file).toBe(true);
  });

  it('packs for the processor of the machine alone, as the database is installed for no other', () => {
    const { mac, win, linux } = builder;
    for (const { target } of [mac, win, linux]) expect(target.every((one) => typeof one === 'string')).toBe(true);
  });

  it('packs the Electron that it was tested with', () => {
    const { devDependencies } = require('../../package.json') as { devDependencies: Record<string, string> };
    expect(builder.electronVersion).toBe(devDependencies['electron']);
  });
});
