/** Everything that can be typed, feature by feature. Declared once, when this module is loaded. */
import { checkModes } from '../cli/faults.ts';
import { cryptoDeclarations, cryptoModes } from './crypto.ts';
import { configureMode, execMode, interfaceMode } from './modes.ts';
import { networkDeclarations } from './network.ts';
import { systemDeclarations, systemModes } from './system.ts';

for (const declare of [...systemDeclarations, ...networkDeclarations, ...cryptoDeclarations]) declare();

checkModes([execMode, configureMode, interfaceMode, ...systemModes, ...cryptoModes]);
