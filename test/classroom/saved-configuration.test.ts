import { describe, expect, it } from 'vitest';
import { savedConfiguration, sortConfigurations } from '../../src-main/classroom/saved-configuration.ts';

const configuration = 'version 15.2\nhostname R1\n!\ninterface Tunnel0\n ip address 10.0.0.1 255.255.255.252\n!';

describe('a configuration that a student has saved', () => {
  it.each([
    ['alone', `${configuration}\nend\n`],
    [
      'out of the log of a terminal',
      `R1#show running-config\nBuilding configuration...\n\nCurrent configuration : 812 bytes\n!\n${configuration}\nend\n\nR1#exit\n`,
    ],
    ['with the line ends of Windows', `${configuration}\nend\n`.replaceAll('\n', '\r\n')],
    [
      'with the marks of a pager',
      configuration.replace('!\ninterface', '!\n --More-- \b\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\b\binterface') +
        '\nend',
    ],
  ])('is read %s', (_, text) => {
    const read = savedConfiguration(text).replace(/^!\n/, '');
    expect(read.trim()).toBe(configuration.replace(/^!\n/, '').trim());
  });

  it('is found by the name of its file, the longer name by its beginning, and else by the host name in it', () => {
    const wanted = ['R1', 'R2', 'R3', 'R10'].map((role) => ({ role, names: [`${role}-node`] }));
    const files = [
      { name: 'R1.cfg', text: 'hostname x' },
      { name: 'r2-running-config.txt', text: 'hostname y' },
      { name: 'third.txt', text: '!\nhostname R3\n' },
      { name: 'R10', text: 'hostname z' },
      { name: 'notes.txt', text: 'I did it all by myself' },
    ];
    const { configurations, missing, unused } = sortConfigurations(files, wanted);
    expect(Object.fromEntries(configurations)).toEqual({
      ...{ R1: 'hostname x\n', R2: 'hostname y\n', R3: '!\nhostname R3\n', R10: 'hostname z\n' },
    });
    expect(missing).toEqual([]);
    expect(unused).toEqual(['notes.txt']);
  });

  it('is told to be missing', () => {
    expect(sortConfigurations([], [{ role: 'R1', names: [] }]).missing).toEqual(['R1']);
  });
});
