/** Groups in groups, and lists whose last line is removed. */
import { expect, test } from 'vitest';
import { Seed004Lab } from './seed-004-lab.ts';

async function firewall(): Promise<(line: string) => Promise<string>> {
  const lab = await Seed004Lab.booted();
  const type = (line: string): Promise<string> => lab.output(lab.site1, line);
  await type('configure terminal');
  return type;
}

test('a group that another one holds is written before that, and none holds itself', async () => {
  const type = await firewall();
  for (const line of ['object-group network NEST', 'network-object host 10.9.9.9', 'object-group network SITE1'])
    await type(line);
  await type('group-object NEST');
  await type('object-group network NEST');
  expect(await type('group-object SITE1')).toBe(
    'Adding obj (group-object SITE1) to grp (NEST) failed; object-group will be in a loop\n',
  );
  const shown = await type('show running-config object-group');
  expect(shown.indexOf('object-group network NEST')).toBeLessThan(shown.indexOf('object-group network SITE1'));
});

test('with its last line a list is gone, and nothing refers to it', async () => {
  const type = await firewall();
  await type('no access-list s2svpn extended permit ip object-group SITE1 object-group SITE2');
  expect(await type('show running-config crypto map')).not.toContain('match address');
  await type('access-list ONE extended permit ip any any');
  await type('access-group ONE in interface inside');
  expect(await type('access-list ONE standard permit any')).toBe('ERROR: access-list <ONE> is extended\n');
  await type('no access-list ONE extended permit ip any any');
  expect(await type('show running-config access-group')).toBe('access-group outside_access_in in interface outside\n');
});

test('what objects are translated to is shown with nat, and a section is named by its whole word', async () => {
  const type = await firewall();
  for (const line of ['object network INNER', 'host 192.168.100.77', 'nat (inside,outside) static 10.255.1.77'])
    await type(line);
  const objects = await type('show running-config object');
  expect(objects).toContain('object network INNER\n host 192.168.100.77\n');
  expect(objects).not.toMatch(/nat|object-group/);
  expect(await type('show running-config nat')).toMatch(
    /\n!\n(?:object .*\n nat .*\n)*object network INNER\n nat \(inside,outside\) static 10\.255\.1\.77\n/,
  );
});
