import { describe, expect, it } from 'vitest';
import { greConsoles, type Consoles } from '../network-console.ts';

async function answered(consoles: Consoles, answers: readonly string[]): Promise<string> {
  const terminal = consoles.r1.terminal();
  let shown = await terminal.press('ping\r');
  for (const answer of answers) shown += await terminal.press(`${answer}\r`);
  return shown + (await terminal.watch(20_000));
}

describe('ping without a destination', () => {
  it('asks for everything, with the defaults in brackets', async () => {
    const consoles = await greConsoles();
    await consoles.r1.type('ping 172.16.0.6');
    expect(await answered(consoles, ['', '10.0.0.2', '2', '', '', 'y', 'tun0', '', 'y', '', '', '', 'n'])).toBe(
      `
R1#ping
Protocol [ip]: 
Target IP address: 10.0.0.2
Repeat count [5]: 2
Datagram size [100]: 
Timeout in seconds [2]: 
Extended commands [n]: y
Source address or interface: tun0
Type of service [0]: 
Set DF bit in IP header? [no]: y
Validate reply data? [no]: 
Data pattern [0xABCD]: 
Loose, Strict, Record, Timestamp, Verbose[none]: 
Sweep range of sizes [n]: n

Type escape sequence to abort.
Sending 2, 100-byte ICMP Echos to 10.0.0.2, timeout is 2 seconds:
Packet sent with a source address of 10.0.0.1 
Packet sent with the DF bit set
!!
Success rate is 100 percent (2/2), round-trip min/avg/max = 8/8/8 ms
R1#`,
    );
  });

  it('sweeps a range of sizes', async () => {
    const consoles = await greConsoles();
    await consoles.r1.type('ping 172.16.0.6');
    const shown = await answered(consoles, ['', '10.0.0.2', '1', '', '', 'n', 'y', '1000', '1500', '100']);
    expect(shown).toContain('Sending 6, [1000..1500]-byte ICMP Echos to 10.0.0.2, timeout is 2 seconds:\n!!!!!!\n');
  });

  it.each([
    [['', 'hello.'], '% Bad IP address'],
    [['', '10.0.0.2', '0'], '% A decimal number between 1 and 2147483647.'],
    [['', '10.0.0.2', '', '20'], '% A decimal number between 36 and 18024.'],
    [['appletalk'], '% Unknown protocol - "appletalk", type "ping ?" for help'],
    [['', '10.0.0.2', '', '', '', 'y', 'nothing'], '% Invalid source. Must use same-VRF IP address'],
    [['', '10.0.0.2', '', '', '', 'y', '', '', '', '', '0xABCDE'], '% Bad data pattern'],
    [
      ['', '10.0.0.2', '', '', '', 'y', '', '', '', '', '', 'record'],
      '% Invalid input: Options of the IP header are not simulated',
    ],
  ])('refuses %j', async (answers, refusal) => {
    expect(await answered(await greConsoles(), answers)).toContain(refusal);
  });
});
