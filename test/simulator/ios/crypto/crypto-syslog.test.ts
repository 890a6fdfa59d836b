/** What a router says of crypto by itself: every text once, and the parser knows each of them. */
import { describe, expect, it } from 'vitest';
import { parseLog } from '../../../../src-main/parsers/ios/log.ts';
import { cryptoMessageOf } from '../../../../src-main/simulator/ios/crypto/crypto-syslog.ts';
import { hostSelector } from '../../../../src-main/simulator/ipsec/proposal.ts';
import type { RouterEvent } from '../../../../src-main/simulator/router/events.ts';
import { ip, ping } from '../../router/network.ts';
import { migrate, ready, wait } from '../seed-000-lab.ts';

const [local, remote] = [ip('150.1.1.1'), ip('150.3.1.3')];

const lineOf = (event: RouterEvent): string | undefined => {
  const message = cryptoMessageOf(event);
  return message && `%${message.facility}-${message.severity}-${message.mnemonic}: ${message.text}`;
};

describe('messages of crypto', () => {
  const cases: [RouterEvent, string, string][] = [
    [{ kind: 'isakmp', isOn: true }, '%CRYPTO-6-ISAKMP_ON_OFF: ISAKMP is ON', 'isakmp'],
    [{ kind: 'isakmp', isOn: false }, '%CRYPTO-6-ISAKMP_ON_OFF: ISAKMP is OFF', 'isakmp'],
    [
      { kind: 'not-ipsec', local, remote, protocol: 47 },
      "%CRYPTO-4-RECVD_PKT_NOT_IPSEC: Rec'd packet not an IPSEC packet. (ip) vrf/dest_addr= /150.1.1.1, src_addr= 150.3.1.3, prot= 47",
      'not-ipsec',
    ],
    [
      { kind: 'invalid-spi', local, remote, protocol: 50, spi: 0x72662541 },
      "%CRYPTO-4-RECVD_PKT_INV_SPI: decaps: rec'd IPSEC packet has invalid spi for destaddr=150.1.1.1, prot=50, spi=0x72662541(1919296833), srcaddr=150.3.1.3",
      'invalid-spi',
    ],
    [
      { kind: 'mac-error', connectionId: 3 },
      '%CRYPTO-4-RECVD_PKT_MAC_ERR: decrypt: mac verify failed for connection id=3',
      'bad-mac',
    ],
    [
      {
        kind: 'invalid-identity',
        local,
        remote,
        source: ip('10.2.2.1'),
        destination: ip('10.1.1.1'),
        protocol: 1,
        selectors: { localSelector: hostSelector(local, 0), remoteSelector: hostSelector(remote, 0) },
      },
      "%CRYPTO-4-RECVD_PKT_INV_IDENTITY: identity doesn't match negotiated identity (ip) dest_addr= 10.1.1.1, src_addr= 10.2.2.1, prot= 1 (ident) local=150.1.1.1, remote=150.3.1.3 local_proxy=(150.1.1.1/255.255.255.255/0/0), remote_proxy=(150.3.1.3/255.255.255.255/0/0)",
      'identity-mismatch',
    ],
    [
      { kind: 'replay-error', connectionId: 29, sequence: 219 },
      '%CRYPTO-4-PKT_REPLAY_ERR: decrypt: replay check failed  connection id=29, sequence number=219',
      'replay',
    ],
    [
      { kind: 'bad-ike-message', remote },
      '%CRYPTO-4-IKMP_BAD_MESSAGE: IKE message from 150.3.1.3 failed its sanity check or is malformed',
      'ike-malformed',
    ],
    [
      { kind: 'ike-without-sa', remote },
      '%CRYPTO-4-IKMP_NO_SA: IKE message from 150.3.1.3 has no SA and is not an initialization offer',
      'ike-no-sa',
    ],
    [
      { kind: 'ike-mode-failed', mode: 'quick', remote },
      '%CRYPTO-6-IKMP_MODE_FAILURE: Processing of Quick mode failed with peer at 150.3.1.3',
      'ike-unequal',
    ],
    [
      { kind: 'ike-not-encrypted', remote },
      "%CRYPTO-6-IKMP_NOT_ENCRYPTED: IKE packet from 150.3.1.3 was not encrypted and it should've been.",
      'other',
    ],
    [
      { kind: 'ike-not-authenticated', remote },
      '%CRYPTO-6-IKMP_SA_NOT_AUTH: Cannot accept Quick Mode exchange from 150.3.1.3 if SA is not authenticated!',
      'other',
    ],
    [
      { kind: 'ike-unknown-exchange', remote, exchangeType: 4 },
      '%CRYPTO-6-IKMP_UNK_EXCHANGE: IKE peer at 150.3.1.3 sent a message with an unknown exchange 4',
      'other',
    ],
  ];

  it.each(cases)('of %j', (event, line, kind) => {
    expect(lineOf(event)).toBe(line);
    const { records, unknown } = parseLog(`*Mar  1 00:00:01.000: ${line}`);
    expect(unknown).toEqual([]);
    expect(records).toMatchObject([{ source: 'syslog', facility: 'CRYPTO', event: { kind } }]);
  });

  it('are about crypto alone', () => {
    expect(lineOf({ kind: 'line-protocol', interface: 'Tunnel0', isUp: true })).toBeUndefined();
  });
});

describe('on a router', () => {
  it('ISAKMP goes off with the last tunnel that needs it', async () => {
    const { network, r1 } = await ready();
    await migrate(r1);
    wait(network, 1);
    await r1.configureInterface('Tunnel0', 'no tunnel protection ipsec profile MyProfile');
    expect(r1.logged.filter((line) => line.includes('ISAKMP is'))).toEqual([
      expect.stringMatching(/: %CRYPTO-6-ISAKMP_ON_OFF: ISAKMP is ON$/),
      expect.stringMatching(/: %CRYPTO-6-ISAKMP_ON_OFF: ISAKMP is OFF$/),
    ]);
  });

  it('a packet for an SA that is gone is an invalid SPI', async () => {
    const { network, r1, r3 } = await ready();
    await migrate(r1);
    await migrate(r3);
    wait(network, 5);
    // R3 forgets, and the deletions on their way to R1 are lost.
    network.west.passes = () => false;
    await r3.show('clear crypto sa');
    wait(network, 0.01);
    network.west.passes = () => true;
    ping(network, network.r1, '10.0.0.2', { count: 1 });
    const spi = r1.router.ipsec.flows[0]?.current?.outbound.spi;
    expect(r3.logged.join('\n')).toMatch(
      /%CRYPTO-4-RECVD_PKT_INV_SPI: .* destaddr=172\.16\.0\.6, prot=50, spi=0x[\dA-F]+\(\d+\), srcaddr=172\.16\.0\.1/,
    );
    expect(spi).toBeDefined();
  });
});

describe('crypto logging session', () => {
  it('tells of sessions that come up and go down, and of nothing before it is on', async () => {
    const { network, r1, r3 } = await ready();
    const sessions = (): string[] => r1.logged.filter((line) => line.includes('SESSION_STATUS'));
    await migrate(r1);
    await migrate(r3);
    wait(network, 5);
    expect(sessions()).toEqual([]);
    await r1.configure('crypto logging session');
    expect(r1.configuration).toContain('crypto logging session\n');
    await r1.show('clear crypto session');
    wait(network, 10);
    expect(sessions().map((line) => line.slice(line.indexOf('%')))).toEqual([
      '%CRYPTO-5-SESSION_STATUS: Crypto tunnel is DOWN.  Peer 172.16.0.6:500       Id: 172.16.0.6',
      '%CRYPTO-5-SESSION_STATUS: Crypto tunnel is UP  .  Peer 172.16.0.6:500       Id: 172.16.0.6',
    ]);
    expect(parseLog(sessions().join('\n'))).toMatchObject({
      records: [{ event: { kind: 'session' } }, {}],
      unknown: [],
    });
  });
});

describe('aggressive mode', () => {
  it('that is disabled is said in the log', async () => {
    const { network, r1, r3 } = await ready();
    await r3.configure('crypto isakmp aggressive-mode disable');
    await r1.configure(
      'crypto isakmp peer address 172.16.0.6\n set aggressive-mode password FooB4r\n set aggressive-mode client-endpoint fqdn r1.example',
    );
    await migrate(r3);
    await migrate(r1);
    wait(network, 5);
    expect(r3.logged.join('\n')).toContain(
      '%CRYPTO-5-IKMP_AG_MODE_DISABLED: Unable to initiate or respond to Aggressive Mode while disabled',
    );
  });
});
