import { describe, expect, test } from 'vitest';
import { IosConsole } from '../ios-console.ts';

const secret = 'enable secret cisco\nline vty 0 4\n password lab\n login\n';

describe('coming and going', () => {
  test('enable asks for the secret three times at most', async () => {
    const console = await IosConsole.booted(secret);
    expect(await console.typed('\r')).toMatch(/>$/);
    expect(await console.enter('enable', 'a', 'b', 'c')).toBe(
      'enable\nPassword: \nPassword: \nPassword: \n% Bad secrets\n\nRouter>',
    );
    expect(await console.enter('enable', 'cisco')).toBe('enable\nPassword: \nRouter#');
  });

  test('enable is open at a console where no secret is set, and closed on a virtual terminal', async () => {
    const console = await IosConsole.booted('line vty 0 4\n no login\n');
    await console.typed('\r');
    expect(await console.enter('enable')).toBe('enable\nRouter#');
    console.call();
    expect(await console.enter('enable')).toMatch(/enable\n% No password set\nRouter>$/);
  });

  test('disable gives the privileges back', async () => {
    const console = await IosConsole.enabled();
    expect(await console.enter('show privilege', 'disable', 'show privilege')).toMatch(
      /level is 15\nR1#disable\nR1>show privilege\nCurrent privilege level is 1\n/,
    );
  });

  test.each(['exit', 'logout', 'quit'])('%s leaves the console, which waits for RETURN', async (word) => {
    const console = await IosConsole.enabled();
    expect(await console.enter(word)).toMatch(/R1 con0 is now available\n+Press RETURN to get started\.\n+$/);
    expect(await console.typed('\r')).toBe('\nR1>');
  });

  test('configure terminal says how to leave, and the log says who was there', async () => {
    const console = await IosConsole.enabled();
    expect(await console.enter('conf t')).toBe(
      'conf t\nEnter configuration commands, one per line.  End with CNTL/Z.\nR1(config)#',
    );
    expect(await console.enter('end')).toMatch(/R1#\n.*%SYS-5-CONFIG_I: Configured from console by console\n$/);
  });

  test.each([
    ['sh', 'show'],
    ['clear', 'clear'],
  ])('%s alone says how to see what there is', async (typed, word) => {
    const console = await IosConsole.enabled();
    expect(await console.output(typed)).toBe(`% Type "${word} ?" for a list of subcommands\n`);
    expect(await console.output('debug')).toBe('% Incomplete command.\n\n');
  });

  test('interface configuration lists the way out, and takes default', async () => {
    const console = await IosConsole.enabled('interface FastEthernet0/0\n ip mtu 1400\n');
    await console.enter('conf t', 'interface f0/0');
    expect(await console.typed('exi?')).toContain('exit');
    expect(await console.typed('\x15default ip mtu\r')).toMatch(/\n\w+\(config-if\)#$/);
    expect(console.configuration).not.toContain('mtu');
    expect(await console.enter('exit')).toMatch(/\(config\)#$/);
  });

  test('configure alone asks where from', async () => {
    const console = await IosConsole.enabled();
    expect(await console.enter('configure', '')).toMatch(
      /network \[terminal\]\? \nEnter configuration.*\nR1\(config\)#$/,
    );
  });

  test('a user on a virtual terminal has his own privilege, and his name is in the log', async () => {
    const console = await IosConsole.booted('username ann privilege 15 password 0 lab\nline vty 0 4\n login local\n');
    console.call();
    expect(await console.enter('ann', 'lab')).toMatch(/Username: ann\nPassword: \n\nRouter#$/);
    await console.enter('conf t', 'end');
    expect(await console.output('show logging | include Configured from console')).toMatch(/by ann on vty0\n/);
    expect(await console.enter('exit')).toMatch(/\[closed\]$/);
  });

  test('a virtual terminal without a password lets nobody in', async () => {
    const console = await IosConsole.booted();
    console.take();
    console.call();
    expect(await console.typed('')).toBe('\n\nPassword required, but none set\n[closed]');
  });

  test('a virtual terminal takes the connections that its transport input names', async () => {
    const console = await IosConsole.booted(
      'username a password b\nline vty 0 4\n login local\n transport input ssh\n',
    );
    expect(console.call()).toBe(false);
    expect(console.call('a')).toBe(true);
    expect(await console.typed('')).toMatch(/>$/);
  });

  test('there are five virtual terminals', async () => {
    const console = await IosConsole.booted('line vty 0 4\n no login\n');
    expect([1, 2, 3, 4, 5, 6].map(() => console.call())).toEqual([true, true, true, true, true, false]);
  });
});

describe('configuring from memory', () => {
  test('adds the startup configuration to the running one, asked for at once or in answer', async () => {
    const console = await IosConsole.enabled();
    expect(await console.output('configure memory')).toBe('startup-config is not present\n');
    await console.enter('conf t', 'hostname KEPT', 'end', 'write memory', 'conf t', 'hostname OTHER', 'end');
    expect(await console.enter('configure memory')).toContain('%SYS-5-CONFIG_I: Configured from memory by console\n');
    expect(console.configuration).toContain('hostname KEPT\n');
    await console.enter('conf t', 'hostname OTHER', 'end');
    expect(await console.enter('configure', 'memory')).toContain('KEPT#');
    expect(await console.enter('configure', 'network')).toContain(
      "% Invalid input: 'configure network' is not simulated",
    );
    expect(await console.enter('configure', '')).toContain('KEPT(config)#');
  });

  test('is no way to configure for somebody without rights', async () => {
    const console = await IosConsole.booted();
    await console.typed('\r');
    expect(await console.output('configure memory')).toContain('% Invalid input');
  });
});

test('who is on a line is told by who and systat, as by show users', async () => {
  const console = await IosConsole.enabled();
  const shown = await console.output('show users');
  expect(await console.output('who')).toBe(shown);
  expect(await console.output('systat')).toBe(shown);
});
