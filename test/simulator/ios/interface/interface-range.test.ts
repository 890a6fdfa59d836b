/** Several interfaces at once, and one of them as it was before anybody typed. */
import { expect, test } from 'vitest';
import { bareConsoles } from '../network-console.ts';

test('what is typed for a range is typed for each of its interfaces', async () => {
  const { r1 } = bareConsoles();
  expect(
    await r1.configure('interface range f0/0 - 1 , Loopback 3-4\ndescription many\nno shutdown\nexit\nhostname X'),
  ).toEqual([]);
  for (const name of ['FastEthernet0/0', 'FastEthernet0/1', 'Loopback3', 'Loopback4']) {
    expect(r1.networkConfiguration).toContain(`interface ${name}\n description many\n no ip address\n`);
  }
  expect(r1.networkConfiguration).not.toContain('shutdown');
});

test('a range may be written without blanks, and what was made of one is taken away by it', async () => {
  const { r1 } = bareConsoles();
  expect(await r1.configure('interface range Loopback3-5,f0/0-1\ndescription many')).toEqual([]);
  expect(r1.networkConfiguration.match(/description many/g)).toHaveLength(5);
  expect(await r1.configure('no interface range Loopback4 - 5')).toEqual([]);
  expect(r1.networkConfiguration.match(/interface Loopback\d/g)).toEqual(['interface Loopback3']);
  expect(await r1.configure('no interface range f0/0 - 1')).toEqual([
    '% Removal of physical interfaces is not permitted',
  ]);
});

test('a range of what is not there is refused, and with it what follows', async () => {
  const { r1 } = bareConsoles();
  for (const names of ['f0/0 - 5', 'nonsense', 'f0/1 - 0', 'f0/0 , ,']) {
    expect(await r1.configure(`interface range ${names}\n description x`)).toHaveLength(1);
  }
  expect(r1.networkConfiguration).not.toContain('description');
});

test('a prompt of its own, help as in interface configuration, and one exit', async () => {
  const { r1 } = bareConsoles();
  const terminal = r1.terminal();
  await terminal.press('configure terminal\rinterface range f0/0 - 1\r');
  expect(await terminal.press('ip addr?')).toContain('address');
  expect(await terminal.press('\x15exit\r')).toContain('R1(config)#');
});

test('an interface goes back to its defaults', async () => {
  const { r1 } = bareConsoles();
  const before = r1.networkConfiguration;
  await r1.configure(
    'interface f0/0\ndescription x\nip address 10.0.0.2 255.0.0.0 secondary\nip address 10.0.0.1 255.0.0.0\nno ip redirects\nip access-group 1 in\nip nat inside\nduplex full\nno cdp enable\nbandwidth 7',
  );
  expect(await r1.type('configure terminal\ndefault interface FastEthernet0/0')).toContain(
    'Building configuration...\n\nInterface FastEthernet0/0 set to default configuration\n',
  );
  expect(r1.networkConfiguration).toBe(before.replace(' shutdown\n', ''));
});
