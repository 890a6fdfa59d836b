/** A serial cable without hardware: two pseudo-terminals of this computer that socat joins, one for each end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import { judge } from '../../judges.ts';

export const socat = judge('socat', 'sudo apt-get install socat');

export interface SerialPair {
  /** Paths of the two ends. */
  near: string;
  far: string;
  /** The cable is pulled: both ends are gone. */
  unplug: () => Promise<void>;
}

export async function serialPair(): Promise<SerialPair> {
  const end = 'pty,raw,echo=0';
  const cable = spawn(socat ?? 'socat', ['-d', '-d', end, end], { stdio: ['ignore', 'ignore', 'pipe'] });
  const exited = once(cable, 'exit');
  const [near, far] = await new Promise<string[]>((resolve, reject) => {
    let said = '';
    cable.stderr.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      const found = [...said.matchAll(/PTY is (\S+)\n/g)].map(([, path]) => path ?? '');
      if (found.length === 2) resolve(found);
    });
    void exited.then(() => reject(new Error(`socat has ended: ${said}`)));
  });
  const paths = { near: near ?? '', far: far ?? '' };
  // A cable stays where it is when nobody uses it; socat would end.
  const held = Object.values(paths).map((path) => openSync(path, constants.O_RDWR | constants.O_NOCTTY));
  let unplugged: Promise<void> | undefined;
  const pull = async (): Promise<void> => {
    for (const one of held) closeSync(one);
    cable.kill();
    await exited;
  };
  return { ...paths, unplug: () => (unplugged ??= pull()) };
}
