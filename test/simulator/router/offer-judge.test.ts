import { describe, expect, it } from 'vitest';
import { childCandidates, childProposal, pfsGroupsIn } from '../../../src-main/simulator/ike2/child-proposal.ts';
import type { Ikev2ChildJudgement } from '../../../src-main/simulator/ike2/ipsec-side.ts';
import { rangeOf } from '../../../src-main/simulator/ike2/narrowing.ts';
import type { IpsecProposal } from '../../../src-main/simulator/ipsec/proposal.ts';
import { VirtualClock } from '../../../src-main/simulator/network/virtual-clock.ts';
import { OfferJudge } from '../../../src-main/simulator/router/ipsec/offer-judge.ts';
import { PolicyDatabase } from '../../../src-main/simulator/router/ipsec/policy-database.ts';
import type { Router } from '../../../src-main/simulator/router/router.ts';
import { VirtualAccess } from '../../../src-main/simulator/router/ike/virtual-access.ts';
import { ip } from './network.ts';
import { aesSha, allowPeer2, connect, sites } from './sites.ts';

const des: IpsecProposal = {
  mode: 'tunnel',
  esp: { cipher: 'des', keyBits: 56, integrity: 'md5' },
  ah: undefined,
};
const lan = (site: number) => ({ address: ip(`10.${site}.1.0`), mask: ip('255.255.255.0'), protocol: 0, port: 0 });

/** Nobody is let in at a template here. */
const noTunnels = {
  tunnels: () => [],
  lendTunnel: (name: string): never => {
    throw new Error(name);
  },
  removeInterface: () => undefined,
  changed: () => undefined,
};

/** Each algorithm with a group of its own, as strongSwan offers `des-md5-modp1024, aes128-sha1-modp2048`. */
function judged(router: Router, groups: readonly [number, number], isFirst = false): Ikev2ChildJudgement {
  const { crypto, accessLists } = router;
  const interfaces = () => router.interfaces.values();
  const policies = new PolicyDatabase({ crypto, accessLists, interfaces, tunnels: () => [] });
  policies.refresh();
  const [own] = crypto.proposalsOf({ transformSets: ['Set'] });
  const offered = [des, ...(own ? [own] : [])].map((one, i) =>
    childProposal(one, { number: i + 1, spi: Uint8Array.of(0, 0, 1, i), pfsGroup: groups[i] }),
  );
  const candidates = childCandidates(offered, 'tunnel');
  const virtual = new VirtualAccess({ ...noTunnels, clock: new VirtualClock(), crypto, interfaces }, () => false);
  const offer = {
    local: ip('172.16.0.1'),
    remote: ip('172.16.0.6'),
    profile: 'V2',
    localSelectors: [rangeOf(lan(1))],
    remoteSelectors: [rangeOf(lan(3))],
    proposals: candidates.map(({ ipsec }) => ipsec),
    pfsGroups: candidates.map(({ proposal }) => (isFirst ? [] : pfsGroupsIn(proposal))),
    isTranslated: false,
    isFirst,
    replaces: undefined,
  };
  return new OfferJudge(crypto, policies, virtual).version2(offer, undefined).judgement;
}

function routerWith(pfsGroup: number | undefined): Router {
  const network = sites();
  allowPeer2(network.r1);
  connect(network, [1], aesSha, { ikev2Profile: 'V2', pfsGroup });
  return network.r1;
}

describe('an offer of several proposals with a group each', () => {
  it('is accepted with the group of the proposal that is chosen, where none is asked for', () => {
    expect(judged(routerWith(undefined), [2, 14])).toMatchObject({ kind: 'accepted', proposal: 1, pfsGroup: 14 });
  });

  it('is refused where the group that is asked for is that of another proposal', () => {
    expect(judged(routerWith(2), [2, 14])).toEqual({ kind: 'pfs-mismatch' });
    expect(judged(routerWith(14), [2, 14])).toMatchObject({ kind: 'accepted', proposal: 1, pfsGroup: 14 });
  });

  it('has no groups in the exchange that authenticates', () => {
    expect(judged(routerWith(2), [2, 14], true)).toMatchObject({ kind: 'accepted', proposal: 1, pfsGroup: undefined });
  });
});
