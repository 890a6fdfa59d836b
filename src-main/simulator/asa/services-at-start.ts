/** What listens to a firewall on behalf of its command line: attached once to each start of it. */
import { attachConnectionNotices } from './connection-notices.ts';
import type { AsaDevice } from './device.ts';

export const services: readonly ((device: AsaDevice) => void)[] = [attachConnectionNotices];
