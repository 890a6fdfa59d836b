/** The source of a ping, as it may be named: one of this router's addresses, or an interface that has one. */
import { Refusal } from '../../cli/refusal.ts';
import type { IosDevice } from '../device.ts';

export function ownAddress({ router }: IosDevice, address: number): number {
  if (router.ipv4.isOwn(address)) return address;
  throw Refusal.because('% Invalid source address- IP address not on any of our up interfaces');
}

export function addressOfInterface({ router }: IosDevice, name: string): number {
  const one = router.interfaces.get(name);
  if (one?.isUp && one.sourceAddress !== undefined) return one.sourceAddress;
  throw Refusal.because('% Invalid source interface - IP not enabled or interface is down');
}
