/**
 * What listens to a router on behalf of its command line: the log, the debugs. Each is attached once to every router
 * that a device starts, which is a new one after a reload; the subscriptions end with the router.
 */
import { cryptoServices } from '../crypto/crypto.ts';
import type { IosDevice } from '../device.ts';
import { attachInterfaceNotices } from '../interface/interface-notices.ts';
import { networkServices } from '../network.ts';
import { sendLog } from '../log/syslog-hosts.ts';

export const services: readonly ((device: IosDevice) => void)[] = [
  attachInterfaceNotices,
  sendLog,
  ...networkServices,
  ...cryptoServices,
];
