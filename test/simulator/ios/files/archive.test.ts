/** Copies of the configuration, and the way back to one of them. */
import { describe, expect, test } from 'vitest';
import { IosConsole } from '../ios-console.ts';

const start = `hostname R1
interface FastEthernet0/0
 description first
 ip address 10.0.0.1 255.255.255.0
!
ip route 10.9.0.0 255.255.0.0 10.0.0.2
access-list 1 permit 10.0.0.0 0.255.255.255
access-list 1 permit any
banner motd ^C
 as it was
^C
`;

const changes = `configure terminal
hostname R2
interface FastEthernet0/0
ip address 10.0.0.7 255.255.255.0
no description
ip access-group 1 in
interface Tunnel5
ip unnumbered FastEthernet0/0
exit
no access-list 1
access-list 1 deny any
no ip route 10.9.0.0 255.255.0.0 10.0.0.2
ip nat inside source list 1 interface FastEthernet0/0 overload
no banner motd
crypto isakmp policy 7
end
`.replaceAll('\n', '\r');

describe('configure replace', () => {
  test('brings everything back that was changed, and is done in the journal too', async () => {
    const console = await IosConsole.enabled(start);
    await console.typed('copy running-config flash:before\r\r');
    const before = console.configuration;
    await console.typed(changes);
    expect(console.configuration).not.toBe(before);
    const text = await console.typed('configure replace flash:before force list\r');
    expect(text).toContain('!List of Rollback Commands:\n');
    expect(text).toContain('Rollback Done\n');
    expect(console.configuration).toBe(before);
    const again = await IosConsole.booted(start);
    await again.router.replay(console.journal);
    expect(again.configuration).toBe(before);
    expect([...again.router.files.keys()]).toEqual(['flash:before']);
  });

  test('asks first, and does nothing when nothing differs or no is the answer', async () => {
    const console = await IosConsole.enabled(start);
    await console.typed('copy running-config flash:a\r\r');
    await console.typed('configure terminal\rhostname R9\rend\r');
    expect(await console.typed('configure replace flash:a\r\r')).toContain('sure you want to proceed. ? [no]: ');
    expect(console.configuration).toContain('hostname R9');
    expect(await console.typed('configure replace flash:a\ryes\r')).toContain(
      'Total number of passes: 1\nRollback Done',
    );
    expect(await console.typed('configure replace flash:a force\r')).toContain(
      'Total number of passes: 0\nRollback Done',
    );
    expect(await console.typed('configure replace flash:none force\r')).toContain(
      '%Error opening flash:none (No such file or directory)',
    );
  });
});

describe('archive', () => {
  test('keeps so many copies, and names the next', async () => {
    const console = await IosConsole.enabled(start);
    expect(await console.typed('archive config\r')).toContain('Archive configuration path is not set.');
    await console.typed('configure terminal\rarchive\rpath flash:$h-backup\rmaximum 2\rwrite-memory\rend\r');
    expect(console.configuration).toContain(
      'archive\n log config\n  hidekeys\n path flash:$h-backup\n maximum 2\n write-memory\n',
    );
    await console.typed('archive config\rarchive config\rwrite memory\r');
    expect(await console.typed('show archive\r')).toContain(
      `There are currently 2 archive configurations saved.
The next archive file will be named flash:R1-backup-4
 Archive #  Name
   1        flash:R1-backup-2
   2        flash:R1-backup-3 <- Most Recent
`,
    );
    expect(await console.typed('dir\r')).toContain('R1-backup-3\n');
    expect(await console.typed('delete flash:R1-backup-3\r\r\rmore flash:R1-backup-3\r')).toContain('No such file');
    expect(await console.typed('more flash:R1-backup-2 | count description\r')).toContain(
      'Number of lines which match regexp = 1\n',
    );
    expect(await console.typed('configure terminal\rarchive\rpath tftp://1.2.3.4/x\rend\r')).toContain(
      '% Invalid input: Only flash is simulated',
    );
  });
});
