/** A peer that is gone: dead peer detection takes all that there was with it, and the log says so. */
import { expect, it } from 'vitest';
import { mapTo, pingFrom, sites } from './crypto-sites.ts';

const watching = 'crypto isakmp keepalive 10 3 periodic\ncrypto logging session\n';

it('its associations go, those of IPsec with those of IKE, and the session is down', async () => {
  const lab = await sites({ site1: mapTo('172.16.0.6') + watching, site2: mapTo('172.16.0.1') });
  expect(pingFrom(lab, 1)).toBe('.!!!!');
  const { clock, r2, r1 } = lab.network;
  for (const one of r2.interfaces.values()) r2.setShutdown(one, true);
  clock.runUntil(clock.now() + 60_000);
  expect(r1.ipsec.flows.flatMap(({ pairs }) => pairs)).toEqual([]);
  expect(await lab.site1.show('show crypto isakmp sa count')).toContain("Active ISAKMP SA's: 0");
  expect(lab.site1.logged.join('\n')).toMatch(
    /%CRYPTO-5-SESSION_STATUS: Crypto tunnel is DOWN\. {2}Peer 172\.16\.0\.6:500 {7}Id: 172\.16\.0\.6/,
  );
});

it('an idle router returns to its default peer', async () => {
  const entry = `crypto map CRYPTO 10 ipsec-isakmp
 set peer 172.16.0.9 default
 set peer 172.16.0.6
 set security-association idle-time 60
`;
  const lab = await sites({
    site1: `crypto isakmp key MY_K3Y address 172.16.0.9\n${entry}${mapTo('172.16.0.6')}`,
    site2: mapTo('172.16.0.1'),
  });
  const { clock, r1 } = lab.network;
  const peerAfter = async (time: number): Promise<string | undefined> => {
    clock.runUntil(clock.now() + time);
    return (await lab.site1.show('show crypto map')).find((line) => line.includes('Current peer'));
  };
  pingFrom(lab, 1);
  expect(await peerAfter(100_000)).toBe('\tCurrent peer: 172.16.0.6');
  expect(pingFrom(lab, 1)).toContain('!!!');
  expect(await peerAfter(200_000)).toBe('\tCurrent peer: 172.16.0.9');
  expect(r1.ipsec.flows.flatMap(({ pairs }) => pairs)).toEqual([]);
});

it('debugging names the profile that a peer matches, and says when there is none', async () => {
  const profile = 'crypto isakmp profile THERE\n match identity address 172.16.0.1 255.255.255.255\n';
  const lab = await sites({ site1: mapTo('172.16.0.6'), site2: mapTo('172.16.0.1') + profile });
  await lab.site1.show('debug crypto isakmp');
  await lab.site2.show('debug crypto isakmp');
  pingFrom(lab, 1);
  const none = 'ISAKMP:(0):: peer matches *none* of the profiles';
  expect(lab.site1.debugged).toContain(none);
  expect(lab.site2.debugged).toContain('ISAKMP:(0):: peer matches THERE profile');
  expect(lab.site2.debugged).not.toContain(none);
});
