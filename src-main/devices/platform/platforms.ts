import type { Platform } from '../channel/platform.ts';
import { asa } from './asa.ts';
import { ios } from './ios.ts';
import { iosxe } from './iosxe.ts';

/** Every platform whose command line we know, by the name that a topology gives it. */
export const platforms: Readonly<Record<string, Platform | undefined>> = { asa, ios, iosxe };
