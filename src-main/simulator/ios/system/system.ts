/** The commands of the system itself, for the list of all commands. */
import { declareAliases } from './aliases.ts';
import { declareArchiveDifferences } from '../files/archive-differences.ts';
import { archiveModes, declareArchive } from '../files/archive.ts';
import { declareBanners } from './banners.ts';
import { declareClock } from './clock-commands.ts';
import { declareConfigurationFiles } from '../files/configuration-files.ts';
import { declareConfigureReplace } from '../files/configure-replace.ts';
import { declareCopy } from '../files/copy.ts';
import { declareDebugCommands } from '../debug/debug-commands.ts';
import { declareFiles } from '../files/files.ts';
import { declareHarmless, harmlessModes } from '../harmless.ts';
import { declareIdentity } from '../identity.ts';
import { declareLines } from './line-commands.ts';
import { declareLogCommands } from '../log/log-commands.ts';
import { lineMode } from '../modes.ts';
import { declareNames } from '../names.ts';
import { declareReload } from './reload.ts';
import { declareServices } from './service-commands.ts';
import { declareSessionCommands } from './session-commands.ts';
import { declareSshPublicKeys, sshPublicKeyModes } from './ssh-public-keys.ts';
import { declareTerminalCommands } from './terminal-commands.ts';
import { declareVersion } from './version.ts';

/** In the order of the running configuration, where they have a place in it. */
export const systemDeclarations: readonly (() => void)[] = [
  declareSessionCommands,
  declareTerminalCommands,
  declareAliases,
  declareServices,
  declareIdentity,
  declareLogCommands,
  declareNames,
  declareSshPublicKeys,
  declareHarmless,
  declareArchive,
  declareArchiveDifferences,
  declareBanners,
  declareLines,
  declareVersion,
  declareClock,
  declareConfigurationFiles,
  declareConfigureReplace,
  declareCopy,
  declareFiles,
  declareReload,
  declareDebugCommands,
];

export const systemModes = [lineMode, ...harmlessModes, ...archiveModes, ...sshPublicKeyModes];
