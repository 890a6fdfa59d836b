import { describe, expect, it } from 'vitest';
import { flavourOf } from '../../../../../src-main/simulator/ios/flavour.ts';
import { parseShowCryptoSession } from '../../../../../src-main/parsers/ios/show-crypto-session.ts';
import type { IsakmpSa } from '../../../../../src-main/simulator/ike/isakmp-sa.ts';
import {
  sessionAssociationOf,
  type SessionAssociation,
} from '../../../../../src-main/simulator/ios/crypto/show/crypto-session-association.ts';
import { cryptoSessionLines } from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-session.ts';
import { configuredR1, isakmpSa, seed000 } from '../crypto-state.ts';

const view = { now: 1_000_000, flavour: flavourOf('12.4(15)T14') };

const shown = (associations: readonly IsakmpSa[]): SessionAssociation[] =>
  associations.map((one) => sessionAssociationOf(one, false));

function statusWith(flow: ReturnType<typeof configuredR1>['flow'], associations: readonly IsakmpSa[]): string {
  return cryptoSessionLines([flow], { ...view, associations: shown(associations), isDetailed: false })[3]?.trim() ?? '';
}

describe('show crypto session', () => {
  it('shows a tunnel that is up, blanks at the ends and all', () => {
    const { flow, associations } = seed000();
    expect(cryptoSessionLines([flow], { ...view, associations: shown(associations), isDetailed: false })).toEqual([
      'Crypto session current status',
      '',
      'Interface: Tunnel0',
      'Session status: UP-ACTIVE     ',
      'Peer: 172.16.0.6 port 500 ',
      '  IKE SA: local 172.16.0.1/500 remote 172.16.0.6/500 Active ',
      '  IPSEC FLOW: permit ip 0.0.0.0/0.0.0.0 0.0.0.0/0.0.0.0 ',
      '        Active SAs: 2, origin: crypto map',
      '',
    ]);
  });

  it('tells up times, identities, packets and lifetimes in detail', () => {
    const { flow, associations } = seed000();
    const lines = cryptoSessionLines([flow], { ...view, associations: shown(associations), isDetailed: true });
    expect(lines.slice(6)).toEqual([
      'Interface: Tunnel0',
      'Uptime: 00:03:41',
      'Session status: UP-ACTIVE     ',
      'Peer: 172.16.0.6 port 500 fvrf: (none) ivrf: (none)',
      '      Phase1_id: 172.16.0.6',
      '      Desc: (none)',
      '  IKE SA: local 172.16.0.1/500 remote 172.16.0.6/500 Active ',
      '          Capabilities:(none) connid:1002 lifetime:23:56:19',
      '  IPSEC FLOW: permit ip 0.0.0.0/0.0.0.0 0.0.0.0/0.0.0.0 ',
      '        Active SAs: 2, origin: crypto map',
      "        Inbound:  #pkts dec'ed 5 drop 0 life (KB/Sec) 4540862/3379",
      "        Outbound: #pkts enc'ed 5 drop 0 life (KB/Sec) 4540862/3378",
      '',
    ]);
  });

  it('calls the state by what is there of IKE and of IPsec', () => {
    const up = seed000().flow;
    const { flow: down } = configuredR1();
    expect(statusWith(up, [])).toBe('Session status: UP-NO-IKE');
    expect(statusWith(down, [isakmpSa({})])).toBe('Session status: UP-IDLE');
    expect(statusWith(down, [isakmpSa({ state: 'MM_NO_STATE', connectionId: 0 })])).toBe(
      'Session status: DOWN-NEGOTIATING',
    );
    expect(statusWith(down, [])).toBe('Session status: DOWN');
  });

  it('lists an association that was given up beside the one that is tried', () => {
    const trying = isakmpSa({ state: 'MM_NO_STATE', connectionId: 0, policy: undefined });
    const associations = [{ ...trying, isDeleted: true }, trying];
    const lines = cryptoSessionLines([configuredR1('gre-ip').flow], {
      ...view,
      associations: shown(associations),
      isDetailed: false,
    });
    expect(lines.slice(5, 8)).toEqual([
      '  IKE SA: local 172.16.0.1/500 remote 172.16.0.6/500 Inactive ',
      '  IKE SA: local 172.16.0.1/500 remote 172.16.0.6/500 Inactive ',
      '  IPSEC FLOW: permit 47 host 172.16.0.1 host 172.16.0.6 ',
    ]);
  });

  it('is understood whole by the parser', () => {
    const { flow, associations } = seed000();
    const text = cryptoSessionLines([flow], { ...view, associations: shown(associations), isDetailed: true }).join(
      '\n',
    );
    expect(parseShowCryptoSession(text)).toMatchObject({ outcome: 'complete', unknown: [] });
  });
});
