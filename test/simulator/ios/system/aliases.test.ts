import { expect, test } from 'vitest';
import { IosConsole } from '../ios-console.ts';

const configured =
  'alias exec sib show ip interface brief\nalias configure lo9 interface Loopback9\nalias interface up no shutdown\n';

test('an alias is typed in its mode, with more after it, and is known after do', async () => {
  const console = await IosConsole.enabled(configured);
  expect(await console.output('sib')).toMatch(/^Interface +IP-Address .*\nFastEthernet0\/0 /);
  expect(await console.output('sib | include 0/1')).toMatch(/^FastEthernet0\/1 .*\n$/);
  await console.enter('conf t', 'lo9');
  expect(await console.enter('up', 'do sib | include Loopback9')).toMatch(/\(config-if\)#.*\nLoopback9 .* up /s);
  expect(await console.enter('sib')).toContain('% Invalid input');
});

test('aliases are written before the lines, shown, and taken away', async () => {
  const console = await IosConsole.enabled(configured);
  expect(console.configuration).toContain(`!\n${configured}!\nline con 0`);
  expect(await console.output('show aliases')).toMatch(
    /^Exec mode aliases:\n.*\n {2}sib {19}show ip interface brief\n\nGlobal/s,
  );
  expect(await console.typed('si?')).toContain('*sib=show ip interface brief');
  await console.enter('\x15conf t', 'no alias exec sib', 'alias exec s show clock', 'end');
  expect(console.configuration).not.toContain('sib');
  expect((await console.output('show aliases')).match(/^ {2}s .*$/gm)).toEqual([`  s${' '.repeat(21)}show clock`]);
});
