/** A router of ours and strongSwan: what each shows of the same associations are the two ends of pairs. */
import { describe, expect, it } from 'vitest';
import { deviceAssociations } from '../../src-main/sa/device.ts';
import { pair } from '../../src-main/sa/pair.ts';
import { charon } from './charon.ts';
import { caseOf, ikev1Suites, ikev2Suites } from './crypto-as-typed.ts';
import { charonFor, Party } from './ios-and-charon.ts';

const COMMANDS = {
  1: ['show crypto isakmp sa', 'show crypto isakmp sa detail', 'show crypto ipsec sa'],
  2: ['show crypto ikev2 sa detailed', 'show crypto ikev2 session detailed', 'show crypto ipsec sa'],
};

describe.skipIf(charon === undefined)('the associations of a router and of strongSwan', () => {
  it.each([1, 2] as const)('are pairs, by IKE version %d', { timeout: 120_000 }, async (version) => {
    const place = `198.18.${(process.pid % 60) * 4 + version}`;
    const suite = (version === 1 ? ikev1Suites : ikev2Suites).find(({ name }) => name === 'AES256-SHA256-14');
    if (!suite) throw new TypeError('there is no such suite');
    const one = caseOf({ version, suite, isPfs: true, number: 7 });
    const peer = await charonFor(place, [one]);
    try {
      await using party = await Party.start(place, one, peer);
      await party.ping();
      await party.ping();
      const shown: { command: string; text: string }[] = [];
      for (const command of COMMANDS[version]) shown.push({ command, text: await party.console.type(command) });
      const router = deviceAssociations('ios', shown);
      for (const form of [[], ['--raw'], ['--pretty']]) {
        const { output } = await peer.swanctl('--list-sas', ...form);
        const linux = deviceAssociations('linux', [{ command: 'swanctl --list-sas', text: output }]);
        const { ike, children } = pair(router, linux);
        expect(ike.map(({ a, mismatches }) => [a.version, mismatches])).toEqual([[version, []]]);
        const spis = children.map(({ by, isMirrored, mismatches }) => [by, isMirrored, mismatches.filter(({ attribute }) => attribute !== 'udpEncapsulation' && attribute !== 'pfs')]); // prettier-ignore
        expect(spis).toEqual([['spi', true, []]]);
        expect(children[0]?.a.counters.encaps).toBe(children[0]?.b.counters.decaps);
      }
    } finally {
      await peer.stop();
    }
  });
});
