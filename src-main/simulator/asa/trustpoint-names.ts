/** Trustpoints by their names, as commands and the lines of maps, profiles and tunnel groups refer to them. */
import type { Exec } from '../cli/declaration.ts';
import { Refusal } from '../cli/refusal.ts';
import type { Trustpoint } from '../ios/pki-state.ts';
import type { ShownTrustpoint } from './crypto-state.ts';
import type { AsaDevice } from './device.ts';

/** @throws Refusal where there is none */
export function trustpointNamed({ settings: { pki } }: AsaDevice, name: string): Trustpoint {
  const trustpoint = pki.trustpoints.get(name);
  if (!trustpoint) throw Refusal.because(`ERROR: trustpoint ${name} does not exist`);
  return trustpoint;
}

/** A map stands before the trustpoints in a configuration: what it names may come after it. */
export function warnOfTrustpoint({ settings: { pki }, isBooting }: AsaDevice, name: string, exec: Exec): void {
  if (!isBooting && !pki.trustpoints.has(name)) exec.print(`WARNING: trustpoint ${name} does not exist`);
}

/** Empty where none is shown. */
export function textOfTrustpoint(trustpoint: ShownTrustpoint | undefined): string {
  return trustpoint ? `set trustpoint ${trustpoint.name}${trustpoint.isWithChain ? ' chain' : ''}` : '';
}
