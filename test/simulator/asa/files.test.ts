/** Files on the disk of a firewall: configurations that were copied there, and what is done with them. */
import { expect, test } from 'vitest';
import { AsaLab } from './asa-lab.ts';

const configuration = `hostname FW
interface GigabitEthernet0/0
 nameif outside
 ip address 203.0.113.1 255.255.255.0
tunnel-group 203.0.113.2 type ipsec-l2l
tunnel-group 203.0.113.2 ipsec-attributes
 ikev1 pre-shared-key Rosebud1
`;

async function booted(): Promise<{
  lab: AsaLab;
  firewall: ReturnType<AsaLab['firewall']>;
  type: (line: string) => Promise<string>;
}> {
  const lab = new AsaLab();
  const firewall = lab.firewall();
  await firewall.boot(configuration);
  return { lab, firewall, type: (line) => lab.output(firewall, line) };
}

test('a configuration that was copied to the disk is listed, shown and taken up again', async () => {
  const { lab, firewall, type } = await booted();
  expect(await type('dir')).toMatch(
    /^\nDirectory of disk0:\/\n\nNo files in directory\n\n0 file\(s\) total size: 0 bytes\n/,
  );
  await lab.typed(firewall, 'copy running-config disk0:/before.cfg\r');
  expect(await lab.typed(firewall, '\r')).toContain('Destination filename [before.cfg]? ');
  expect(await lab.typed(firewall, '\r')).toMatch(/Cryptochecksum: [0-9a-f ]+\n\n(\d+) bytes copied in/);
  const { length } = firewall.files.get('disk0:/before.cfg') ?? '';
  expect(await type('show flash')).toContain(`    1  ${String(length).padEnd(10)}  <no date>             before.cfg\n`);
  expect(await type('more flash:before.cfg')).toContain(' ikev1 pre-shared-key Rosebud1\n');
  for (const line of ['configure terminal', 'hostname OTHER', 'no tunnel-group 203.0.113.2 type ipsec-l2l', 'end'])
    await type(line);
  await type('copy /noconfirm disk0:/before.cfg running-config');
  const shown = await type('show running-config');
  expect(shown).toContain('hostname FW\n');
  expect(shown).toContain('tunnel-group 203.0.113.2 type ipsec-l2l\n');
});

test('lines of a file that are refused are told with their numbers', async () => {
  const { firewall, type } = await booted();
  firewall.writeFile('disk0:/bad', 'hostname FW2\nroute nowhere 0 0 192.0.2.1\n');
  expect(await type('copy /noconfirm disk0:bad running-config')).toMatch(
    /^\*\*\* Output from config line 2, "route nowhere 0 0 192.0.2.1"\n.*nowhere/,
  );
});

test('files survive a reload, and what the journal says of them makes them again', async () => {
  const { lab, firewall, type } = await booted();
  await type('copy /noconfirm running-config disk0:a');
  await type('copy /noconfirm running-config flash:b');
  await type('delete /noconfirm disk0:/b');
  await type('copy /noconfirm disk0:a startup-config');
  expect(await type('show startup-config')).toContain('hostname FW\n');
  await lab.typed(firewall, 'reload noconfirm\r');
  await lab.pass(40_000);
  lab.attach(firewall);
  expect(await type('dir')).toMatch(/^1 +-rwx .* a\n\n1 file\(s\) total size:/m);
  const again = new AsaLab().firewall();
  await again.boot(configuration);
  await again.replay(lab.journal);
  expect([...again.files]).toEqual([...firewall.files]);
  expect(again.startupConfiguration).toBe(firewall.startupConfiguration);
});

test('the two configurations may be cut short, and the one is saved as the other after one question', async () => {
  const { lab, firewall, type } = await booted();
  await type('configure terminal');
  await type('hostname LATER');
  expect(await lab.typed(firewall, 'copy run start\r')).toContain('Source filename [running-config]? ');
  expect(await lab.typed(firewall, '\r')).toMatch(/Cryptochecksum: .*\n\n\d+ bytes copied/);
  expect(firewall.startupConfiguration).toContain('hostname LATER\n');
  await type('hostname LAST');
  await type('copy /noconfirm start run');
  expect(await type('show running-config hostname')).toBe('hostname LATER\n');
});

test('what is not there, or elsewhere, is refused', async () => {
  const { type } = await booted();
  expect(await type('more disk0:/nothing')).toBe('%Error opening disk0:/nothing (No such file or directory)\n');
  expect(await type('copy running-config tftp:')).toBe("ERROR: 'tftp:' is not simulated: files are on disk0:\n");
  expect(await type('delete /noconfirm disk0:/nothing')).toContain('No such file or directory');
});
