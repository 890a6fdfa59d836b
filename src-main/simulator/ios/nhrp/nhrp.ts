/** The commands of NHRP and DMVPN, for the list of all commands. */
import type { IosDevice } from '../device.ts';
import { declareShowDmvpn } from './dmvpn-show.ts';
import { declareClearNhrp } from './nhrp-clear.ts';
import { debugNhrp, declareDebugNhrp } from './nhrp-debug.ts';
import { declareNhrpSettings } from './nhrp-settings.ts';
import { declareShowNhrpCounts } from './nhrp-show-counts.ts';
import { declareShowNhrpServers } from './nhrp-show-servers.ts';
import { declareShowNhrp } from './nhrp-show.ts';
import { logNhrp } from './nhrp-syslog.ts';

export const nhrpDeclarations: readonly (() => void)[] = [
  declareNhrpSettings,
  declareShowNhrp,
  declareShowNhrpServers,
  declareShowNhrpCounts,
  declareShowDmvpn,
  declareClearNhrp,
  declareDebugNhrp,
];

export const nhrpServices: readonly ((device: IosDevice) => void)[] = [logNhrp, debugNhrp];
