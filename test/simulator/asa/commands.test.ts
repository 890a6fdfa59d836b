import { expect, test } from 'vitest';
import { asaModes } from '../../../src-main/simulator/asa/commands.ts';
import { checkModes } from '../../../src-main/simulator/cli/faults.ts';

test('every command of the firewall has its helps and stands once', () => {
  expect(() => checkModes(asaModes)).not.toThrow();
});
