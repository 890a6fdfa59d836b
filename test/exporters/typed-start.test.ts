/** Start configurations as lines to be typed: what a platform takes of them, and what has to be said besides. */
import { describe, expect, it } from 'vitest';
import { linuxStart, typedStart } from '../../src-main/exporters/typed-start.ts';
import type { Platform } from '../../src-main/lab/topology.ts';

function linesOf(platform: Platform, text: string): string[] {
  const typed = typedStart(platform, text);
  if ('why' in typed) throw new Error(typed.why);
  return typed.lines;
}

describe('a configuration of Cisco', () => {
  it('brings up the interfaces that it does not shut, which a start does by itself', () => {
    const text = [
      ...['interface GigabitEthernet1', ' ip address 10.0.0.1 255.255.255.0', '!'],
      ...['interface GigabitEthernet2', ' shutdown', '!', 'interface Tunnel0', ' no shutdown', 'end'],
    ].join('\n');
    expect(linesOf('iosxe', text)).toEqual([
      ...['interface GigabitEthernet1', ' ip address 10.0.0.1 255.255.255.0', ' no shutdown', '!'],
      ...['interface GigabitEthernet2', ' shutdown', '!', 'interface Tunnel0', ' no shutdown'],
    ]);
  });

  it('leaves out what a device prints about it', () => {
    const text =
      'Building configuration...\n\nCurrent configuration : 12 bytes\nversion 15.4\nboot-start-marker\nhostname R1\nend\n';
    expect(linesOf('ios', text).filter((line) => line !== '')).toEqual(['hostname R1']);
    const asa = ': Saved\n:\nASA Version 9.8(1)\n!\nhostname edge\nCryptochecksum:0123\n: end\n';
    expect(linesOf('asa', asa).filter((line) => line !== '')).toEqual(['!', 'hostname edge']);
  });

  it('ends a banner by a character, where the text has the two that a router prints for it', () => {
    const text = 'banner motd ^C\nend of the # line\n^C\nline con 0\n';
    expect(linesOf('ios', text)).toEqual(['banner motd %', 'end of the # line', '%', 'line con 0', '']);
    expect(linesOf('ios', 'banner login ^Cno entry^C')).toEqual(['banner login #no entry#']);
    expect(linesOf('ios', 'banner exec @ hello @')).toEqual(['banner exec @ hello @']);
    expect(linesOf('ios', 'banner motd ^C\nnever ended')).toEqual(['banner motd #', 'never ended#']);
  });

  it('has a command for each line of a banner of an ASA, where nothing ends it', () => {
    const text = ['banner motd Welcome to the lab', 'banner motd Who are you?', 'hostname edge'];
    expect(linesOf('asa', text.join('\n'))).toEqual(text);
  });
});

describe('a start of a Linux', () => {
  it.each([
    ['#cloud-config\nhostname: R1\n', 'cloud-init'],
    ['auto eth0\niface eth0 inet static\n  address 10.0.0.1\n', 'interfaces'],
    ['set interfaces ethernet eth0 address 10.0.0.1/24\n', 'vyos'],
    ['interfaces {\n    ethernet eth0 {\n', 'vyos file'],
    ['frr version 8.4\nhostname R1\n', 'frr'],
    ['interface eth0\n ip address 10.0.0.1/24\n', 'frr'],
    ['ip addr add 10.0.0.1/24 dev eth0\n', 'shell'],
  ] as const)('is known by what it is written in: %j is %s', (text, kind) => {
    expect(linuxStart(text)).toBe(kind);
  });

  it('is typed command by command, and as one where a shell reads several lines as one', () => {
    expect(typedStart('linux', 'ip link set eth0 up')).toEqual({
      ...{ commandLine: 'linux', isLasting: false },
      lines: ['ip link set eth0 up'],
    });
    const loop = ['for i in 0 1; do', '  ip link set eth$i up', 'done'];
    expect(linesOf('linux', loop.join('\n'))).toEqual([
      "sh <<'EndOfStartConfiguration'",
      ...loop,
      'EndOfStartConfiguration',
    ]);
  });

  it('is given to the command line that it is written for', () => {
    expect(typedStart('linux', 'frr version 8.4\ninterface eth0\n ip address 10.0.0.1/24\nend')).toEqual({
      ...{ commandLine: 'frr', isLasting: true },
      lines: ['interface eth0', ' ip address 10.0.0.1/24'],
    });
    expect(linesOf('linux', 'configure\nset system host-name R1\ncommit\nsave\nexit')).toEqual([
      'set system host-name R1',
    ]);
  });

  it('is refused in words where it is nothing that can be typed', () => {
    expect(typedStart('linux', '#cloud-config\n')).toMatchObject({
      why: expect.stringContaining('cloud-init') as string,
    });
    expect(typedStart('linux', 'system {\n')).toMatchObject({ why: expect.stringContaining('braces') as string });
    expect(typedStart('nxos', 'hostname N1')).toEqual({ why: 'QuickMode knows no command line of nxos nodes' });
  });
});
