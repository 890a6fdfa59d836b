/** What is ready before a judge begins: QEMU and its image of Linux, made once for each change of what makes it. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { judge } from '../../judges.ts';

declare module 'vitest' {
  interface ProvidedContext {
    qemu: { qemu: string; image: string };
  }
}

const packages: Readonly<Record<string, string>> = {
  'qemu-system-x86_64': 'qemu-system-x86',
  mmdebstrap: 'mmdebstrap',
  depmod: 'kmod',
  cpio: 'cpio',
  zstd: 'zstd',
};

/** Which daemons the machine has: strongSwan, or Libreswan and OpenIKED. */
type Kind = 'strongswan' | 'libreswan';

export const setup = (project: TestProject): void => setupWith(project, 'strongswan');

export function setupWith({ provide }: TestProject, kind: Kind): void {
  const install = `apt-get install -y --no-install-recommends ${Object.values(packages).join(' ')}`;
  const programs = Object.keys(packages).map((program) => ({ program, path: judge(program, install) }));
  const missing = programs.filter((one) => one.path === undefined).map(({ program }) => program);
  if (missing.length > 0) throw new Error(`not run: ${missing.join(', ')} not installed; to have it: ${install}`);
  provide('qemu', { qemu: programs[0]?.path ?? '', image: imageFolder(kind) });
}

function imageFolder(kind: Kind): string {
  const texts = ['image.sh', 'init.sh'].map((name) => readFileSync(path.join(import.meta.dirname, name)));
  const hash = createHash('sha256').update(Buffer.concat(texts)).digest('hex').slice(0, 16);
  const folder = path.resolve(import.meta.dirname, '../../../node_modules/.cache/quickmode-qemu', `${hash}-${kind}`);
  if (existsSync(folder)) return folder;
  if (process.getuid?.() !== 0) throw new Error('not run: an image of Linux is made by root alone; to have it: sudo');
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  execFileSync('bash', [path.join(import.meta.dirname, 'image.sh'), unfinished, kind], { stdio: 'inherit' });
  renameSync(unfinished, folder);
  return folder;
}
