/** A secret of routing protocols as it is typed: by itself, or with its type before it. */
import type { RoutingSecret } from '../routing/secret.ts';
import type { IosDevice } from './device.ts';
import { kept } from './identity.ts';
import { readPassword, shown } from './password.ts';
import { decodeType7 } from './type7.ts';

/** @throws Refusal where a hidden one is none */
export function secretOf(device: IosDevice, typed: string): RoutingSecret {
  const read = readPassword(typed);
  const text = (read.type === 7 ? decodeType7(read.text) : read.text) ?? '';
  return { text, written: shown(kept(device, read)) };
}
