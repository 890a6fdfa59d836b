/**
 * The defaults that came with 15 ("smart defaults"): policies, a transform set and a profile that hold where nothing is
 * configured, and the lines that take them away.
 */
import { usuallySet } from '../../cli/configuration.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

const when = ({ flavour }: IosDevice): boolean => flavour.hasSmartDefaults;

export function declareSmartDefaults(): void {
  configureMode
    .words({
      'crypto isakmp default': 'Default settings of ISAKMP',
      'crypto isakmp default policy': 'The default policies, which hold where none is configured',
      'crypto ipsec default': 'Default settings of IPSec',
      'crypto ipsec default transform-set': 'The default transform set, which holds where none is named',
    })
    .add('crypto isakmp default policy', {
      section: 'crypto isakmp',
      when,
      run: (device) => change(device, 'hasPolicies', true),
      no: (device) => change(device, 'hasPolicies', false),
      show: (device, isAll) => lineOf(device, 'hasPolicies', isAll),
    })
    .add('crypto ipsec default transform-set', {
      section: 'crypto ipsec lifetime',
      when,
      run: (device) => change(device, 'hasTransformSet', true),
      no: (device) => change(device, 'hasTransformSet', false),
      show: (device, isAll) => lineOf(device, 'hasTransformSet', isAll),
    });
}

const lines = {
  hasPolicies: 'crypto isakmp default policy',
  hasTransformSet: 'crypto ipsec default transform-set',
} as const;

function lineOf(device: IosDevice, what: keyof typeof lines, isAll?: boolean): string[] {
  if (!when(device)) return [];
  return usuallySet(lines[what], device.router.crypto.smart[what], isAll);
}

function change({ router }: IosDevice, what: 'hasPolicies' | 'hasTransformSet', isThere: boolean): void {
  router.crypto.smart[what] = isThere;
  router.converge();
}

/** Tells a router what its release has of its own. */
export function attachRelease({ router, flavour }: IosDevice): void {
  router.crypto.hasSmartDefaults = flavour.hasSmartDefaults;
  router.crypto.hasShield = flavour.refusesWeakCrypto;
  router.crypto.numbersAfter = flavour.numbersAfter;
}
