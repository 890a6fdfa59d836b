/** The mode in which an entry of a crypto map is filled in: of a static map, or of a dynamic one. */
import { Mode } from '../../cli/mode.ts';
import type { CryptoMapEntry, CryptoMapKind, DynamicMapEntry } from '../../router/ipsec/crypto-map.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

export interface CryptoMapContext {
  readonly device: IosDevice;
  readonly entry: CryptoMapEntry | DynamicMapEntry;
}

/**
 * The order within an entry: description, peer, lifetimes, transform sets, PFS, access list, reverse route (published
 * configurations of 12.4 and 15; gh id:24098753446 has the idle time before the transform set, gh id:1456131183 the
 * profile before the reverse route).
 */
export const cryptoMapMode = new Mode<CryptoMapContext>({
  name: 'crypto map',
  prompt: '(config-crypto-map)#',
  title: 'Crypto Map configuration commands:',
  privilege: 15,
  parent: configureMode,
  layout: [
    'description',
    'peer',
    'session-key',
    'access-group',
    'lifetime',
    'idle-time',
    'level',
    'replay',
    'transform-set',
    'pfs',
    'isakmp-profile',
    'ikev2-profile',
    'match',
    'qos',
    'reverse-route',
  ],
});

/** Whether the keys of an entry are typed by hand. */
export function isManual({ entry }: CryptoMapContext): boolean {
  return kindOf(entry) === 'manual';
}

/** A dynamic entry has no type of its own: it is always for IKE. */
export function kindOf(entry: CryptoMapEntry | DynamicMapEntry): CryptoMapKind['kind'] {
  return 'type' in entry ? entry.type.kind : 'isakmp';
}
