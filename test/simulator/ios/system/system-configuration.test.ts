import { describe, expect, test } from 'vitest';
import { IosConsole } from '../ios-console.ts';

async function configured(...lines: readonly string[]): Promise<IosConsole> {
  const console = await IosConsole.enabled();
  await console.enter('configure terminal', ...lines);
  return console;
}

function written(console: IosConsole, pattern: RegExp): string[] {
  return console.configuration.split('\n').filter((line) => pattern.test(line));
}

describe('what is configured of the system', () => {
  test('a new router writes what 12.4 writes', async () => {
    const console = await IosConsole.booted();
    expect(console.configuration).toMatchSnapshot();
  });

  test('the host name is in the next prompt', async () => {
    const console = await configured();
    expect(await console.enter('hostname Edge-1')).toBe('hostname Edge-1\nEdge-1(config)#');
    expect(await console.enter('hostname 1st')).toMatch(/% Hostname contains one or more illegal characters\.\n/);
    expect(await console.enter('no hostname')).toMatch(/Router\(config\)#$/);
  });

  test('secrets are hashed, and a hash is taken as it is', async () => {
    const console = await configured('enable secret cisco', 'username a secret 5 $1$abcd$0123456789012345678901');
    expect(written(console, /secret/)).toEqual([
      expect.stringMatching(/^enable secret 5 \$1\$[./\w]{4}\$[./\w]{22}$/),
      'username a secret 5 $1$abcd$0123456789012345678901',
    ]);
    expect(await console.enter('enable secret 5 hello')).toMatch(/ERROR: The secret you entered is not a valid/);
  });

  test('a user has a password or a secret', async () => {
    const console = await configured('username a password b');
    expect(await console.enter('username a secret c')).toMatch(/ERROR: Can not have both a user password and a user/);
    await console.enter('username a privilege 7', 'username d nopassword', 'no username a');
    expect(written(console, /^username/)).toEqual(['username d nopassword']);
  });

  test('service password-encryption hides what is there and what comes', async () => {
    const console = await configured('username a password lab', 'service password-encryption', 'enable password lab');
    const [first, second] = written(console, /password 7/);
    expect(first).toMatch(/^enable password 7 [0-9A-F]+$/);
    expect(second).toMatch(/^username a password 7 [0-9A-F]+$/);
    expect(console.router.authenticate('a', 'lab')).toBe(true);
    expect(console.router.authenticate('a', 'no')).toBe(false);
  });

  test('time stamps are written as they were asked for', async () => {
    const console = await configured(
      'service timestamps log datetime localtime msec',
      'no service timestamps debug',
      'end',
    );
    expect(written(console, /timestamps/)).toEqual([
      'no service timestamps debug uptime',
      'service timestamps log datetime msec localtime',
    ]);
    expect(await console.enter('conf t', 'service timestamps log uptime', 'end')).toMatch(
      /\n00:00:0\d: %SYS-5-CONFIG_I/,
    );
    await console.enter('conf t', 'no service timestamps', 'end');
    expect(written(console, /timestamps/)).toEqual([
      'no service timestamps debug uptime',
      'no service timestamps log uptime',
    ]);
    await console.enter('conf t', 'service timestamps', 'end');
    expect(written(console, /timestamps/)[0]).toBe('service timestamps debug uptime');
  });

  test('names', async () => {
    const console = await configured('no ip domain-lookup', 'ip domain name lab.example', 'ip host R9 10.0.0.9');
    expect(written(console, /^(no )?ip (domain|host)/)).toEqual([
      'no ip domain lookup',
      'ip domain name lab.example',
      'ip host r9 10.0.0.9',
    ]);
  });

  test('banners of several lines are shown before the login and after it', async () => {
    const console = await configured('banner motd #', 'Keep', 'out#', 'banner exec %Welcome%', 'end');
    expect(console.configuration).toMatch(/\nbanner exec \^CWelcome\^C\nbanner motd \^C\nKeep\nout\^C\n!\n/);
    await console.enter('exit');
    expect(await console.typed('\r')).toMatch(/Keep\nout\n\nWelcome\nR1>$/);
  });

  test('lines', async () => {
    const console = await configured(
      'line con 0',
      'exec-timeout 0 0',
      'logging synchronous',
      'history size 50',
      'stopbits 1',
      'line vty 0 4',
      'password lab',
      'transport input telnet ssh',
      'line vty 5 15',
      'exec-timeout 5 30',
      'privilege level 15',
      'no login',
    );
    expect(console.configuration.slice(console.configuration.indexOf('line con'))).toBe(
      [
        'line con 0',
        ' exec-timeout 0 0',
        ' logging synchronous',
        ' history size 50',
        ' stopbits 1',
        'line aux 0',
        'line vty 0 4',
        ' password lab',
        ' login',
        ' transport input telnet ssh',
        'line vty 5 15',
        ' exec-timeout 5 30',
        ' privilege level 15',
        ' no login',
        '!',
        '!',
        'end',
        '',
      ].join('\n'),
    );
    expect(await console.enter('no line vty 5')).not.toMatch(/%/);
    expect(console.router.settings.vtys).toHaveLength(5);
    expect(await console.enter('no line vty 3')).toMatch(/% Can't delete last 5 VTY lines/);
  });

  test('somebody who does nothing is sent away', async () => {
    const console = await configured('line con 0', 'exec-timeout 1 0');
    await console.enter('end');
    expect(await console.advance(59_000)).toBe('');
    expect(await console.advance(2_000)).toMatch(/Press RETURN to get started\./);
  });

  test('messages go where they are sent', async () => {
    const console = await configured(
      'logging console warnings',
      'logging buffered 8192 informational',
      'no logging monitor',
    );
    expect(written(console, /^(no )?logging/)).toEqual([
      'logging console warnings',
      'no logging monitor',
      'logging buffered 8192 informational',
    ]);
    expect(await console.enter('end')).toBe('end\nR1#');
    expect(await console.output('show logging')).toMatch(
      /Console logging: level warnings, \d+ messages[^]*Monitor logging: disabled\n[^]*Buffer logging:  level informational/,
    );
    await console.enter('clear logging', '');
    expect(await console.output('show logging | begin Log Buffer')).toBe('Log Buffer (8192 bytes):\n\n');
  });

  test('terminal monitor shows them on a virtual terminal', async () => {
    const console = await IosConsole.booted('line vty 0 4\n no login\n privilege level 15\n');
    console.take();
    console.call();
    await console.enter('terminal monitor');
    expect(await console.enter('conf t', 'end')).toMatch(/%SYS-5-CONFIG_I: Configured from console by vty0\n/);
  });

  test('what is kept without effect says so when it is typed', async () => {
    const console = await configured('router ospf 1');
    expect(await console.enter('capability vrf-lite')).toContain(
      '% capability vrf-lite is kept in the configuration: ',
    );
    expect(await console.enter('ip domain list a.lab', 'ip domain-list b.lab')).toContain(
      'no name server is asked here',
    );
    await console.enter('ip domain lookup source-interface fa0/0');
    const kept = ['ip domain list a.lab', 'ip domain list b.lab', 'ip domain lookup source-interface FastEthernet0/0'];
    expect(written(console, /^ip domain/)).toEqual(kept);
    await console.enter('no ip domain list a.lab', 'no ip domain lookup source-interface');
    expect(written(console, /^ip domain/)).toEqual(['ip domain list b.lab']);
    await console.enter('end');
    expect(await console.output('show snmp user')).toBe('');
  });

  test('what changes nothing is kept and written back', async () => {
    const lines = [
      'no ip cef',
      'ip tcp synwait-time 5',
      'no ip icmp rate-limit unreachable',
      'ip http server',
      'mgcp fax t38 ecm',
    ];
    const console = await configured(...lines);
    for (const line of lines) expect(console.configuration).toContain(`\n${line}\n`);
    const again = await IosConsole.booted(console.configuration);
    expect(again.refused).toEqual([]);
    expect(again.configuration).toBe(console.configuration);
  });
});

describe('what is shown of the system', () => {
  test('the clock has a star until it is set', async () => {
    const console = await IosConsole.enabled();
    expect(await console.output('show clock')).toMatch(/^\*00:00:09\.\d{3} UTC Fri Mar 1 2002\n$/);
    expect(await console.enter('clock set 10:00:00 29 february 2024')).toMatch(
      /%SYS-6-CLOCKUPDATE: .* Thu Feb 29 2024/,
    );
    await console.advance(1500);
    expect(await console.output('show clock')).toBe('10:00:01.500 UTC Thu Feb 29 2024\n');
    expect(await console.enter('clock set 10:00:00 30 february 2024')).toMatch(/% Invalid input/);
  });

  test('how large its memory is, and that nothing is known of its use', async () => {
    const console = await IosConsole.enabled();
    for (const command of ['show memory', 'show memory statistics', 'show memory summary'])
      expect(await console.output(command)).toBe(
        "Processor: 124928K bytes\nI/O: 6144K bytes\n% 'show memory' tells no more: use of memory is not simulated\n",
      );
    expect(await console.output('show memory dead')).toBe("% Invalid input: 'show memory dead' is not simulated\n");
  });

  test('users, history, debugging', async () => {
    const console = await IosConsole.enabled();
    expect(await console.output('show users')).toBe(
      [
        '    Line       User       Host(s)              Idle       Location',
        '*  0 con 0                idle                 00:00:00',
        '',
        '  Interface    User               Mode         Idle     Peer Address',
        '',
        '',
      ].join('\n'),
    );
    expect(await console.output('show history')).toBe('  enable\n  terminal length 0\n  show users\n  show history\n');
    await console.enter('debug crypto isakmp');
    expect(await console.output('show debugging')).toMatch(/:\n {2}Crypto ISAKMP debugging is on\n$/);
    expect(await console.output('undebug all')).toBe('All possible debugging has been turned off\n');
    expect(await console.output('debug all')).toMatch(
      /^% Invalid input: Debugging everything at once is not simulated/,
    );
  });
});
