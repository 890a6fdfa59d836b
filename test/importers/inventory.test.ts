import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src-main/base/errors.ts';
import { importInventory } from '../../src-main/importers/inventory/import-inventory.ts';
import { casesOf, expectGolden, readCase } from './golden.ts';
import { runs } from './mutations.ts';

const inventoryOf = (text: string, name = 'hosts'): ReturnType<typeof importInventory> =>
  importInventory({ name, text });
const refusalOf = (text: string): Failure => {
  try {
    inventoryOf(text);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('the text was taken for an inventory');
};

describe('the importer of inventories', () => {
  it.each(casesOf('inventory'))('reads %s as it should', (name) => {
    const { text, name: file } = readCase('inventory', name);
    expectGolden('inventory', name, importInventory({ name: file, text }));
  });

  it('reads the same with the line ends of Windows', () => {
    for (const name of casesOf('inventory')) {
      const { text, name: file } = readCase('inventory', name);
      expect(importInventory({ name: file, text: text.replaceAll('\n', '\r\n') })).toEqual(
        importInventory({ name: file, text }),
      );
    }
  });

  it.each([
    ['', 'empty-file'],
    ['nodes: []\nlinks: []\n', 'not-an-inventory'],
    ['devices: {}\n', 'no-devices'],
    ['all:\n  hosts:\n    x: {ansible_connection: local}\n', 'no-devices'],
    ['[a]\nr[1:99999].x\n', 'too-many'],
    ['devices: {\n  R1: [\n', 'yaml-syntax'],
    ['Dear reader: this\n  is: no inventory\n', 'not-an-inventory'],
  ])('refuses %j as %s', (text, code) => {
    expect(refusalOf(text)).toMatchObject({ kind: 'bad-input', code });
  });

  it('names what a vault or the environment holds with its place, and never tells a password', () => {
    const { text, name } = readCase('inventory', 'ansible-yaml');
    const { diagnostics } = importInventory({ name, text });
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        severity: 'warning',
        line: 14,
        message: 'the password is locked in an Ansible vault and is not in the file',
      }),
    );
    for (const word of ['shared', '3366336633']) expect(JSON.stringify(diagnostics)).not.toContain(word);
  });

  it('reads what inventory programs print, groups with the names of their hosts', () => {
    const printed = {
      _meta: {
        hostvars: {
          r1: { ansible_host: '192.0.2.1', ansible_network_os: 'cisco.ios.ios' },
          r2: { ansible_port: 2222 },
        },
      },
      all: { children: ['ungrouped', 'core'] },
      core: { hosts: ['r1', 'r2'], vars: { ansible_user: 'lab' } },
      old: ['r3'],
    };
    const { inventory, diagnostics } = inventoryOf(JSON.stringify(printed));
    expect(diagnostics).toEqual([]);
    expect(inventory.devices).toMatchObject([
      { name: 'r1', host: '192.0.2.1', platform: 'ios', login: { username: 'lab' } },
      { name: 'r2', host: 'r2', port: 2222, login: { username: 'lab' } },
      { name: 'r3', host: 'r3' },
    ]);
  });

  it('takes variables from files beside it: of a host before all, of a group before those in the inventory', () => {
    const files: Readonly<Record<string, string>> = {
      'group_vars/all.yml': '---\nansible_connection: network_cli\nansible_user: everybody\n',
      'group_vars/core/main.yml': 'ansible_network_os: cisco.ios.ios\nansible_user: of-core\n',
      'group_vars/core/vault.yml': '$ANSIBLE_VAULT;1.1;AES256\n3366\n',
      'host_vars/r2.json': '{"ansible_user": "own", "ansible_host": "192.0.2.2"}',
      'host_vars/r1.yml': '- a list\n',
    };
    const text = '[core]\nr1 ansible_host=192.0.2.1\nr2 ansible_host=192.0.2.9\n[core:vars]\nansible_user=inside\n';
    const { inventory, diagnostics } = importInventory({ name: 'hosts', text, companion: (file) => files[file] });
    expect(inventory.devices).toMatchObject([
      { name: 'r1', host: '192.0.2.1', platform: 'ios', login: { username: 'of-core' } },
      { name: 'r2', host: '192.0.2.2', platform: 'ios', login: { username: 'own' } },
    ]);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'the file host_vars/r1.yml is no map of variables; it is not read',
      'the file group_vars/core/vault.yml is an Ansible vault; it is not read',
    ]);
  });

  it('takes the inner group before the outer one, and the host before both', () => {
    const text = [
      '[inner]',
      'r1',
      'r2 ansible_user=own',
      '[inner:vars]',
      'ansible_user=inner',
      '[outer:children]',
      'inner',
    ]
      .concat('[outer:vars]', 'ansible_user=outer', 'ansible_password=out', '[all:vars]', 'ansible_password=all', '')
      .join('\n');
    expect(inventoryOf(text).inventory.devices.map(({ login }) => login)).toEqual([
      { username: 'inner', password: 'out' },
      { username: 'own', password: 'out' },
    ]);
  });

  it('is not led round in circles by groups and variables that name each other', () => {
    const text = '[a]\nr1 x={{y}} y={{x}} ansible_user={{x}}\n[a:children]\nb\n[b:children]\na\n';
    expect(inventoryOf(text).inventory.devices).toHaveLength(1);
    expect(inventoryOf('[a]\nconstructor\n__proto__ ansible_host=10.0.0.1\n').inventory.devices).toHaveLength(2);
  });

  it('ends with devices or a failure, whatever is changed in a file', () => {
    const texts = casesOf('inventory').map((name) => readCase('inventory', name).text);
    const change = fc.tuple(fc.constantFrom(...texts), fc.nat(), fc.nat(40), fc.string({ maxLength: 6 }));
    fc.assert(
      fc.property(change, ([text, at, length, put]) => {
        const start = at % text.length;
        try {
          const { inventory } = inventoryOf(text.slice(0, start) + put + text.slice(start + length));
          expect(new Set(inventory.devices.map(({ name }) => name)).size).toBe(inventory.devices.length);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }),
      runs(500),
    );
  });
});
