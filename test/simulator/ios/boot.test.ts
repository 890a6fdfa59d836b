import { describe, expect, test } from 'vitest';
import { latin1Of } from '../../../src-main/base/bytes.ts';
import { parseShowLogging } from '../../../src-main/parsers/ios/show-logging.ts';
import { startConfiguration } from '../../providers/builtin/three-routers.ts';
import { IosConsole } from './ios-console.ts';

describe('a router that boots', () => {
  test.each(['R1', 'R2', 'R3'])('takes every line of the start configuration of %s', async (name) => {
    const { refused, router } = await IosConsole.booted(startConfiguration(name));
    expect(refused).toEqual([]);
    expect(router.settings.hostname).toBe(name);
    expect(router.isModified).toBe(false);
  });

  test('writes a configuration that makes the same router again', async () => {
    const first = await IosConsole.booted(startConfiguration('R1'));
    const second = await IosConsole.booted(first.configuration);
    expect(second.refused).toEqual([]);
    expect(second.configuration).toBe(first.configuration);
  });

  test('shows Press RETURN and then what happens, and a prompt after one key', async () => {
    const console = await IosConsole.booted(startConfiguration('R1'));
    expect(console.take()).toMatchInlineSnapshot(`
      "
      Cisco IOS Software, 3700 Software (C3725-ADVENTERPRISEK9-M), Version 12.4(15)T14, RELEASE SOFTWARE (fc2)
      Technical Support: http://www.cisco.com/techsupport
      Copyright (c) 1986-2010 by Cisco Systems, Inc.
      Compiled Tue 17-Aug-10 12:08 by prod_rel_team

      Cisco 3725 (R7000) processor (revision 0.1) with 124928K/6144K bytes of memory.
      Processor board ID FTX0945W0MY
      R7000 CPU at 240MHz, Implementation 39, Rev 2.1, 256KB L2, 512KB L3 Cache
      2 FastEthernet interfaces
      DRAM configuration is 64 bits wide with parity enabled.
      55K bytes of NVRAM.


      Press RETURN to get started!

      *Mar  1 00:00:03.302: %SYS-5-CONFIG_I: Configured from memory by console
      *Mar  1 00:00:04.102: %SYS-5-RESTART: System restarted --
      Cisco IOS Software, 3700 Software (C3725-ADVENTERPRISEK9-M), Version 12.4(15)T14, RELEASE SOFTWARE (fc2)
      Technical Support: http://www.cisco.com/techsupport
      Copyright (c) 1986-2010 by Cisco Systems, Inc.
      Compiled Tue 17-Aug-10 12:08 by prod_rel_team
      *Mar  1 00:00:05.402: %LINK-3-UPDOWN: Interface FastEthernet0/0, changed state to up
      *Mar  1 00:00:05.402: %LINK-5-CHANGED: Interface FastEthernet0/1, changed state to administratively down
      *Mar  1 00:00:06.402: %LINEPROTO-5-UPDOWN: Line protocol on Interface FastEthernet0/0, changed state to up
      *Mar  1 00:00:06.402: %LINEPROTO-5-UPDOWN: Line protocol on Interface Tunnel0, changed state to up
      "
    `);
    expect(await console.typed('\r')).toBe('\nR1>');
  });

  test('shows the end of its boot to the first who comes to the console, and to nobody else', async () => {
    const { router } = new IosConsole();
    await router.boot(startConfiguration('R1'));
    const texts: string[][] = [[], []];
    for (const text of texts) router.terminals.console.attach((bytes) => text.push(latin1Of(bytes)));
    expect(texts[0]?.join('')).toMatch(
      /^\r\nCisco IOS Software[^]*Press RETURN to get started![^]*Interface Tunnel0, changed/,
    );
    expect(texts[1]).toEqual([]);
  });

  test('keeps the last pages of what nobody has seen', async () => {
    const { router, clock } = new IosConsole();
    await router.boot(startConfiguration('R1'));
    for (let n = 0; n < 1000; n++) router.log.report({ facility: 'SYS', severity: 5, mnemonic: 'TEST', text: `${n}` });
    clock.runUntil(1);
    let shown = '';
    router.terminals.console.attach((bytes) => (shown += latin1Of(bytes)));
    expect(shown.length).toBeLessThanOrEqual(8192);
    expect(shown).toMatch(/%SYS-5-TEST: 999\r\n$/);
  });

  test('brings up a port that is named without shutdown, and leaves one alone that is not named', async () => {
    const text = [
      'interface FastEthernet0/0',
      ' ip address 10.0.0.1 255.255.255.0',
      'interface FastEthernet0/2',
      ' shutdown',
      '',
    ].join('\n');
    const console = new IosConsole(['FastEthernet0/0', 'FastEthernet0/1', 'FastEthernet0/2']);
    await console.router.boot(text);
    const states = [...console.router.router.interfaces.values()].map(({ isShutdown }) => isShutdown);
    expect(states).toEqual([false, true, true]);
  });

  test('leaves a subinterface down that is shut down', async () => {
    const lines = [
      'interface FastEthernet0/0',
      ' no ip address',
      'interface FastEthernet0/0.10',
      ' encapsulation dot1Q 10',
    ];
    const { configuration } = await IosConsole.booted([...lines, ' shutdown', ''].join('\n'));
    expect(configuration).toMatch(/^interface FastEthernet0\/0\.10\n(?: .*\n)* shutdown\n/m);
  });

  test('has a tunnel down that comes from itself, or in a ring from others', async () => {
    const tunnel = (own: number, source: string): string[] => [
      `interface Tunnel${own}`,
      ` ip address 10.9.${own}.1 255.255.255.0`,
      ` tunnel source ${source}`,
      ' tunnel destination 10.8.0.1',
    ];
    const rings = [tunnel(0, 'Tunnel0'), tunnel(1, 'Tunnel2'), tunnel(2, '10.9.1.1')];
    const { refused, router } = await IosConsole.booted(rings.flat().join('\n'));
    expect(refused).toEqual([]);
    expect([...router.router.tunnels()].map(({ isUp }) => isUp)).toEqual([false, false, false]);
  });

  test('takes what stands after a group of clients, which is nothing of the group', async () => {
    const lines = ['crypto isakmp client configuration group G', ' key K', 'crypto isakmp profile P', ''];
    const { refused, configuration } = await IosConsole.booted(lines.join('\n'));
    expect(refused).toEqual([]);
    expect(configuration).toContain('\ncrypto isakmp profile P\n');
  });

  test('without a configuration has the name of its node, and all ports shut down', async () => {
    const console = await IosConsole.booted();
    expect(await console.typed('\r')).toMatch(/R1>$/);
    expect([...console.router.router.interfaces.values()].every(({ isShutdown }) => isShutdown)).toBe(true);
    expect(console.router.startupConfiguration).toBeUndefined();
  });

  test('lists the lines that it does not take, with their numbers and why', async () => {
    const text = ['hostname X', 'router egp 1', ' network 10.0.0.0', 'aaa accounting exec', ''].join('\n');
    const { refused, router } = await IosConsole.booted(text);
    expect(refused).toEqual([
      { number: 2, text: 'router egp 1', reason: "% Invalid input: 'egp', and with it the line below" },
      {
        number: 4,
        text: 'aaa accounting exec',
        reason:
          "% Invalid input: Of AAA there are the lists 'aaa authentication login' and 'aaa authorization network': 'aaa accounting' is not simulated further",
      },
    ]);
    expect(router.settings.hostname).toBe('X');
  });

  test('has what it logged at the start in show logging, as the parser reads it', async () => {
    const console = await IosConsole.enabled(startConfiguration('R1'));
    const { records } = parseShowLogging(await console.output('show logging'));
    expect(records[0]?.bufferBytes).toBe(4096);
    expect(records[0]?.console).toEqual({ isEnabled: true, level: 'debugging', messages: 6 });
    expect(records[0]?.messages).toHaveLength(6);
  });
});
