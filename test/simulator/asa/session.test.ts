import { expect, test } from 'vitest';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import { AsaLab } from './asa-lab.ts';

async function consoleOf(configuration = ''): Promise<{ type: (text: string) => Promise<string> }> {
  const lab = new AsaLab();
  const firewall = lab.firewall();
  let shown = '';
  const line = firewall.terminals.console.attach((bytes) => (shown += latin1Of(bytes).replaceAll('\r', '')));
  await firewall.boot(configuration);
  return {
    type: async (text) => {
      shown = '';
      line.receive(bytesOfLatin1(text));
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => void setImmediate(resolve));
      return shown;
    },
  };
}

test('the console greets, and enable asks for a password that is empty from the factory', async () => {
  const { type } = await consoleOf();
  expect(await type('\r')).toBe("\nType help or '?' for a list of available commands.\nciscoasa> ");
  expect(await type('enable\r')).toBe('enable\nPassword: ');
  expect(await type('\r')).toBe('\nciscoasa# ');
  expect(await type('configure terminal\r')).toBe('configure terminal\nciscoasa(config)# ');
});

test('three wrong passwords are denied', async () => {
  const { type } = await consoleOf('enable password cisco\n');
  await type('\r');
  await type('enable\r');
  await type('wrong\r');
  await type('wrong\r');
  expect(await type('wrong\r')).toBe('\nInvalid password\nAccess denied.\nciscoasa> ');
  await type('enable\r');
  expect(await type('cisco\r')).toBe('\nciscoasa# ');
});

test('errors have the words of an ASA, the caret under the first character that will not do', async () => {
  const { type } = await consoleOf();
  await type('\renable\r\r');
  expect(await type('show foo\r')).toBe(
    "show foo\n                ^\nERROR: % Invalid input detected at '^' marker.\nciscoasa# ",
  );
  expect(await type('show crypto\r')).toBe('show crypto\nERROR: % Incomplete command\nciscoasa# ');
  expect(await type('show i\r')).toBe('show i\nERROR: % Ambiguous command:  "show i"\nciscoasa# ');
});

test('a page ends in <--- More --->', async () => {
  const { type } = await consoleOf();
  await type('\renable\r\r');
  expect(await type('show running-config\r')).toContain('<--- More --->');
  await type('q');
  await type('terminal pager 0\r');
  expect(await type('show running-config\r')).not.toContain('More');
  // As Ansible's cisco.asa turns paging off.
  await type('terminal pager 24\rno terminal pager\r');
  expect(await type('show running-config\r')).not.toContain('More');
});

test('login gives the privileges of a user', async () => {
  const { type } = await consoleOf('username admin password secret privilege 15\n');
  await type('\r');
  await type('login\r');
  await type('admin\r');
  expect(await type('secret\r')).toBe('\nciscoasa# ');
  expect(await type('show curpriv\r')).toContain('Current privilege level : 15\n');
});
