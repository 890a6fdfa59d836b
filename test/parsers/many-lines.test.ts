import { expect, it } from 'vitest';
import { cpuTimeOf } from '../cpu-time.ts';
import { goldens } from './goldens.ts';

const cases = await goldens();
const COUNT = 10_000;

it.each<[command: string, lineOf: (number: number) => string]>([
  ['show-dmvpn', () => '  IPSEC FLOW: permit 47 host 192.0.2.1 host 192.0.2.2'],
  ['show-dmvpn', (number) => `NHRP x${number}: 1`],
  ['show-crypto-isakmp-profile', (number) => `Label x${number}: 1`],
  ['show-crypto-ikev2-profile', (number) => `Label x${number}: 1`],
  ['show-ip-interface', (number) => `Feature x${number} is enabled, for ever`],
  ['show-ip-nat-statistics', () => 'start of a count: 1'],
  ['show-crypto-gdoi', (number) => `Label x${number}: 1`],
  ['show-interfaces', (number) => `Label x${number}: 1`],
])('a record of many lines is read in a time that grows with their number: %s', async (command, lineOf) => {
  const lines = Array.from({ length: COUNT }, (_, number) => lineOf(number));
  for (const { text, parse } of cases.filter((one) => one.command === command && one.platform === 'ios').slice(0, 3)) {
    const long = `${text}\n${lines.join('\n')}\n`;
    const took = Math.min(await cpuTimeOf(() => parse(long)), await cpuTimeOf(() => parse(long)));
    // It takes some tens; the square of their number would take seconds.
    expect(took).toBeLessThan(400);
  }
});
