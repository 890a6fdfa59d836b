/** What a release of IOS proposes where nothing is configured. */
import type { Combination, IkeSuite } from './draw.ts';

const cipher = { algorithm: 'aes', bits: 256 } as const;

/** What both agree on: of a router that proposes what it has of itself, one of that. */
export function ikeOf({ ike, release, twists }: Combination): IkeSuite {
  if (!twists.isSmartDefault) return ike;
  return { cipher, integrity: 'sha512', prf: 'sha512', group: release === '17' ? 14 : 5 };
}
