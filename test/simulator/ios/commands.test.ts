import { expect, test } from 'vitest';
import { checkModes } from '../../../src-main/simulator/cli/faults.ts';
import { iosModes } from '../../../src-main/simulator/ios/commands.ts';
import { configureMode, execMode } from '../../../src-main/simulator/ios/modes.ts';
import { caughtLines } from '../cli/refused-words.ts';
import { bareConsoles } from './network-console.ts';

test('the commands of IOS have a help for every word, a place in the configuration, and no twins', () => {
  checkModes(iosModes);
});

/** Modes of IOS have these themselves. */
const ownWords = [
  'interface: ip load-sharing',
  'interface: ip auth-proxy',
  'interface: ip admission',
  'certificate server: redundancy',
  'ipsec profile: redundancy',
];

test.each(['12.2(40)', '12.4(24)T5', '15.9(3)M6', '17.3.4a'])(
  'in no mode of %s does a word that is only refused stand in the way of a command further out',
  async (release) => {
    const { r1 } = bareConsoles(release);
    await r1.configure('interface Tunnel0');
    const { device, router } = r1;
    const context = { device, one: router.interfaces.get('Tunnel0'), entry: {} };
    const isOfDevice = (mode: unknown): boolean => mode === execMode || mode === configureMode;
    expect(caughtLines(iosModes, execMode, (mode) => (isOfDevice(mode) ? device : context))).toEqual(ownWords);
  },
);
