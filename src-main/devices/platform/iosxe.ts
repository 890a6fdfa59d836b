import type { Platform } from '../channel/platform.ts';
import { ios } from './ios.ts';

/** Cisco IOS XE: the command line of IOS. */
export const iosxe: Platform = { ...ios, name: 'iosxe' };
