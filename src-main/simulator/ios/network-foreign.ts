/** What routers do with packets and these do not: refused by its name, so that nobody believes in it. */
import type { Mode } from '../cli/mode.ts';
import { refuseByPurpose } from '../cli/refuse-by-name.ts';
import { Refusal } from '../cli/refusal.ts';
import { cryptoMapMode } from './crypto/crypto-map-mode.ts';
import { configureMode, execMode, interfaceMode } from './modes.ts';
import { isTunnel } from './interface/tunnel-settings.ts';

const ofRouter = {
  'router bgp': 'Border Gateway Protocol (BGP)',
  'router rip': 'Routing Information Protocol (RIP)',
  'router isis': 'ISO IS-IS',
  'ip dhcp pool': 'A DHCP server',
  'ip dhcp excluded-address': 'A DHCP server',
  'ipv6 unicast-routing': 'IP version 6',
  'ipv6 route': 'IP version 6',
} as const;

const ofInterfaces = {
  'ipv6 address': 'IP version 6',
  'ipv6 enable': 'IP version 6',
  standby: 'Hot Standby Router Protocol (HSRP)',
  vrrp: 'Virtual Router Redundancy Protocol (VRRP)',
} as const;

/** Of tunnels with many ends: what there is of NHRP stands in nhrp-settings.ts. */
const ofTunnels = {
  'if-state nhrp': 'A line protocol that follows NHRP',
  'ip nhrp attribute': 'An attribute that NHRP tells',
  'ip nhrp cache': 'Another cache of NHRP',
  'ip nhrp group': 'A group of spokes for quality of service',
  'ip nhrp interest': 'A choice of packets that NHRP asks for',
  'ip nhrp map group': 'A group of spokes for quality of service',
  'ip nhrp max-send': 'A limit to what NHRP sends',
  'ip nhrp multicast': 'NHRP that multicast routing asks',
  'ip nhrp path': 'A preference among paths of NHRP',
  'ip nhrp record': 'Records of the way of NHRP messages',
  'ip nhrp responder': 'Another address that NHRP answers with',
  'ip nhrp server-only': 'NHRP that asks nobody',
  'ip nhrp trigger-svc': 'Circuits that traffic sets up',
  'ip nhrp use': 'A number of packets before NHRP asks',
  'ip nhrp vrf': 'NHRP for another VRF',
} as const;

const asked = {
  'debug dmvpn': 'Debugging of DMVPN as a whole',
  'show ip nhrp stats': 'Statistics of NHRP by its events',
  'show nhrp': 'NHRP for both families at once',
} as const;

/** Where an address of IPv6 may stand: said at once, and not that the input is invalid. */
function refuseIpv6<Context>(
  mode: Mode<Context>,
  words: string,
  when: (context: Context) => boolean = () => true,
): void {
  mode.add(`${words} IPV6:address [LINE:more]` as 'words IPV6:address [LINE:more]', {
    hidden: true,
    when,
    run: (_, { address }) => {
      throw Refusal.notSimulated(`IP version 6 is not simulated: '${address}'`);
    },
    no: () => undefined,
  });
}

export function declareForeignNetworking(): void {
  for (const words of ['ping', 'traceroute']) refuseIpv6(execMode, words);
  for (const words of ['tunnel source', 'tunnel destination']) refuseIpv6(interfaceMode, words, isTunnel);
  refuseIpv6(configureMode, 'crypto isakmp key [{0|6}:kind] WORD:secret address ipv6');
  refuseIpv6(cryptoMapMode, 'set peer');
  refuseByPurpose(configureMode, ofRouter);
  refuseByPurpose(interfaceMode, ofInterfaces);
  refuseByPurpose(interfaceMode, ofTunnels, isTunnel);
  refuseByPurpose(execMode, asked);
  configureMode.words({ 'ip routing': 'Enable IP routing' }).add('ip routing', {
    // A router routes: the line says nothing new, and is not written.
    run: () => undefined,
    no: () => {
      throw Refusal.notSimulated("A router without routing is not simulated: 'no ip routing'");
    },
  });
}
