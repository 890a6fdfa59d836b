import { describe, expect, test } from 'vitest';
import { ios } from '../../../src-main/simulator/cli/dialect.ts';

describe('the prompt of IOS', () => {
  test.each([
    ['R1', '#', 'R1#'],
    ['R1', '(config-if)#', 'R1(config-if)#'],
    // Cisco IOS command reference, `hostname`.
    ['Router', '(config-service-profile)#', 'Router(config-service-profil)#'],
    ['Basement-rtr2', '(config-service-profile)#', 'Basement-rtr2(config-service)#'],
    // netmiko issues 1786 and 2755.
    ['veryveryverylonghostname', '(config)#', 'veryveryverylonghost(config)#'],
    ['THIS.IS.A.PARTICULARLY.LONG', '(config)#', 'THIS.IS.A.PARTICULAR(config)#'],
    ['THIS.IS.A.PARTICULARLY.LONG', '#', 'THIS.IS.A.PARTICULARLY.LONG#'],
  ])('of %s in %s is %s', (hostname, suffix, prompt) => {
    expect(ios.prompt(hostname, suffix)).toBe(prompt);
  });
});

test('what takes --More-- off the screen leaves the cursor at the margin', () => {
  let column = 0;
  for (const character of ios.more + ios.eraseMore) column += character === '\b' ? -1 : 1;
  expect(column).toBe(0);
});
