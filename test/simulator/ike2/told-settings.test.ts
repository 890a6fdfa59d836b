/** Configuration payloads: what is told is what is read. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  acknowledgementOf,
  asksForAddress,
  payloadOf,
  requestOf,
  settingsIn,
} from '../../../src-main/simulator/ike2/told-settings.ts';

const address = fc.nat(0xffffffff);

test('settings come out of a payload as they were put into it', () => {
  const settings = fc.record(
    {
      address,
      mask: address,
      dns: fc.array(address),
      networks: fc.array(fc.record({ address, mask: address })),
    },
    { requiredKeys: ['dns', 'networks'] },
  );
  fc.assert(
    fc.property(settings, (told) => {
      expect(settingsIn(payloadOf('set', told))).toEqual(told);
    }),
  );
});

test('attributes without a value, or of other lengths, say nothing', () => {
  const nothing = { dns: [], networks: [] };
  expect(settingsIn(requestOf('address'))).toEqual(nothing);
  expect(settingsIn(acknowledgementOf(payloadOf('set', { address: 1, ...nothing })))).toEqual(nothing);
  expect([requestOf('address'), requestOf('networks')].map(asksForAddress)).toEqual([true, false]);
});
