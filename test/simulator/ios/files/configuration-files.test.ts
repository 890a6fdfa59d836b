import { describe, expect, test } from 'vitest';
import { IosConsole } from '../ios-console.ts';

const start = 'hostname R1\ninterface FastEthernet0/0\n ip address 10.0.0.1 255.255.255.0\n';

describe('the configurations of a router', () => {
  test('show running-config counts its bytes and ends in end', async () => {
    const console = await IosConsole.enabled(start);
    const shown = await console.output('show running-config');
    const [, size] = /^Building configuration\.\.\.\n\nCurrent configuration : (\d+) bytes\n/.exec(shown) ?? [];
    expect(Number(size)).toBe(console.configuration.length);
    expect(shown.slice(shown.indexOf('!\n'))).toBe(`${console.configuration}\n`);
    expect(shown).toMatch(/\n!\n!\nend\n\n$/);
  });

  test('show running-config interface shows one', async () => {
    const console = await IosConsole.enabled(start);
    expect(await console.output('show run int fa0/0')).toMatch(
      /bytes\n!\ninterface FastEthernet0\/0\n ip address 10\.0\.0\.1 255\.255\.255\.0\n/,
    );
  });

  test('show running-config all says what is so by default too', async () => {
    const console = await IosConsole.enabled(`${start}crypto isakmp policy 10\n authentication pre-share\n`);
    const shown = await console.output('show running-config all');
    expect(shown).toMatch(
      /^Building configuration\.\.\.\n\nCurrent configuration with default configurations exposed : \d+ b/,
    );
    const policy = await console.output('show running-config all | section isakmp policy');
    expect(policy).toBe(
      'crypto isakmp policy 10\n encr des\n hash sha\n authentication pre-share\n group 1\n lifetime 86400\n',
    );
    expect(await console.output('show run all | section ^service')).toContain('\nservice dhcp\n');
    expect(await console.output('show run all | section FastEthernet0/0')).toMatch(
      /\n no shutdown|\n ip mtu 1500[^]*\n ip redirects\n/,
    );
    expect(await console.output('show run all | include lifetime kilobytes')).toBe(
      'crypto ipsec security-association lifetime kilobytes 4608000\n',
    );
  });

  test('is shown page by page', async () => {
    const console = await IosConsole.booted(start);
    await console.enter('', 'enable');
    const page = await console.enter('show running-config');
    expect(page).toMatch(/ --More-- $/);
    expect(page.split('\n')).toHaveLength(25);
    expect(await console.typed('q')).toMatch(/R1#$/);
  });

  test('write memory keeps it, and a reload brings it back', async () => {
    const console = await IosConsole.enabled(start);
    await console.enter('conf t', 'hostname KEPT', 'end');
    expect(await console.output('write memory')).toBe('Building configuration...\n[OK]\n');
    await console.enter('conf t', 'hostname LOST', 'end');
    const asked = await console.enter('reload', 'no');
    expect(asked).toMatch(/modified\. Save\? \[yes\/no\]: no\nProceed with reload\? \[confirm\]$/);
    expect(await console.typed('\r')).toMatch(/%SYS-5-RELOAD: Reload requested by console[^]*Press RETURN/);
    expect(await console.typed('\r')).toMatch(/KEPT>$/);
    await console.enter('enable', 'terminal length 0');
    expect(await console.output('show version | include returned')).toBe('System returned to ROM by reload\n');
  });

  test('copy running-config startup-config asks for the destination', async () => {
    const console = await IosConsole.enabled();
    expect(await console.output('show startup-config')).toBe('startup-config is not present\n');
    expect(await console.enter('copy run start', '')).toMatch(
      /\nDestination filename \[startup-config\]\? \nBuilding configuration\.\.\.\n\[OK\]\nR1#$/,
    );
    expect(await console.output('show startup-config')).toMatch(/^Using \d+ out of 57336 bytes\n!\nversion 12\.4\n/);
    expect(console.router.startupConfiguration).toBe(console.configuration);
  });

  test('copy startup-config running-config adds the one to the other, and the journal knows', async () => {
    const console = await IosConsole.enabled(start);
    await console.enter('conf t', 'hostname OTHER', 'end');
    await console.enter('copy start run', '');
    expect(await console.enter('')).toMatch(/R1#$/);
    expect(console.journal.map(({ line }) => line)).toContain('hostname R1');
  });

  test('write erase takes it away', async () => {
    const console = await IosConsole.enabled(start);
    expect(await console.enter('write erase', '')).toMatch(
      /Continue\? \[confirm\]\n\[OK\]\nErase of nvram: complete\n/,
    );
    expect(console.router.startupConfiguration).toBeUndefined();
  });
});

describe('the journal of a router', () => {
  const sessions: Readonly<Record<string, readonly string[]>> = {
    lines: ['conf t', 'interface Tunnel0', 'ip address 10.9.0.1 255.255.255.0', 'no ip domain lookup', 'end'],
    secrets: ['conf t', 'enable secret a', 'username b secret c', 'service password-encryption', 'end'],
    banner: ['conf t', 'banner motd #', 'two', 'lines#', 'end'],
    saved: ['conf t', 'hostname A', 'end', 'wr', 'conf t', 'hostname B', 'end'],
    reloaded: ['conf t', 'hostname A', 'end', 'wr', 'conf t', 'hostname B', 'end', 'reload', 'no', ''],
    merged: ['conf t', 'hostname A', 'interface Loopback0', 'end', 'copy start run', ''],
    erased: ['write erase', '', 'reload', 'no', ''],
    removed: ['conf t', 'interface Loopback7', 'exit', 'no interface Loopback7', 'line vty 0 15', 'no login', 'end'],
  };

  test.each(Object.entries(sessions))('makes the same router again after %s', async (_, lines) => {
    const console = await IosConsole.enabled(start);
    for (const line of lines) await console.enter(line);
    const again = await IosConsole.booted(start);
    await again.router.replay(console.journal);
    expect(again.configuration).toBe(console.configuration);
    expect(again.router.startupConfiguration).toBe(console.router.startupConfiguration);
    expect(again.journal).toEqual([]);
  });
});
