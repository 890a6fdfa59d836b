/** tunnel protection: the profile that protects a tunnel, and what `show interfaces` says of it. */
import { Refusal } from '../../cli/refusal.ts';
import { Tunnel, type TunnelSettings } from '../../router/tunnel/tunnel.ts';
import { profileIsMissing } from './crypto-ipsec-profile.ts';
import type { InterfaceContext } from '../device.ts';
import { interfaceMode } from '../modes.ts';

export function declareTunnelProtection(): void {
  interfaceMode
    .words({
      'tunnel protection': 'Enable tunnel protection',
      'tunnel protection ipsec': 'Use ipsec to protect this tunnel interface',
      'tunnel protection ipsec profile': 'Determine the ipsec policy profile to use.',
      'tunnel protection ipsec profile name': 'profile name',
      shared: 'use shared profile',
    })
    .add('tunnel protection ipsec profile ![WORD:name] [shared:shared]', {
      section: 'tunnel protection',
      when: ({ one }) => one.carrier instanceof Tunnel,
      run: protect,
      no: (context) => change(context, { protection: undefined, isProtectionShared: false }),
      show: ({ one: { carrier } }) => (carrier instanceof Tunnel ? configurationOf(carrier.settings) : []),
    });
}

/** A name that stands for nothing is not taken: without its profile a tunnel has no protection (gh id:70912217409). */
function protect(context: InterfaceContext, { name, shared }: { name: string; shared?: string }): void {
  if (!context.device.router.crypto.profileOf(name)) throw Refusal.because(profileIsMissing(name));
  change(context, { protection: name, isProtectionShared: shared !== undefined });
}

function change({ device, one }: InterfaceContext, settings: Partial<TunnelSettings>): void {
  if (!(one.carrier instanceof Tunnel)) return;
  Object.assign(one.carrier.settings, settings);
  device.router.converge();
}

function configurationOf({ protection, isProtectionShared }: TunnelSettings): string[] {
  if (protection === undefined) return [];
  return [`tunnel protection ipsec profile ${protection}${isProtectionShared ? ' shared' : ''}`];
}

/** For `show interfaces`, after the line about fast tunneling and the bandwidths: public notes of several releases. */
export function tunnelProtectionLines({ protection }: TunnelSettings): string[] {
  return protection === undefined ? [] : [`  Tunnel protection via IPSec (profile "${protection}")`];
}
