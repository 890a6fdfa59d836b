import type { Platform } from '../channel/platform.ts';
import { asa } from './asa.ts';
import { frr } from './frr.ts';
import { ios } from './ios.ts';
import { iosxe } from './iosxe.ts';
import { linux } from './linux.ts';
import { vpcs } from './vpcs.ts';
import { vyos } from './vyos.ts';

/** Every platform whose command line we know, by the name that a topology gives it. */
export const platforms: Readonly<Record<string, Platform | undefined>> = {
  asa,
  frr,
  ios,
  iosxe,
  linux,
  vpcs,
  vyos,
};
