/** What a trustpoint does by itself, one thing after the other, while the network comes up or an authority makes up its mind. */
import type { Exec } from '../../cli/declaration.ts';
import type { PkiDevice } from './pki-device.ts';
import type { Trustpoint } from './pki-state.ts';

/** Milliseconds between two requests, and how many there are (the defaults of `enrollment retry`). */
const retryPeriod = 60_000;
const retryCount = 10;

/** Whether a configuration is being taken up, and nobody types: then there is no line. */
export function isLoading({ lineName }: Exec): boolean {
  return lineName === '';
}

/** Whether it is still the router's: what comes for one that was taken away is not for another of its name. */
export function isThere({ settings }: PkiDevice, trustpoint: Trustpoint): boolean {
  return settings.pki.trustpoints.get(trustpoint.name) === trustpoint;
}

const works = new WeakMap<Trustpoint, Promise<void>>();

/** Does it when what the trustpoint has to do before is done. */
export function later(trustpoint: Trustpoint, work: () => Promise<void>): void {
  works.set(trustpoint, (works.get(trustpoint) ?? Promise.resolve()).then(work));
}

/** Tries until there is something, the router is another one, or it has been tried often enough. */
export async function retrying<T>(device: PkiDevice, attempt: () => Promise<T | undefined>): Promise<T | undefined> {
  const { router } = device;
  for (let count = 0; count < retryCount && device.router === router; count++) {
    const result = await attempt();
    if (result !== undefined) return result;
    await new Promise<void>((resolve) => void router.clock.after(retryPeriod, resolve));
  }
  return undefined;
}
