/**
 * Electron's binary: whether it is there, and the one attempt to fetch it. The package comes with npm, its binary does
 * not: since Electron 45 nothing is downloaded when the package is installed, so only package files are looked at, since
 * loading the package would begin a download with no limit.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { noteElectronTried, wasElectronTried } from '../engine/electron-note.ts';
import type { Host } from './host.ts';

export type Electron = { kind: 'found'; binary: string } | { kind: 'none'; because: string };

interface Package {
  folder: string;
  version: string;
}

/** How long fetching may take, in milliseconds. */
const patience = 20_000;

export async function electronFor(host: Host): Promise<Electron> {
  const reason = whyNoWindow(host.env, process.platform, process.getuid?.());
  if (reason !== undefined) return { kind: 'none', because: reason };
  const found = electronPackage(host.installation.root);
  if (!found) return { kind: 'none', because: 'Electron is not installed' };
  const binary = binaryOf(found) ?? (await fetched(found, host));
  return binary === undefined
    ? { kind: 'none', because: "Electron's binary is not installed" }
    : { kind: 'found', binary };
}

/** What keeps any window from being opened here, in words; undefined when nothing does. */
export function whyNoWindow(env: Host['env'], platform: string, user: number | undefined): string | undefined {
  if (platform !== 'linux') return undefined;
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'There is no display';
  // Chromium's sandbox refuses root, and we do not run a window without it.
  return user === 0 ? 'Electron does not run as root' : undefined;
}

function electronPackage(root: string): Package | undefined {
  try {
    const file = createRequire(path.join(root, 'package.json')).resolve('electron/package.json');
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
    return { folder: path.dirname(file), version };
  } catch {
    // Installed without the packages for development: there is no Electron to look for.
    return undefined;
  }
}

/** As the package's own index.js finds it, without its download. */
function binaryOf({ folder }: Package): string | undefined {
  const note = path.join(folder, 'path.txt');
  if (!existsSync(note)) return undefined;
  const binary = path.join(folder, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}

/** Once for every version of Electron: who has no way to it waits once. */
async function fetched(electron: Package, host: Host): Promise<string | undefined> {
  const { installation } = host;
  if (wasElectronTried(installation.home, electron.version)) return undefined;
  noteElectronTried(installation.home, electron.version);
  host.err(`Electron ${electron.version} is fetched once; this takes ${patience / 1000} seconds at most.\n`);
  await new Promise<void>((resolve) => {
    const child = spawn(process.execPath, [path.join(electron.folder, 'install.js')], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    child.on('error', done);
    child.on('exit', done);
  });
  return binaryOf(electron);
}
