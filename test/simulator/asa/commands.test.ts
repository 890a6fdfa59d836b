import { expect, test } from 'vitest';
import { asaModes } from '../../../src-main/simulator/asa/commands.ts';
import { configureMode, execMode } from '../../../src-main/simulator/asa/modes.ts';
import { checkModes } from '../../../src-main/simulator/cli/faults.ts';
import { caughtLines } from '../cli/refused-words.ts';
import { AsaLab } from './asa-lab.ts';

test('every command of the firewall has its helps and stands once', () => {
  expect(() => checkModes(asaModes)).not.toThrow();
});

test('in no mode does a word that is only refused stand in the way of a command further out', async () => {
  const device = new AsaLab().firewall();
  await device.boot('');
  const context = { device, named: { one: {} } };
  const isOfDevice = (mode: unknown): boolean => mode === execMode || mode === configureMode;
  expect(caughtLines(asaModes, execMode, (mode) => (isOfDevice(mode) ? device : context))).toEqual([
    'trustpoint: password',
    // In which it lies.
    'revocation list: password',
  ]);
});
