/** What later releases show otherwise: corpus genie (ios, iosxe), muninn, reference/device-output.md section 3. */
import { smartPolicies } from '../../../../../src-main/simulator/router/ike/built-in-suites.ts';
import { describe, expect, it } from 'vitest';
import { parseShowCryptoIpsecSa } from '../../../../../src-main/parsers/ios/show-crypto-ipsec-sa.ts';
import { parseShowCryptoSession } from '../../../../../src-main/parsers/ios/show-crypto-session.ts';
import { flavourOf } from '../../../../../src-main/simulator/ios/flavour.ts';
import type { IsakmpSa } from '../../../../../src-main/simulator/ike/isakmp-sa.ts';
import {
  sessionAssociationOf,
  type SessionAssociation,
} from '../../../../../src-main/simulator/ios/crypto/show/crypto-session-association.ts';
import { sessionsOf } from '../../../../../src-main/simulator/ios/crypto/show/crypto-sessions.ts';
import { ipsecSaLines } from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-ipsec-sa.ts';
import { isakmpPolicyLines } from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-isakmp-policy.ts';
import { isakmpProfileLines } from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-isakmp-profile.ts';
import {
  isakmpSaCountLines,
  isakmpSaLines,
} from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-isakmp-sa.ts';
import { isakmpSaDetailLines } from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-isakmp-sa-detail.ts';
import { sessionBriefLines } from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-session-brief.ts';
import { cryptoSessionLines } from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-session.ts';
import { defaultIsakmpPolicy } from '../../../../../src-main/simulator/router/ipsec/crypto-configuration.ts';
import { isakmpSa, presharedPolicy, seed000 } from '../crypto-state.ts';

const [of122, of15, ofXe] = ['12.2(13)T', '15.2(4)M7', '17.03.04a'].map(flavourOf);
if (!of122 || !of15 || !ofXe) throw new Error('three releases');

describe('show crypto isakmp sa', () => {
  it('has the columns of the release', () => {
    expect(isakmpSaLines([isakmpSa({})], of15).slice(0, 3)).toEqual([
      'IPv4 Crypto ISAKMP SA',
      'dst             src             state          conn-id status',
      '172.16.0.6      172.16.0.1      QM_IDLE           1002 ACTIVE',
    ]);
    expect(isakmpSaLines([isakmpSa({ connectionId: 1 })], of122)).toEqual([
      'dst             src             state          conn-id slot',
      '172.16.0.6      172.16.0.1      QM_IDLE              1    0',
      '',
    ]);
  });

  it('counts, tells aggressive mode, and says what peers can do', () => {
    const deleted = isakmpSa({ isDeleted: true, mode: 'aggressive' });
    const trying = isakmpSa({ state: 'AG_INIT_EXCH', mode: 'aggressive', connectionId: 0 });
    expect(isakmpSaLines([deleted, trying], of15).slice(2, 4)).toEqual([
      '172.16.0.6      172.16.0.1      AG_INIT_EXCH         0 ACTIVE',
      '172.16.0.6      172.16.0.1      AG_NO_STATE       1002 ACTIVE (deleted)',
    ]);
    expect(isakmpSaCountLines([deleted, trying, isakmpSa({})])).toEqual([
      "Active ISAKMP SA's: 1",
      "Standby ISAKMP SA's: 0",
      "Currently being negotiated ISAKMP SA's: 1",
      "Dead ISAKMP SA's: 1",
    ]);
    const capable = isakmpSa({ vendors: new Set(['DPD'] as const), isNatFound: true });
    expect(isakmpSaDetailLines([capable], { asksPeers: true, numbersAfter: 1000 })[9]).toMatch(
      / psk {2}1 {2}23:56:19 DN {2}$/,
    );
  });
});

describe('show crypto ipsec sa of IOS XE', () => {
  it('has the lines of corpus muninn, and is understood by the parser', () => {
    const { flow, now } = seed000();
    const egressOf = () => ({ name: 'GigabitEthernet3', ipMtu: 1500 });
    const lines = ipsecSaLines([flow], {
      now,
      isDetailed: false,
      flavour: { ...ofXe, numbersAfter: { ike: 1000, ipsec: 0 } },
      egressOf,
    });
    expect(lines).toEqual(
      expect.arrayContaining([
        '     plaintext mtu 1446, path mtu 1500, ip mtu 1500, ip mtu idb GigabitEthernet3',
        '     PFS (Y/N): N, DH group: none',
        '        conn id: 3, flow_id: CSR:3, sibling_flags FFFFFFFF80004048, crypto map: Tunnel0-head-0',
        '        Status: ACTIVE(ACTIVE)',
      ]),
    );
    expect(parseShowCryptoIpsecSa(lines.join('\n'))).toMatchObject({ outcome: 'complete', unknown: [] });
  });
});

describe('show crypto ipsec sa behind a NAT', () => {
  it('has the port of the peer, and ESP in UDP', () => {
    const { flow, now } = seed000();
    const [pair] = flow.pairs;
    if (pair) pair.encapsulation = { local: 4500, remote: 1024 };
    const lines = ipsecSaLines([flow], { now, isDetailed: false, flavour: of15, egressOf: () => undefined });
    expect(lines).toContain('   current_peer 172.16.0.6 port 1024');
    expect(lines.filter((line) => line === '        in use settings ={Tunnel UDP-Encaps, }')).toHaveLength(2);
    expect(parseShowCryptoIpsecSa(lines.join('\n'))).toMatchObject({ unknown: [] });
  });
});

describe('show crypto session of 15', () => {
  const view = { now: 1_000_000, isDetailed: false };
  const shown = (associations: readonly IsakmpSa[]): SessionAssociation[] =>
    associations.map((one) => sessionAssociationOf(one, false));

  it('names the version of IKE and the session, as corpus genie has it', () => {
    const { flow, associations } = seed000();
    const lines = cryptoSessionLines([flow], { ...view, associations: shown(associations), flavour: of15 });
    expect(lines.slice(2, 7)).toEqual([
      'Interface: Tunnel0',
      'Session status: UP-ACTIVE     ',
      'Peer: 172.16.0.6 port 500 ',
      '  Session ID: 0  ',
      '  IKEv1 SA: local 172.16.0.1/500 remote 172.16.0.6/500 Active ',
    ]);
    const detailed = cryptoSessionLines([flow], {
      ...view,
      associations: shown(associations),
      flavour: of15,
      isDetailed: true,
    });
    expect(parseShowCryptoSession(detailed.join('\n'))).toMatchObject({ outcome: 'complete', unknown: [] });
  });

  it('is a row when it is brief', () => {
    const { flow, associations } = seed000();
    expect(
      sessionBriefLines(sessionsOf([flow], shown(associations)), view.now)
        .at(-1)
        ?.trim()
        .split(/ +/),
    ).toEqual(['172.16.0.6', 'Tu0', '172.16.0.6', '00:03:41', 'UA']);
  });

  it('shows the profile and the ports that a NAT has made', () => {
    const { flow } = seed000();
    const associations = [isakmpSa({ ports: { local: 4500, remote: 4500 }, profile: { vrf: undefined, name: 'P' } })];
    const lines = cryptoSessionLines([flow], { ...view, associations: shown(associations), flavour: of15 });
    expect(lines.slice(3, 8)).toEqual([
      'Profile: P',
      'Session status: UP-ACTIVE     ',
      'Peer: 172.16.0.6 port 4500 ',
      '  Session ID: 0  ',
      '  IKEv1 SA: local 172.16.0.1/4500 remote 172.16.0.6/4500 Active ',
    ]);
  });
});

describe('policies and profiles of 15', () => {
  it('are the configured ones, or the default ones where there are none', () => {
    const configured = isakmpPolicyLines([presharedPolicy, defaultIsakmpPolicy], of15);
    expect(configured.filter((line) => line.includes('rotection suite'))).toEqual(['Protection suite of priority 10']);
    const smart = isakmpPolicyLines(smartPolicies, of15);
    expect(smart.slice(1, 8)).toEqual([
      'Default IKE policy',
      'Default protection suite of priority 65507',
      '\tencryption algorithm:\tAES - Advanced Encryption Standard (128 bit keys).',
      '\thash algorithm:\t\tSecure Hash Standard',
      '\tauthentication method:\tRivest-Shamir-Adleman Signature',
      '\tDiffie-Hellman group:\t#5 (1536 bit)',
      '\tlifetime:\t\t86400 seconds, no volume limit',
    ]);
    expect(smart.at(-6)).toBe('Default protection suite of priority 65514');
  });

  it('lists what a profile matches', () => {
    const profile = {
      name: 'P',
      vrf: undefined,
      keyring: 'K',
      trustpoints: [],
      match: [{ kind: 'host', name: 'example', isDomain: true } as const],
      selfIdentity: 'fqdn' as const,
      selfIdentityName: undefined,
      keepalive: undefined,
      initiateMode: 'main' as const,
    };
    expect(isakmpProfileLines([profile], of15)).toEqual([
      '',
      'IKEv1 PROFILE P',
      '   Identities matched are:',
      '    host-domain example ',
      '   Certificate maps matched are:',
      '   Identity presented is: fqdn',
      '   keyring(s): K',
      '   trustpoint(s): <all>',
    ]);
  });
});
