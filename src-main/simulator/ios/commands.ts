/** Everything that can be typed, feature by feature. Declared once, when this module is loaded. */
import { cryptoDeclarations, cryptoModes } from './crypto.ts';
import { configureMode, execMode, interfaceMode } from './modes.ts';
import { networkDeclarations, networkModes } from './network.ts';
import { systemDeclarations, systemModes } from './system.ts';

for (const declare of [...systemDeclarations, ...networkDeclarations, ...cryptoDeclarations]) declare();

/** All modes with their commands. A test looks for faults in them (cli/faults.ts): at every start it would take too long. */
export const iosModes = [
  execMode,
  configureMode,
  interfaceMode,
  ...systemModes,
  ...networkModes,
  ...cryptoModes,
] as const;
