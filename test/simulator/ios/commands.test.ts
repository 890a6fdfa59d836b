import { test } from 'vitest';
import { checkModes } from '../../../src-main/simulator/cli/faults.ts';
import { iosModes } from '../../../src-main/simulator/ios/commands.ts';

test('the commands of IOS have a help for every word, a place in the configuration, and no twins', () => {
  checkModes(iosModes);
});
