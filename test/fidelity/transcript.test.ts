import { describe, expect, it } from 'vitest';
import { transcriptsOf } from '../../src-main/fidelity/transcript.ts';

const session = `Some words about it.

R1# sh crypto isakmp sa
IPv4 Crypto ISAKMP SA
dst             src
R1(config)# interface tun0
R1#show int tun0 | include protocol
Tunnel0 is up, line protocol is up

This is what the article goes on to say about the tunnel interface.
`;

describe('a console session in a text', () => {
  it('gives each show command with its own output', () => {
    expect(transcriptsOf('a.txt', session)).toEqual([
      {
        source: 'a.txt:3',
        command: 'show crypto isakmp sa',
        text: 'IPv4 Crypto ISAKMP SA\ndst             src',
      },
      { source: 'a.txt:7', command: 'show interfaces tunnel0', text: 'Tunnel0 is up, line protocol is up\n' },
    ]);
  });

  it('is read although its line ends are lost', () => {
    const [only] = transcriptsOf(
      'b.txt',
      `FW# show crypto ipsec sa interface: outside ${'Crypto map tag: M, '.repeat(9)}`,
    );
    expect(only?.command).toBe('show crypto ipsec sa');
    expect(only?.text).toMatch(/^interface: outside Crypto map/);
    expect(only?.isFlat).toBe(true);
  });

  it('is read although a filter stands between the command and its output', () => {
    const [only] = transcriptsOf(
      'b.txt',
      'FW# show run crypto map | inc match crypto map outside_map 1 match address A',
    );
    expect(only).toMatchObject({ command: 'show run crypto map', text: 'crypto map outside_map 1 match address A' });
  });

  it.each([
    "A ping from one end of the tunnel's 10.0.0.0/30 subnet to the other verifies connectivity.",
    'Step 5: IPSec tunnel termination:',
    'Interpreting Basic IPsec Debugs',
    '…Everyone gets one!',
  ])('ends where the text goes on: "%s"', (words) => {
    const [only] = transcriptsOf('c.txt', `R1#show crypto isakmp sa\ndst             src\n${words}\nmore of it`);
    expect(only?.text).toBe('dst             src');
  });
});
