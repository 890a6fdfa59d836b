/** A secret of routing protocols as it is typed: by itself, or with its type before it. */
import type { RoutingSecret } from '../../routing/secret.ts';
import type { IosDevice } from '../device.ts';
import { kept } from '../identity.ts';
import { readPassword, shown } from '../system/password.ts';
import { decodeType7 } from '../system/type7.ts';

/** @throws Refusal where a hidden one is none */
export function secretOf(device: IosDevice, typed: string): RoutingSecret {
  const read = readPassword(typed);
  const text = (read.type === 7 ? decodeType7(read.text) : read.text) ?? '';
  return { text, written: shown(kept(device, read)) };
}

/** Of what is there already, when passwords are to be hidden from now on. */
export function hideRoutingSecrets(device: IosDevice): void {
  const { ospfOn, authentication } = device.router.routing;
  const hidden = ({ written }: RoutingSecret): RoutingSecret => secretOf(device, written);
  for (const { keys } of authentication.keyChains.values())
    for (const [id, secret] of keys) if (secret) keys.set(id, hidden(secret));
  for (const [name, { password, digestKeys, ...rest }] of ospfOn)
    ospfOn.set(name, {
      ...rest,
      ...(password && { password: hidden(password) }),
      ...(digestKeys && { digestKeys: digestKeys.map(({ id, secret }) => ({ id, secret: hidden(secret) })) }),
    });
}
