/** Two sites, as in seed 002: a loopback behind each of R1 and R3, and what is typed there to protect what is between. */
import type { ProbeOutcome } from '../../../../src-main/simulator/router/icmp-endpoint.ts';
import { ip, marks, ping, smallNetwork, type SmallNetwork } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';

export interface Sites {
  network: SmallNetwork;
  site1: CryptoConsole;
  site2: CryptoConsole;
}

/** What both ends have, but for the crypto map: keys, an access list, the transform set TS. */
const common = (own: string, other: string, peer: string): string => `
interface Loopback0
 ip address ${own}.1 255.255.255.0
ip access-list extended BETWEEN
 permit ip ${own}.0 0.0.0.255 ${other}.0 0.0.0.255
crypto isakmp policy 10
 authentication pre-share
crypto isakmp key MY_K3Y address ${peer}
crypto ipsec transform-set TS esp-aes esp-sha-hmac
`;

/**
 * The routers between the sites know one another's hardware addresses.
 * @param texts what else is typed at each site
 * @param release of the software at both
 */
export async function sites(texts: { site1: string; site2: string }, release?: string): Promise<Sites> {
  const network = smallNetwork('sites');
  const [site1, site2] = [new CryptoConsole(network.r1, release), new CryptoConsole(network.r3, release)];
  network.r1.addLoopback('Loopback0');
  network.r3.addLoopback('Loopback0');
  const refused = [
    ...(await site1.configure(common('10.1.1', '10.2.2', '172.16.0.6') + texts.site1)),
    ...(await site2.configure(common('10.2.2', '10.1.1', '172.16.0.1') + texts.site2)),
  ];
  if (refused.length > 0) throw new Error(refused.join('\n'));
  ping(network, network.r1, '172.16.0.6');
  return { network, site1, site2 };
}

/** A crypto map by which a site speaks to the other one; `more` are further lines of its entry. */
export function mapTo(peer: string, more = ''): string {
  return `
crypto map CRYPTO 10 ipsec-isakmp
 set peer ${peer}
 set transform-set TS
 match address BETWEEN
${more}
interface FastEthernet0/0
 crypto map CRYPTO
`;
}

/** Pings from one loopback to the other. */
export function pingFrom({ network }: Sites, site: 1 | 2, count = 5): string {
  const [own, other] = site === 1 ? ['10.1.1.1', '10.2.2.1'] : ['10.2.2.1', '10.1.1.1'];
  const { icmp } = site === 1 ? network.r1 : network.r3;
  const identifier = icmp.newIdentifier();
  const outcomes: ProbeOutcome[] = [];
  const probe = { source: ip(own), destination: ip(other), size: 100, dontFragment: false, timeout: 2000 };
  const next = (): void => {
    if (outcomes.length === count) return;
    icmp.probe(probe, identifier, outcomes.length, (outcome) => {
      outcomes.push(outcome);
      next();
    });
  };
  next();
  while (outcomes.length < count && network.clock.runInstant());
  return marks(outcomes);
}
