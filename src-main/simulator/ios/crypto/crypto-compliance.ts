/**
 * The shield of IOS XE 17.11 and later: DES, 3DES, MD5 and groups 1, 2 and 5 are refused where they are configured, until
 * `crypto engine compliance shield disable` allows them. Other releases know neither the shield nor the command.
 */
import { Refusal } from '../../cli/refusal.ts';
import { weakGroups } from '../../router/ike/built-in-suites.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

export function declareCompliance(): void {
  configureMode
    .words({
      'crypto engine': 'Enter a crypto engine configurable menu',
      'crypto engine compliance': 'Crypto compliance',
      'crypto engine compliance shield': 'Shield that refuses weak algorithms',
      'shield disable': 'Allow weak algorithms',
    })
    .add('crypto engine compliance shield disable', {
      section: 'crypto engine',
      when: ({ flavour }) => flavour.refusesWeakCrypto,
      run: ({ router }) => (router.crypto.isShieldDisabled = true),
      no: ({ router }) => (router.crypto.isShieldDisabled = false),
      show: ({ router }) => (router.crypto.isShieldDisabled ? ['crypto engine compliance shield disable'] : []),
    });
}

/** @param named what the line names: 'des', 'esp-3des', 'md5' */
export function refuseWeak({ flavour, router }: IosDevice, ...named: readonly (string | undefined)[]): void {
  if (!flavour.refusesWeakCrypto || router.crypto.isShieldDisabled) return;
  const weak = named.find((one) => one !== undefined && /(^|-)(3?des|md5)(-|$)/.test(one));
  if (weak !== undefined) throw Refusal.because(refusalOf(weak));
}

export function refuseWeakGroup({ flavour, router }: IosDevice, group: number): void {
  if (!flavour.refusesWeakCrypto || router.crypto.isShieldDisabled || !weakGroups.includes(group)) return;
  throw Refusal.because(refusalOf(`group ${group}`));
}

function refusalOf(what: string): string {
  return `% ${what} is weak and refused: 'crypto engine compliance shield disable' would allow it`;
}
