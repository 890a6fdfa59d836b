import { expect, test } from 'vitest';
import { Seed004Lab } from './seed-004-lab.ts';

type Options = Parameters<typeof Seed004Lab.booted>[0];

/** What both firewalls log of a ping that wants the tunnel, and of the minute after it; connections left out. */
async function logsOf(options: Options): Promise<{ lab: Seed004Lab; site1: string; site2: string }> {
  const lab = await Seed004Lab.booted(options);
  expect(lab.refused).toEqual([]);
  for (const node of [lab.site1, lab.site2]) await lab.output(node, 'clear logging buffer');
  await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11');
  await lab.pass(60_000);
  const logOf = ({ log }: typeof lab.site1): string => log.buffer.filter((line) => !/-30\d{4}:/.test(line)).join('\n');
  return { lab, site1: logOf(lab.site1), site2: logOf(lab.site2) };
}

const otherList = [
  'access-list s2svpn line 1 extended permit ip host 1.1.1.1 host 2.2.2.2',
  'no access-list s2svpn extended permit ip object-group SITE2 object-group SITE1',
  '',
].join('\n');

test('a tunnel of version 1 that comes up is told by both phases and both associations', async () => {
  const { site1, site2 } = await logsOf({ version: 'ikev1' });
  expect(site1).toContain(
    '%ASA-5-713041: IP = 10.255.2.2, IKE Initiator: New Phase 1, Intf inside, IKE Peer 10.255.2.2  local Proxy Address 192.168.100.0, remote Proxy Address 172.16.10.0,  Crypto map (outside_map)',
  );
  for (const [log, peer] of [
    [site1, '10.255.2.2'],
    [site2, '10.255.1.2'],
  ] as const) {
    expect(log).toContain(`%ASA-5-713119: Group = ${peer}, IP = ${peer}, PHASE 1 COMPLETED`);
    expect(log).toMatch(/%ASA-5-713120: .* PHASE 2 COMPLETED \(msgid=[0-9a-f]{8}\)/);
    expect(log.match(/%ASA-6-602303: IPSEC: An (?:in|out)bound LAN-to-LAN SA/g)).toHaveLength(2);
  }
});

test('a tunnel of version 2 is told as it is begun, received and up', async () => {
  const { lab, site1, site2 } = await logsOf({});
  expect(site1).toContain(
    '%ASA-5-750006: Local:10.255.1.2:500 Remote:10.255.2.2:500 Username:10.255.2.2 IKEv2 SA UP. Reason: New Connection Established',
  );
  expect(site2).toContain(
    '%ASA-5-750002: Local:10.255.2.2:500 Remote:10.255.1.2:500 Username:Unknown IKEv2 Received a IKE_INIT_SA request',
  );
  await lab.output(lab.site1, 'clear crypto ikev2 sa');
  await lab.pass(2000);
  expect(lab.site2.log.buffer.join('\n')).toMatch(
    /%ASA-4-113019: Group = 10\.255\.1\.2, .*Session disconnected\. Session Type: LAN-to-LAN, Duration: 0h:01m:\d\ds, Bytes xmt: 400, Bytes rcv: 400, Reason: Peer Terminate/,
  );
});

test('policies that differ are told attribute by attribute at the responder', async () => {
  const { site2 } = await logsOf({
    version: 'ikev1',
    site2: 'crypto ikev1 policy 10\n group 2\nno crypto ikev1 policy 30\n',
  });
  expect(site2).toContain(
    "%ASA-5-713257: Phase 1 failure:  Mismatched attribute types for class Group Description:  Rcv'd: Group 14  Cfg'd: Group 2",
  );
  expect(site2).toContain('%ASA-3-713048: IP = 10.255.1.2, Error processing payload: Payload ID: 1');
});

test('keys that differ are told by the end that cannot read', async () => {
  const { site2 } = await logsOf({
    version: 'ikev1',
    site2: 'tunnel-group 10.255.1.2 ipsec-attributes\n ikev1 pre-shared-key wrong\n',
  });
  expect(site2).toContain('had problems decrypting packet, probably due to mismatched pre-shared key.  Aborting');
  const second = await logsOf({
    site2: 'tunnel-group 10.255.1.2 ipsec-attributes\n ikev2 remote-authentication pre-shared-key wrong\n',
  });
  expect(second.site2).toContain('IKEv2 Negotiation aborted due to ERROR: Failed to authenticate the IKE SA');
});

test('selectors without an entry are refused in the words of faults.tsv', async () => {
  const first = await logsOf({ version: 'ikev1', site2: otherList });
  expect(first.site2).toContain(
    '%ASA-3-713061: Group = 10.255.1.2, IP = 10.255.1.2, Rejecting IPSec tunnel: no matching crypto map entry for remote proxy 192.168.100.0/255.255.255.0/0/0 local proxy 172.16.10.0/255.255.255.0/0/0 on interface outside',
  );
  expect(first.site2).toMatch(/%ASA-3-713902: .*QM FSM error \(P2 struct &0x[0-9a-f]{16}, mess id 0x[0-9a-f]+\)!/);
  expect(first.site2).toContain(
    '%ASA-5-713259: Group = 10.255.1.2, IP = 10.255.1.2, Session is being torn down. Reason: crypto map policy not found',
  );
  const second = await logsOf({ site2: otherList });
  expect(second.site2).toContain(
    '%ASA-4-750003: Local:10.255.2.2:500 Remote:10.255.1.2:500 Username:10.255.1.2 IKEv2 Negotiation aborted due to ERROR: There was no IPSEC policy found for received TS',
  );
});

test('forward secrecy that differs makes every proposal unacceptable', async () => {
  const { site2 } = await logsOf({ version: 'ikev1', site2: 'crypto map outside_map 1 set pfs group5\n' });
  expect(site2).toContain('All IPSec SA proposals found unacceptable!');
});

test('a map that is on no interface is told by debugging, for the peers that are meant', async () => {
  const lab = await Seed004Lab.booted({ version: 'ikev1', site2: 'no crypto map outside_map interface outside\n' });
  await lab.typed(lab.site2, 'debug crypto ikev1 127\r');
  await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11');
  expect(await lab.typed(lab.site2, '')).toContain(
    '[IKEv1]IP = 10.255.1.2, No crypto map bound to interface... dropping pkt',
  );
  await lab.typed(lab.site2, 'debug crypto condition peer 192.0.2.1\r');
  expect(await lab.output(lab.site2, 'show debug')).toBe('debug crypto ikev1 enabled at level 127\n');
  await lab.pass(40_000);
  await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11');
  expect(await lab.typed(lab.site2, '')).not.toContain('No crypto map bound');
});

test('a responder whose peer never proves itself says that it has waited in vain', async () => {
  const lab = await Seed004Lab.booted();
  const isAuth = (frame: Uint8Array): boolean => frame[23] === 17 && frame[60] === 35;
  lab.wanLink.passes = ({ frame }) => !isAuth(frame);
  await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11');
  await lab.pass(60_000);
  const error = 'Failed to receive the AUTH msg before the timer expired';
  expect(await lab.output(lab.site2, 'show logging')).toMatch(new RegExp(`%ASA-4-750003: .*ERROR: ${error}\n`));
  expect(await lab.output(lab.site1, 'show logging')).not.toContain(error);
});

test('a peer whose address names no tunnel group lands on that of the factory, and is told at both ends', async () => {
  const text = (peer: string): string =>
    `%ASA-4-713903: Group = DefaultL2LGroup, IP = ${peer}, Can't find a valid tunnel group, aborting...!`;
  const answering = await logsOf({ version: 'ikev1', site2: 'clear configure tunnel-group 10.255.1.2\n' });
  expect(answering.site2).toContain(text('10.255.1.2'));
  const beginning = await logsOf({ version: 'ikev1', site1: 'clear configure tunnel-group 10.255.2.2\n' });
  expect(beginning.site1).toContain(text('10.255.2.2'));
});

test.each(['ikev1', 'ikev2'] as const)('a session whose peer is lost ends for that reason in %s', async (version) => {
  const { lab } = await logsOf({ version });
  lab.wanLink.passes = () => false;
  await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11');
  await lab.pass(300_000);
  expect(await lab.output(lab.site1, 'show logging')).toMatch(/%ASA-4-113019: .*, Reason: Lost Service\n/);
});
