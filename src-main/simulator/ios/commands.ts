/** Everything that can be typed, feature by feature. Declared once, when this module is loaded. */
import { cryptoDeclarations, cryptoModes } from './crypto/crypto.ts';
import { configureMode, execMode, interfaceMode } from './modes.ts';
import { networkDeclarations, networkModes } from './network.ts';
import { switchingDeclarations, switchingModes } from './switch/switching.ts';
import { systemDeclarations, systemModes } from './system/system.ts';

const declarations = [...systemDeclarations, ...networkDeclarations, ...switchingDeclarations, ...cryptoDeclarations];
for (const declare of declarations) declare();

/** All modes with their commands. A test looks for faults in them (cli/faults.ts): at every start it would take too long. */
export const iosModes = [
  execMode,
  configureMode,
  interfaceMode,
  ...systemModes,
  ...networkModes,
  ...switchingModes,
  ...cryptoModes,
] as const;
