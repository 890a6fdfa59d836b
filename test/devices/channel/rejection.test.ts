import { describe, expect, it } from 'vitest';
import { rejectionOf } from '../../../src-main/devices/channel/rejection.ts';
import { ios } from '../../../src-main/devices/platform/ios.ts';

const reject = (...lines: string[]): ReturnType<typeof rejectionOf> =>
  rejectionOf(ios, lines, { prompt: 'R1(config)#', command: 'tunnel mode gre ipv5' });

describe('rejectionOf', () => {
  it('reads the message, and the word that the caret points into', () => {
    const caret = (column: number): string => `${' '.repeat('R1(config)#'.length + column)}^`;
    expect(reject(caret(16), "% Invalid input detected at '^' marker.", '')).toEqual({
      message: "% Invalid input detected at '^' marker.",
      word: 'ipv5',
    });
    expect(reject(caret(19), "% Invalid input detected at '^' marker.")?.word).toBe('ipv5');
    expect(reject(caret(20), '% Incomplete command.')?.word).toBeUndefined();
  });

  it.each([
    '% Incomplete command.',
    '% Ambiguous command:  "t"',
    '% 10.0.0.1 overlaps with FastEthernet0/0',
    "%Invalid next hop address (it's this router)",
    'ERROR: transform set with tag "X" does not exist.',
    'Command authorization failed.',
  ])('takes %j for a refusal', (line) => {
    expect(reject(line)).toEqual({ message: line });
  });

  it('knows refusals of configuration lines that begin like any other text', () => {
    const line = 'Bad mask /30 for address 10.0.0.0';
    expect(reject(line)).toBeUndefined();
    const typed = { prompt: 'R1(config-if)#', command: 'ip address 10.0.0.0 255.255.255.252', isConfiguration: true };
    expect(rejectionOf(ios, [line], typed)).toEqual({ message: line });
  });

  it.each([
    '% NOTE: This new crypto map will remain disabled until a peer',
    '% Warning: use /31 mask on non point-to-point interface cautiously',
    '%Default route without gateway, if not a point-to-point interface, may impact performance',
    '% Generating 1024 bit RSA keys, keys will be non-exportable...[OK]',
    'Building configuration...',
    '[OK]',
  ])('takes %j for no refusal', (line) => {
    expect(reject(line)).toBeUndefined();
  });
});
