/** Everything that can be typed, feature by feature. Declared once, when this module is loaded. */
import { checkModes } from '../cli/faults.ts';
import { cryptoDeclarations, cryptoModes } from './crypto.ts';
import { configureMode, execMode, interfaceMode } from './modes.ts';

for (const declare of [...cryptoDeclarations]) declare();

checkModes([execMode, configureMode, interfaceMode, ...cryptoModes]);
