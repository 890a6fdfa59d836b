/** Trustpoints by their names, as commands and the lines of maps, profiles and tunnel groups refer to them. */
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { Trustpoint } from '../../ios/pki/pki-state.ts';
import type { ShownTrustpoint } from '../crypto/crypto-state.ts';
import type { AsaDevice } from '../device.ts';

/** @throws Refusal where there is none */
export function trustpointNamed({ settings: { pki } }: AsaDevice, name: string): Trustpoint {
  const trustpoint = pki.trustpoints.get(name);
  if (!trustpoint) throw Refusal.because(`ERROR: trustpoint ${name} does not exist`);
  return trustpoint;
}

interface TrustpointWords {
  readonly trustpoint: string;
  readonly chain?: string;
}

/** Of `set trustpoint`. A map stands before the trustpoints in a configuration: what it names may come after it. */
export function shownTrustpoint(
  device: AsaDevice,
  { trustpoint: name, chain }: TrustpointWords,
  exec: Exec,
): ShownTrustpoint {
  const { settings, isBooting } = device;
  if (!isBooting && !settings.pki.trustpoints.has(name)) exec.print(`WARNING: trustpoint ${name} does not exist`);
  if (chain !== undefined) tellOfChain(device, exec);
  return { name, isWithChain: chain !== undefined };
}

export function tellOfChain({ isBooting }: AsaDevice, exec: Exec): void {
  if (!isBooting)
    exec.print('INFO: chain is kept without effect: the certificate of a subordinate CA is always sent here');
}

/** Empty where none is shown. */
export function textOfTrustpoint(trustpoint: ShownTrustpoint | undefined): string {
  return trustpoint ? `set trustpoint ${trustpoint.name}${trustpoint.isWithChain ? ' chain' : ''}` : '';
}
