/** Files in flash: what is written there by `copy` and behind the bar, and what shows it. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { IosConsole } from '../ios-console.ts';

const start = 'hostname R1\ninterface FastEthernet0/0\n ip address 10.0.0.1 255.255.255.0\n';

describe('the output of a command', () => {
  test('is redirected into a file, appended to it, and shown as well as written by tee', async () => {
    const console = await IosConsole.enabled(start);
    expect(await console.output('show clock | redirect flash:out')).toBe('');
    expect(await console.output('show privilege | append flash:out')).toBe('');
    expect(await console.output('show users | tee /append out')).toContain('con 0');
    const kept = await console.output('more flash:out');
    expect(kept).toMatch(/ UTC .*\nCurrent privilege level is 15\n[^]*con 0/);
    expect(await console.output('dir | include out')).toMatch(/^ +1 +-rw- +\d+ +<no date> +out\n$/);
    expect(await console.output('dir flash:/out')).toMatch(/^Directory of flash:\/out\n\n +1 /);
    expect(await console.output('dir flash:/x')).toBe('%Error opening flash:/x (No such file or directory)\n');
    await console.output('show privilege | redirect flash:out');
    expect(await console.output('more flash:out')).toBe('Current privilege level is 15\n');
    const signature = createHash('md5').update('Current privilege level is 15\n').digest('hex');
    expect(await console.output('verify /md5 flash:out')).toBe(`Done!\nverify /md5 (flash:out) = ${signature}\n`);
    expect(await console.output(`verify /md5 flash:out ${signature}`)).toContain('Verified (flash:out) = ');
    expect(await console.output('verify /md5 flash:out 00')).toContain('%Error verifying flash:out\n');
  });

  test('goes to no disk that is not there, and the command is not run', async () => {
    const console = await IosConsole.enabled(start);
    expect(await console.output('show clock | redirect tftp://10.0.0.9/out')).toBe(
      "% Invalid input: 'tftp:' is not simulated: files are in flash: and nvram:\n",
    );
    expect(await console.output('show clock | redirect nvram:out')).toBe(
      '%Error opening nvram:out (Permission denied)\n',
    );
    expect(await console.output('show clock | redirect flash:')).toBe('%Error opening flash: (Is a directory)\n');
    expect(await console.output('dir')).toContain('No files in directory');
  });

  test('is kept through a reload, and the journal makes the file again', async () => {
    const console = await IosConsole.enabled(start);
    await console.enter('show privilege | redirect flash:out', 'reload', '');
    await console.typed('\renable\r');
    expect(await console.output('more flash:out')).toBe('Current privilege level is 15\n');
    const again = await IosConsole.booted(start);
    await again.router.replay(console.journal);
    expect([...again.router.files]).toEqual([...console.router.files]);
  });

  test('stands in the journal in pieces, however long it is', async () => {
    const console = await IosConsole.enabled(start);
    await console.enter('show tech-support | redirect flash:tech', 'copy flash:tech startup-config', '');
    expect(console.router.files.get('flash:tech')?.length).toBeGreaterThan(6000);
    expect(Math.max(...console.journal.map(({ line }) => line.length))).toBeLessThan(2000);
    const again = await IosConsole.booted(start);
    await again.router.replay(console.journal);
    expect([...again.router.files]).toEqual([...console.router.files]);
    expect(again.router.startupConfiguration).toBe(console.router.startupConfiguration);
  });

  test('is written as far as it had come when a command is broken off', async () => {
    const console = await IosConsole.booted(start);
    await console.typed('\renable\r');
    expect(await console.typed('show run | tee flash:out\r')).toContain(' --More-- ');
    await console.typed('q');
    await console.enter('terminal length 0');
    expect(await console.output('more flash:out')).toContain('hostname R1\n');
  });
});

describe('copy', () => {
  test('takes a file for the startup configuration, which the next start reads', async () => {
    const console = await IosConsole.enabled(start);
    await console.enter('copy run flash:other', '', 'conf t', 'hostname LOST', 'end');
    expect(await console.enter('copy flash:other startup-config', '')).toMatch(/\n\[OK\]\n\d+ bytes copied in /);
    expect(await console.output('dir nvram:')).toContain('startup-config\n');
    const again = await IosConsole.booted(start);
    await again.router.replay(console.journal);
    expect(again.router.startupConfiguration).toBe(console.router.startupConfiguration);
    expect(console.router.startupConfiguration).toContain('hostname R1\n');
  });

  test('asks for the name that is left out, and before a file is overwritten', async () => {
    const console = await IosConsole.enabled(start);
    expect(await console.enter('copy running-config flash:', '')).toContain('filename [running-config]? \n');
    const asked = await console.enter('copy flash: flash:running-config', 'running-config', '');
    expect(asked).toMatch(/Source filename \[\]\? running-config\n[^]*already existing[^]*over write\? \[confirm\]$/);
    expect(await console.typed('n')).not.toContain('bytes copied');
    expect(await console.enter('copy flash running-config', 'running-config', '')).toContain('bytes copied');
  });

  test('names what is not simulated before it asks', async () => {
    const console = await IosConsole.enabled(start);
    expect(await console.output('copy running-config tftp')).toBe(
      "% Invalid input: 'tftp:' is not simulated: files are in flash: and nvram:\n",
    );
    expect(await console.output('copy scp://10.0.0.9/x startup-config')).toContain("'scp:' is not simulated");
  });
});

describe('show flash:', () => {
  test('lists the files with their sizes, or says that there are none', async () => {
    const console = await IosConsole.enabled(start);
    expect(await console.output('show flash')).toBe(
      'No files on device\n\n33030144 bytes available (0 bytes used)\n\n',
    );
    await console.enter('show privilege | redirect flash:out');
    expect(await console.output('show flash:')).toBe(
      '-#- --length-- -----date/time------ path\n1           30 <no date>            out\n\n' +
        '33030114 bytes available (30 bytes used)\n\n',
    );
    expect(await console.output('pwd')).toBe('flash:\n');
  });
});
