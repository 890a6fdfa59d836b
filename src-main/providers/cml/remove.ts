/** Deleting a lab: CML deletes only what is stopped and wiped. */
import type { Clock } from '../../base/clock.ts';
import { Failure } from '../../base/errors.ts';
import type { CmlCalls } from './cml-calls.ts';

const patience = 180_000;
const between = 1000;
const off: ReadonlySet<string> = new Set(['DEFINED_ON_CORE', 'STOPPED']);

/** @throws Failure unknown-project, and not-stopped when nodes go on running */
export async function removeLab(lab: string, calls: CmlCalls, clock: Clock): Promise<void> {
  const { state } = await calls.lab(lab);
  if (state === 'STARTED') {
    await calls.stopLab(lab);
    await untilOff(lab, calls, clock);
  }
  if (state !== 'DEFINED_ON_CORE') await calls.wipeLab(lab);
  await calls.deleteLab(lab);
}

async function untilOff(lab: string, calls: CmlCalls, clock: Clock): Promise<void> {
  const end = clock.now() + patience;
  for (;;) {
    const states = Object.values(await calls.states(lab));
    const running = states.filter((state) => state !== null && !off.has(state));
    if (running.length === 0) return;
    if (clock.now() > end)
      throw new Failure(
        'device',
        'not-stopped',
        `${running.length} nodes of the lab do not stop, so it cannot be deleted. Stop them on the server, then try again.`,
      );
    await clock.sleep(between);
  }
}
