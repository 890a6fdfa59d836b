import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOfLatin1 } from '../../../src-main/base/bytes.ts';
import { cpuTimeOf } from '../../cpu-time.ts';
import { settle } from './manual-clock.ts';
import { pretendModes } from './pretend-router.ts';
import { ScriptedTerminal } from './scripted-terminal.ts';

const invalid = (column: number): string => `${' '.repeat(column)}^\r\n% Invalid input detected at '^' marker.\r\n\r\n`;

describe('a line that is entered', () => {
  test('is echoed, runs its command and leads to the next prompt', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('show version\r')).toBe('show version\r\nPretend Software, Version 1\r\nR1#');
  });

  test('may be abbreviated, in any case', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('SH VeR\r')).toBe('SH VeR\r\nPretend Software, Version 1\r\nR1#');
  });

  test.each(['\r', '\n', '\r\n', '\r\0'])('ends once with %j', (ending) => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type(`clock${ending}clock${ending}`)).toBe('clock\r\nR1#clock\r\nR1#');
  });

  test('may come in single bytes', () => {
    const terminal = ScriptedTerminal.atPrompt();
    const shown = Array.from('clock\r\n', (character) => terminal.type(character)).join('');
    expect(shown).toBe('clock\r\nR1#');
  });

  test('is nothing when it is empty or a comment', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('\r  \r! hello\r')).toBe('\r\nR1#  \r\nR1#! hello\r\nR1#');
  });

  test('may have a comment behind it, where the command could end', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('clock   ! what time\r')).toBe('clock   ! what time\r\nR1#');
    expect(terminal.type('show ! all\r')).toBe(`show ! all\r\n${invalid('R1#show '.length)}R1#`);
    expect(terminal.type('clock now ! soon\r')).toBe(`clock now ! soon\r\n${invalid('R1#clock '.length)}R1#`);
  });

  test('is refused with the caret under the first character that does not fit', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('sh clck\r')).toBe(`sh clck\r\n${invalid('R1#sh '.length)}R1#`);
    expect(terminal.type('show vex\r')).toBe(`show vex\r\n${invalid('R1#show ve'.length)}R1#`);
    expect(terminal.type('show version now\r')).toBe(`show version now\r\n${invalid('R1#show version '.length)}R1#`);
  });

  test('is refused when it is incomplete, with a blank line after', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('show\r')).toBe('show\r\n% Incomplete command.\r\n\r\nR1#');
  });

  test('is refused when it is ambiguous, in its own words and without a blank line', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('cl c\r')).toBe('cl c\r\n% Ambiguous command:  "cl c"\r\nR1#');
  });

  test('refuses what only a closer look finds', () => {
    const terminal = ScriptedTerminal.atPrompt().enter('conf t', 'int tun0');
    expect(terminal.type('ip address 10.0.0.1 255.0.255.0\r')).toContain('\r\nBad mask for address 10.0.0.1\r\n');
    expect(terminal.type('ip address 10.0.0.1 0.0.0.0\r')).toBe(
      `ip address 10.0.0.1 0.0.0.0\r\n${invalid('R1(config-if)#ip address 10.0.0.1 '.length)}R1(config-if)#`,
    );
  });

  test('of one unknown word is looked up as a host, which takes its time', async () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('foo\r')).toBe('foo\r\nTranslating "foo"...domain server (255.255.255.255)');
    expect(terminal.session.isBusy).toBe(true);
    expect(await terminal.advance(3000)).toBe(
      '\r\n% Unknown command or computer name, or unable to find computer address\r\nR1#',
    );
    terminal.router.looksUpNames = false;
    expect(await terminal.typed('foo\r')).toBe(
      'foo\r\nTranslating "foo"\r\n% Unknown command or computer name, or unable to find computer address\r\nR1#',
    );
    expect(terminal.type('foo bar\r')).toBe(`foo bar\r\n${invalid(3)}R1#`);
    expect(await terminal.typed('constructor\r')).toContain('Translating "constructor"');
  });
});

describe('a bug in a command', () => {
  test('is not hidden, and leaves the session at its prompt', () => {
    const modes = pretendModes();
    modes.exec.words({ crash: 'Fails' }).add('crash', {
      run: () => {
        throw new Error('a bug');
      },
    });
    const terminal = ScriptedTerminal.atPrompt({}, modes);
    expect(() => terminal.type('crash\r')).toThrow('a bug');
    expect(terminal.take()).toBe('crash\r\nR1#');
    expect(terminal.type('clock\r')).toBe('clock\r\nR1#');
  });
});

describe('modes', () => {
  test('are entered, and left by exit, end, Ctrl-Z and Ctrl-C', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('conf t\r')).toBe(
      'conf t\r\nEnter configuration commands, one per line.  End with CNTL/Z.\r\nR1(config)#',
    );
    expect(terminal.type('int Tunnel 0\r')).toBe('int Tunnel 0\r\nR1(config-if)#');
    expect(terminal.type('exit\r')).toBe('exit\r\nR1(config)#');
    expect(terminal.type('int tun0\r')).toBe('int tun0\r\nR1(config-if)#');
    expect(terminal.type('end\r')).toBe('end\r\nR1#');
    terminal.enter('conf t', 'int fa0/0');
    expect(terminal.type('\x1a')).toBe('^Z\r\nR1#');
    terminal.enter('conf t', 'int fa0/0');
    expect(terminal.type('desc x\x03')).toBe('desc x^C\r\nR1#');
    expect(terminal.router.interface('FastEthernet0/0').description).toBeUndefined();
  });

  test('run what is typed before Ctrl-Z', () => {
    const terminal = ScriptedTerminal.atPrompt().enter('conf t', 'int fa0/0');
    expect(terminal.type('description uplink\x1a')).toBe('description uplink^Z\r\nR1#');
    expect(terminal.router.interface('FastEthernet0/0').description).toBe('uplink');
  });

  test('tell when they are left, once', () => {
    const terminal = ScriptedTerminal.atPrompt().enter('conf t', 'int fa0/0', 'exit');
    expect(terminal.router.log).toEqual([]);
    terminal.enter('exit');
    expect(terminal.router.log).toEqual(['left configuration']);
  });

  test('seek an unknown command in the parent mode and leave for it', () => {
    const terminal = ScriptedTerminal.atPrompt().enter('conf t', 'int tun0');
    expect(terminal.type('hostname R9\r')).toBe('hostname R9\r\nR9(config)#');
    terminal.enter('int tun0');
    expect(terminal.type('crypto isakmp policy 10\r')).toBe('crypto isakmp policy 10\r\nR9(config-isakmp)#');
    expect(terminal.type('exit\r')).toBe('exit\r\nR9(config)#');
  });

  test('complain about the reading that went furthest', () => {
    const terminal = ScriptedTerminal.atPrompt().enter('conf t', 'int tun0');
    expect(terminal.type('crypto isakmp policy 0\r')).toBe(
      `crypto isakmp policy 0\r\n${invalid('R1(config-if)#crypto isakmp policy '.length)}R1(config-if)#`,
    );
  });

  test('do not seek in the mode of exec commands, but for do', () => {
    const terminal = ScriptedTerminal.atPrompt().enter('conf t', 'int tun0');
    expect(terminal.type('show version\r')).toContain('% Invalid input');
    expect(terminal.type('do show version\r')).toBe('do show version\r\nPretend Software, Version 1\r\nR1(config-if)#');
    expect(terminal.type('do show vex\r')).toBe(
      `do show vex\r\n${invalid('R1(config-if)#do show ve'.length)}R1(config-if)#`,
    );
  });

  test('undo with no and default', () => {
    const terminal = ScriptedTerminal.atPrompt().enter('conf t', 'int fa0/0', 'no shutdown');
    const port = terminal.router.interface('FastEthernet0/0');
    expect(port.isShut).toBe(false);
    terminal.enter('default shutdown');
    expect(port.isShut).toBe(true);
    terminal.enter('ip address 10.0.0.1 255.255.255.0', 'no ip address');
    expect(port.address).toBeUndefined();
    terminal.enter('desc x', 'default description');
    expect(port.description).toBeUndefined();
    expect(terminal.type('no exit\r')).toContain(invalid('R1(config-if)#no '.length));
    expect(terminal.type('no\r')).toContain('% Incomplete command.');
  });

  test('show only what the privilege allows', async () => {
    const terminal = ScriptedTerminal.atPrompt({ login: { kind: 'open', admission: { user: '', privilege: 1 } } });
    expect(terminal.type('configure terminal\r')).toBe(`configure terminal\r\n${invalid('R1>'.length + 1)}R1>`);
    expect(terminal.type('enable\r')).toBe('enable\r\nPassword: ');
    expect(await terminal.typed('cisco\r')).toBe('\r\nR1#');
    expect(terminal.type('disable\r')).toBe('disable\r\nR1>');
  });

  test('hold commands that exist only when a condition does', () => {
    const terminal = ScriptedTerminal.atPrompt().enter('conf t');
    expect(terminal.type('new\r')).toContain('% Invalid input');
    terminal.router.isNew = true;
    terminal.enter('new');
    expect(terminal.router.log).toEqual(['new']);
  });
});

describe('the question mark', () => {
  test('lists the commands of the mode under its title, and keeps what is typed', () => {
    const terminal = ScriptedTerminal.atPrompt().enter('conf t', 'int tun0');
    expect(terminal.type('?')).toBe(
      [
        '?',
        'Interface configuration commands:',
        '  default      Set a command to its defaults',
        '  description  Interface specific description',
        '  exit         Exit from interface configuration mode',
        '  ip           Interface Internet Protocol config commands',
        '  no           Negate a command or set its defaults',
        '  shape        Traffic shaping',
        '  shutdown     Shutdown the selected interface',
        '',
        'R1(config-if)#',
      ].join('\r\n'),
    );
  });

  test('lists what may come next, the end of the line and the filter', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('show interfaces ?')).toBe(
      [
        'show interfaces ?',
        '  FastEthernet  FastEthernet IEEE 802.3',
        '  Loopback      Loopback interface',
        '  Tunnel        Tunnel interface',
        '  |             Output modifiers',
        '  <cr>',
        '',
        'R1#show interfaces ',
      ].join('\r\n'),
    );
  });

  test('lists words that start alike in one row', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('c?')).toBe('c?\r\nclear  clock  configure\r\n\r\nR1#c');
    expect(terminal.type('onf?')).toBe('onf?\r\nconfigure\r\n\r\nR1#conf');
  });

  test('shows an alias among the words that start alike', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('s?')).toBe('s?\r\n*s=show  show\r\n\r\nR1#s');
    expect(terminal.type(' ver\r')).toBe(' ver\r\nPretend Software, Version 1\r\nR1#');
  });

  test('says what it does not understand', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('show foo ?')).toBe('show foo ?\r\n% Unrecognized command\r\nR1#show foo ');
    terminal.type('\x15');
    expect(terminal.type('cl ?')).toBe('cl ?\r\n% Ambiguous command:  "cl "\r\nR1#cl ');
  });

  test('helps behind do, behind the filter bar and in the parent mode', () => {
    const terminal = ScriptedTerminal.atPrompt().enter('conf t', 'int tun0');
    expect(terminal.type('do show ip ?')).toContain('\r\n  interface  IP interface status and configuration\r\n');
    terminal.type('\x15');
    expect(terminal.type('do show version | i?')).toContain('\r\ninclude\r\n');
    terminal.type('\x15');
    expect(terminal.type('crypto ?')).toContain('  ipsec   Configure IPSEC policy\r\n  isakmp  ');
    terminal.type('\x15');
    expect(terminal.type('interface tunnel ?')).toContain('\r\n  <0-2147483647>  Tunnel interface number\r\n');
  });

  test('is itself after Ctrl-V', () => {
    const terminal = ScriptedTerminal.atPrompt().enter('conf t');
    terminal.type('hostname a\x16?b\r');
    expect(terminal.router.hostname).toBe('a?b');
  });

  test('does not list what is hidden', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('?')).not.toContain('deaf');
  });

  test('pages a list that is longer than the screen', () => {
    const terminal = ScriptedTerminal.atPrompt({ length: 4 });
    expect(terminal.type('?')).toBe(
      '?\r\nExec commands:\r\n  clear      Reset functions\r\n  clock      Manage the system clock\r\n --More-- ',
    );
    expect(terminal.type('q')).toBe(`${'\b'.repeat(9)}        ${'\b'.repeat(9)}R1#`);
    expect(terminal.type('clock\r')).toBe('clock\r\nR1#');
  });
});

describe('Tab', () => {
  test('completes the word and shows the line anew', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('sh ip int\t')).toBe('sh ip int\r\nR1#sh ip interface ');
    expect(terminal.type('br\r')).toBe('br\r\nInterface  IP-Address\r\nR1#');
  });

  test('rings when there are two ways or none, and shows the line anew', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('c\t')).toBe('c\x07\r\nR1#c');
    expect(terminal.type('xyz\t')).toBe('xyz\x07\r\nR1#cxyz');
  });
});

describe('editing', () => {
  test('answers with the bytes that IOS sends', () => {
    const terminal = ScriptedTerminal.atPrompt();
    terminal.type('show versio');
    expect(terminal.type('n\b')).toBe('n\b \b');
    expect(terminal.type('\x01')).toBe('\b'.repeat(11));
    expect(terminal.type('x')).toBe(`xshow versio${'\b'.repeat(11)}`);
    expect(terminal.type('\x7f')).toBe(`\bshow versio ${'\b'.repeat(12)}`);
    expect(terminal.type('\x05')).toBe('show versio');
    expect(terminal.type('\x1b[D')).toBe('\b');
    expect(terminal.type('\x1b[C')).toBe('o');
    expect(terminal.type('n\r')).toBe('n\r\nPretend Software, Version 1\r\nR1#');
  });

  test('recalls lines, those of configuration apart', () => {
    const terminal = ScriptedTerminal.atPrompt().enter('show version', 'clock');
    expect(terminal.type('\x10')).toBe('clock');
    expect(terminal.type('\x1b[A')).toBe(`${'\b'.repeat(5)}show version`);
    expect(terminal.type('\x0e')).toBe(`${'\b'.repeat(12)}clock       ${'\b'.repeat(7)}`);
    expect(terminal.type('\x1b[B')).toBe(`${'\b'.repeat(5)}     ${'\b'.repeat(5)}`);
    terminal.enter('conf t');
    expect(terminal.type('\x10')).toBe('\x07');
    terminal.enter('hostname R2', 'end');
    expect(terminal.type('\x10')).toBe('conf t');
  });

  test('shows the line anew on Ctrl-R', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('clo\x02\x12')).toBe('clo\b\r\nR1#clo\b');
  });

  test('shifts a line that reaches the margin', () => {
    const terminal = ScriptedTerminal.atPrompt({ width: 80 });
    const room = 80 - 'R1#'.length - 1;
    const line = 'x'.repeat(room);
    expect(terminal.type(line)).toBe(line);
    expect(terminal.type('yz')).toBe(
      `${'\b'.repeat(room)}$${'x'.repeat(room - 11)}y${' '.repeat(9)}${'\b'.repeat(9)}z`,
    );
  });
});

describe('paging', () => {
  const erased = `${'\b'.repeat(9)}        ${'\b'.repeat(9)}`;
  const lines = (from: number, to: number): string =>
    Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\r\n`).join('');

  test('is searched with /, and goes on with the lines that match after +, or do not after -', async () => {
    const terminal = ScriptedTerminal.atPrompt({ length: 10 });
    terminal.type('show lines\r');
    expect(await terminal.typed('/ne 2.\r')).toBe(`${erased}/ne 2.\r\nfiltering...\r\n${lines(20, 28)} --More-- `);
    expect(await terminal.typed('+30\r')).toBe(`${erased}+30\r\nfiltering...\r\nline 30\r\nR1#`);
    terminal.type('show lines\r');
    expect(await terminal.typed('-1|2\rclock\r')).toBe(`${erased}-1|2\r\nfiltering...\r\nline 30\r\nR1#clock\r\nR1#`);
  });

  test('ends when what is searched for is no pattern', async () => {
    const terminal = ScriptedTerminal.atPrompt({ length: 10 });
    terminal.type('show lines\r');
    expect(await terminal.typed('/(\r')).toMatch(/R1#$/);
  });

  test('stops on a full page, goes on by a page and by a line', () => {
    const terminal = ScriptedTerminal.atPrompt({ length: 10 });
    expect(terminal.type('show lines\r')).toBe(`show lines\r\n${lines(1, 9)} --More-- `);
    expect(terminal.type(' ')).toBe(`${erased}${lines(10, 18)} --More-- `);
    expect(terminal.type('\r')).toBe(`${erased}line 19\r\n --More-- `);
    expect(terminal.type('  ')).toBe(`${erased}${lines(20, 28)} --More-- ${erased}${lines(29, 30)}R1#`);
  });

  test('ends with any other key', () => {
    const terminal = ScriptedTerminal.atPrompt({ length: 10 });
    terminal.type('show lines\r');
    expect(terminal.type('q')).toBe(`${erased}R1#`);
  });

  test('is not asked for at the end, nor with length 0', () => {
    const terminal = ScriptedTerminal.atPrompt({ length: 10 });
    terminal.router.lines = 9;
    expect(terminal.type('show lines\r')).toBe(`show lines\r\n${lines(1, 9)}R1#`);
    const endless = ScriptedTerminal.atPrompt({ length: 0 });
    expect(endless.type('show lines\r')).toBe(`show lines\r\n${lines(1, 30)}R1#`);
  });

  test('counts the rows of a line that is wider than the screen', () => {
    const modes = pretendModes();
    modes.exec.words({ 'show wide': 'Wide lines', wide: 'Wide lines' }).add('show wide', {
      run: (_, __, exec) => exec.print('x'.repeat(21), 'second', 'third'),
    });
    const terminal = ScriptedTerminal.atPrompt({ length: 5, width: 10 }, modes);
    expect(terminal.type('show wide\r')).toBe(`show wide\r\n${'x'.repeat(21)}\r\nsecond\r\n --More-- `);
  });

  test('filters before it counts', () => {
    const terminal = ScriptedTerminal.atPrompt({ length: 10 });
    expect(terminal.type('show lines | include ine 2\r')).toBe(
      `show lines | include ine 2\r\nline 2\r\n${lines(20, 27)} --More-- `,
    );
    expect(terminal.type(' ')).toBe(`${erased}${lines(28, 29)}R1#`);
  });

  test('waits with what was typed ahead, which the pager gets first', () => {
    const terminal = ScriptedTerminal.atPrompt({ length: 10 });
    expect(terminal.type('show lines\r qclock\r')).toBe(
      `show lines\r\n${lines(1, 9)} --More-- ${erased}${lines(10, 18)} --More-- ${erased}R1#clock\r\nR1#`,
    );
  });

  test('aborts a command that is still running when the reader has seen enough', async () => {
    const modes = pretendModes();
    modes.exec.words({ slowly: 'Slowly' }).add('show slowly', {
      run: async (router, _, exec) => {
        exec.onAbort(() => router.log.push('aborted'));
        for (;;) {
          exec.print('tick');
          await exec.sleep(1000);
        }
      },
    });
    const terminal = ScriptedTerminal.atPrompt({ length: 3 }, modes);
    terminal.type('show slowly\r');
    expect(await terminal.advance(2000)).toBe('tick\r\n --More-- ');
    expect(terminal.session.isBusy).toBe(false);
    expect(await terminal.typed('q')).toBe(`${erased}R1#`);
    expect(terminal.router.log).toEqual(['aborted']);
    expect(terminal.clock.pending).toBe(0);
  });
});

describe('output filters', () => {
  const config = ['conf t', 'int tun0', 'ip address 10.0.0.1 255.255.255.252', 'end'];

  test.each([
    ['| include address 10', ' ip address 10.0.0.1 255.255.255.252\r\n'],
    ['| i ^hostname', 'hostname R1\r\n'],
    ['|inc Tunnel', 'interface Tunnel0\r\n'],
    ['| begin Tunnel', 'interface Tunnel0\r\n ip address 10.0.0.1 255.255.255.252\r\n!\r\n'],
    ['| sec Tunnel', 'interface Tunnel0\r\n ip address 10.0.0.1 255.255.255.252\r\n'],
    ['| exclude ^(interface|!| )', 'hostname R1\r\n'],
    ['| include nothing', ''],
  ])('%s', (filter, shown) => {
    const terminal = ScriptedTerminal.atPrompt().enter(...config);
    expect(terminal.type(`show run ${filter}\r`)).toBe(`show run ${filter}\r\n${shown}R1#`);
  });

  test('are refused like any other input', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('show ver | foo x\r')).toContain(invalid('R1#show ver | '.length));
    expect(terminal.type('show ver | include\r')).toContain('% Incomplete command.');
    expect(terminal.type('show ver | include (\r')).toContain(invalid('R1#show ver | include '.length));
    expect(terminal.type('clear counters | include x\r')).toContain(invalid('R1#clear counters '.length));
  });
});

describe('a command that waits', () => {
  const heading = (count: number, bytes = 100): string =>
    `\r\nType escape sequence to abort.\r\nSending ${count}, ${bytes}-byte ICMP Echos to 10.0.0.2, timeout is 2 seconds:\r\n`;

  test('writes as it goes, and is busy meanwhile', async () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(await terminal.typed('ping 10.0.0.2 repeat 2\r')).toBe(`ping 10.0.0.2 repeat 2\r\n${heading(2)}`);
    expect(terminal.session.isBusy).toBe(true);
    expect(await terminal.advance(2000)).toBe('.');
    expect(await terminal.advance(2000)).toBe('.\r\nSuccess rate is 0 percent (0/2)\r\nR1#');
    expect(terminal.session.isBusy).toBe(false);
    expect(terminal.busy).toEqual([true, false]);
  });

  test('takes its options in any order', async () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(await terminal.typed('ping 10.0.0.2 df size 1400 rep 3\r')).toContain(heading(3, 1400));
    expect(terminal.type('\x03')).toBe('');
    const other = ScriptedTerminal.atPrompt();
    expect(other.type('ping 10.0.0.2 size 100 size 200\r')).toContain('% Invalid input');
  });

  test.each(['\x03', '\x1e', '\x1ex'])('is aborted by %j', async (key) => {
    const terminal = ScriptedTerminal.atPrompt();
    await terminal.typed('ping 10.0.0.2\r');
    await terminal.advance(2000);
    expect(await terminal.typed(key)).toBe('\r\nSuccess rate is 0 percent (0/1)\r\nR1#');
    expect(terminal.clock.pending).toBe(0);
    expect(terminal.type('clock\r')).toBe('clock\r\nR1#');
  });

  test('keeps what is typed meanwhile for the next prompt', async () => {
    const terminal = ScriptedTerminal.atPrompt();
    await terminal.typed('ping 10.0.0.2 repeat 1\r');
    expect(await terminal.typed('show ver\rcl')).toBe('');
    expect(await terminal.advance(2000)).toBe(
      '.\r\nSuccess rate is 0 percent (0/1)\r\nR1#show ver\r\nPretend Software, Version 1\r\nR1#cl',
    );
  });

  test('forgets what was typed ahead when it is aborted', async () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(await terminal.typed('ping 10.0.0.2\rclock\r\x03show ver\r')).toBe(
      `ping 10.0.0.2\r\n${heading(5)}\r\nSuccess rate is 0 percent (0/0)\r\nR1#show ver\r\nPretend Software, Version 1\r\nR1#`,
    );
  });

  test('is left to itself when it does not listen', async () => {
    const terminal = ScriptedTerminal.atPrompt();
    await terminal.typed('deaf\r');
    expect(await terminal.typed('\x03')).toBe('');
    expect(await terminal.typed('\x03')).toBe('\r\nR1#'.slice(2));
    expect(terminal.session.isBusy).toBe(false);
  });
});

describe('questions', () => {
  test('wait for a key after [confirm]', async () => {
    const question = 'Clear "show interface" counters on all interfaces [confirm]';
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('clear counters\r')).toBe(`clear counters\r\n${question}`);
    expect(terminal.session.isBusy).toBe(false);
    expect(await terminal.typed('\r')).toBe('\r\nR1#');
    expect(terminal.router.log).toEqual(['cleared']);
    terminal.type('clear counters\r');
    await terminal.typed('n');
    expect(terminal.router.log).toEqual(['cleared']);
  });

  test('insist on yes or no', async () => {
    const question = 'System configuration has been modified. Save? [yes/no]: ';
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('reload\r')).toBe(`reload\r\n${question}`);
    expect(await terminal.typed('maybe\r')).toBe(`maybe\r\n% Please answer 'yes' or 'no'.\r\n${question}`);
    expect(await terminal.typed('y\r')).toBe('y\r\nProceed with reload? [confirm]');
    expect(await terminal.typed('y')).toBe('\r\n');
    expect(terminal.isClosed).toBe(true);
    expect(terminal.router.log).toContain('saved');
  });

  test('do not show a password, and take an answer that was typed ahead', async () => {
    const terminal = ScriptedTerminal.atPrompt({ login: { kind: 'open', admission: { user: '', privilege: 1 } } });
    expect(await terminal.typed('enable\rcisco\rclock\r')).toBe('enable\r\nPassword: \r\nR1#clock\r\nR1#');
  });

  test('end with the command when Ctrl-C is pressed', async () => {
    const terminal = ScriptedTerminal.atPrompt({ login: { kind: 'open', admission: { user: '', privilege: 1 } } });
    terminal.type('enable\r');
    expect(await terminal.typed('cis\x03')).toBe('\r\nR1>');
    expect(await terminal.typed('enable\rwrong\rwrong\rwrong\r')).toBe(
      'enable\r\nPassword: \r\nPassword: \r\nPassword: \r\n% Bad secrets\r\n\r\nR1>',
    );
  });
});

describe('messages of the system', () => {
  const message = '*Mar  1 00:01:02.003: %SYS-5-CONFIG_I: Configured from console by console';

  test('appear on a row of their own, and what is typed is not shown again', async () => {
    const terminal = ScriptedTerminal.atPrompt();
    terminal.type('show v');
    terminal.session.message(message);
    terminal.session.message(message);
    expect(await terminal.advance(0)).toBe(`\r\n${message}\r\n${message}\r\n`);
    expect(terminal.type('er\r')).toBe('er\r\nPretend Software, Version 1\r\nR1#');
  });

  test('with logging synchronous, the prompt and what is typed follow once', async () => {
    const terminal = ScriptedTerminal.atPrompt({ isSynchronous: true });
    terminal.type('show v\x02');
    terminal.session.message(message);
    terminal.session.message(message);
    expect(await terminal.advance(0)).toBe(`\r\n${message}\r\n${message}\r\nR1#show v\b`);
  });

  test('come in the middle of a command, or wait for its end with logging synchronous', async () => {
    const terminal = ScriptedTerminal.atPrompt();
    await terminal.typed('ping 10.0.0.2 repeat 2\r');
    await terminal.advance(2000);
    terminal.session.message(message);
    expect(await terminal.advance(0)).toBe(`\r\n${message}\r\n`);
    expect(await terminal.advance(2000)).toBe('.\r\nSuccess rate is 0 percent (0/2)\r\nR1#');

    const synchronous = ScriptedTerminal.atPrompt({ isSynchronous: true });
    await synchronous.typed('ping 10.0.0.2 repeat 1\r');
    synchronous.session.message(message);
    expect(await synchronous.advance(0)).toBe('');
    expect(await synchronous.advance(2000)).toBe(`.\r\nSuccess rate is 0 percent (0/1)\r\nR1#\r\n${message}\r\nR1#`);
  });

  test('stand below the prompt after the command that caused them', async () => {
    const terminal = ScriptedTerminal.atPrompt();
    terminal.session.message(message);
    expect(terminal.type('show version\r')).toMatch(/R1#$/);
    expect(await terminal.advance(0)).toBe(`\r\n${message}\r\n`);
  });

  test('are told before the session is closed', () => {
    const terminal = ScriptedTerminal.atPrompt();
    terminal.session.message(message);
    terminal.session.close();
    expect(terminal.take()).toBe(`\r\n${message}\r\n`);
  });

  test('show a question again with logging synchronous', async () => {
    const terminal = ScriptedTerminal.atPrompt({ isSynchronous: true });
    terminal.type('reload\rye');
    terminal.session.message(message);
    expect(await terminal.advance(0)).toBe(
      `\r\n${message}\r\nSystem configuration has been modified. Save? [yes/no]: ye`,
    );
  });

  test('come between pages', async () => {
    const terminal = ScriptedTerminal.atPrompt({ length: 3 });
    terminal.type('show lines\r');
    terminal.session.message(message);
    expect(await terminal.advance(0)).toBe(`\r\n${message}\r\n`);
  });
});

describe('a console', () => {
  const user = { kind: 'open', admission: { user: '', privilege: 1 } } as const;

  test('waits for RETURN, and does so again after exit', () => {
    const terminal = new ScriptedTerminal({ isConsole: true, login: user });
    terminal.session.start();
    expect(terminal.take()).toContain('Press RETURN to get started!');
    expect(terminal.type('show version')).toBe('');
    expect(terminal.type('\r')).toBe('\r\nR1>');
    const shown = terminal.type('exit\r');
    expect(shown).toMatch(/^exit\r\n(\r\n)+R1 con0 is now available(\r\n)+Press RETURN to get started\.(\r\n)+$/);
    expect(terminal.session.isActive).toBe(false);
    expect(terminal.type('\r')).toBe('\r\nR1>');
  });

  test('leaves the session alone when the configuration mode is left by a timeout', async () => {
    const terminal = new ScriptedTerminal({ isConsole: true, execTimeout: 600_000 });
    terminal.session.start();
    terminal.enter('', 'conf t');
    await terminal.advance(599_000);
    terminal.enter('hostname R2');
    expect(await terminal.advance(599_000)).toBe('');
    expect(await terminal.advance(1_000)).toContain('R2 con0 is now available');
    expect(terminal.router.log).toEqual(['left configuration']);
  });
});

describe('a login', () => {
  const admission = { user: 'cisco', privilege: 15 };
  const byUser = {
    kind: 'user',
    accepts: (user: string, password: string) => (user === 'cisco' && password === 'secret' ? admission : undefined),
  } as const;

  test('asks for user name and password', async () => {
    const terminal = new ScriptedTerminal({ login: byUser });
    terminal.session.start();
    await settle();
    expect(terminal.take()).toBe('\r\n\r\nUser Access Verification\r\n\r\nUsername: ');
    expect(await terminal.typed('cisco\r')).toBe('cisco\r\nPassword: ');
    expect(await terminal.typed('secret\r')).toBe('\r\n\r\nR1#');
  });

  test('ends after three wrong pairs', async () => {
    const terminal = new ScriptedTerminal({ login: byUser });
    terminal.session.start();
    await settle();
    terminal.take();
    const shown = await terminal.typed('a\rb\ra\rb\ra\rb\r');
    expect(shown).toBe(
      'a\r\nPassword: \r\n% Login invalid\r\n\r\nUsername: a\r\nPassword: \r\n% Login invalid\r\n\r\n' +
        'Username: a\r\nPassword: \r\n% Login invalid\r\n\r\n',
    );
    expect(terminal.isClosed).toBe(true);
  });

  test('by password alone ends with % Bad passwords', async () => {
    const terminal = new ScriptedTerminal({ login: { kind: 'password', accepts: () => undefined } });
    terminal.session.start();
    await settle();
    expect(terminal.take()).toBe('\r\n\r\nUser Access Verification\r\n\r\nPassword: ');
    expect(await terminal.typed('x\ry\rz\r')).toBe('\r\nPassword: \r\nPassword: \r\n% Bad passwords\r\n');
    expect(terminal.isClosed).toBe(true);
  });

  test('is refused where no password is set', async () => {
    const terminal = new ScriptedTerminal({
      login: { kind: 'closed', reason: 'Password required, but none set' },
    });
    terminal.session.start();
    await settle();
    expect(terminal.take()).toBe('\r\n\r\nPassword required, but none set\r\n');
    expect(terminal.isClosed).toBe(true);
  });

  test('shows the banner first', () => {
    const terminal = new ScriptedTerminal({ bannerMotd: 'Keep out\n' });
    terminal.session.start();
    expect(terminal.take()).toBe('Keep out\r\n\r\nR1#');
  });
});

describe('a session that ends', () => {
  test('closes its vty on exit', () => {
    const terminal = ScriptedTerminal.atPrompt();
    expect(terminal.type('exit\r')).toBe('exit\r\n');
    expect(terminal.isClosed).toBe(true);
    expect(terminal.type('clock\r')).toBe('');
  });

  test('breaks off its command and leaves its modes when the line is gone', async () => {
    const terminal = ScriptedTerminal.atPrompt().enter('conf t');
    await terminal.typed('do ping 10.0.0.2\r');
    terminal.session.close();
    await settle();
    expect(terminal.session.isBusy).toBe(false);
    expect(terminal.busy).toEqual([true, false]);
    expect(terminal.clock.pending).toBe(0);
    expect(terminal.router.log).toEqual(['left configuration']);
    terminal.session.message('late');
    expect(terminal.take()).toBe('');
  });
});

describe('whatever is typed', () => {
  const bytes = fc.uint8Array({ minLength: 0, maxLength: 400 });
  const words = fc.constantFrom(
    ...[
      'show ',
      'conf t\r',
      'int tun0\r',
      '?',
      '\t',
      '\r',
      ' --More-- ',
      '| i ',
      'ping 1.1.1.1\r',
      '\x03',
      '\x1e',
      'x',
    ],
    ...[
      'no ',
      'do ',
      'default ',
      'reload\r',
      'enable\r',
      '\x1b[A',
      '\x1b[D',
      '\x17',
      '\x01',
      '\x05',
      'exit\r',
      'q',
      ' ',
    ],
    ...['crypto ', 'ipsec ', 'banner motd #\r', '10.0.0.1 ', 'show lines\r', 'foo\r', '\x1a', '\x16', '\b', 'deaf\r'],
  );

  test('never throws, and the session comes back to its prompt', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            bytes.map((b) => String.fromCharCode(...b)),
            words,
          ),
          { maxLength: 60 },
        ),
        async (pieces) => {
          const terminal = new ScriptedTerminal({ isConsole: true, length: 5, width: 40, isSynchronous: true });
          terminal.session.start();
          for (const piece of pieces) {
            terminal.session.receive(bytesOfLatin1(piece));
            terminal.session.message('%TEST-6-MESSAGE: in between');
            if (terminal.session.isBusy) await terminal.advance(2500);
          }
          for (let round = 0; round < 6; round++) await terminal.typed('\x03');
          expect(await terminal.typed('\r')).toMatch(/R1#$/);
          expect(terminal.session.isBusy).toBe(false);
        },
      ),
      { numRuns: 150, seed: 7 },
    );
  });

  test('a paste of many lines is fast', async () => {
    const terminal = ScriptedTerminal.atPrompt().enter('conf t');
    const block = 'interface Tunnel1\r ip address 10.0.0.1 255.255.255.0\r description a tunnel of many\r!\r';
    const took = await cpuTimeOf(() => terminal.session.receive(bytesOfLatin1(block.repeat(2500))));
    expect(took).toBeLessThan(3000);
    expect(terminal.router.interface('Tunnel1').description).toBe('a tunnel of many');
    expect(terminal.pieces).toBeLessThan(10);
  });
});
