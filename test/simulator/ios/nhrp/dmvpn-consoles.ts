/** A hub and two spokes on one Ethernet that stands for the Internet, and what is typed there: 192.0.2.N outside, 10.0.0.N inside. */
import { Bridge } from '../../../../src-main/simulator/network/bridge.ts';
import { Link } from '../../../../src-main/simulator/network/link.ts';
import { VirtualClock } from '../../../../src-main/simulator/network/virtual-clock.ts';
import { NetworkConsole } from '../network-console.ts';

export interface Dmvpn {
  clock: VirtualClock;
  hub: NetworkConsole;
  spokes: [NetworkConsole, NetworkConsole];
  /** The cable of the hub. */
  cable: Link;
}

export function dmvpnConsoles(release = '15.9(3)M6'): Dmvpn {
  const clock = new VirtualClock();
  const bridge = new Bridge(clock);
  const [hub, one, two] = [1, 2, 3].map((number) => new NetworkConsole(clock, number, release)) as [
    NetworkConsole,
    NetworkConsole,
    NetworkConsole,
  ];
  const cables = [hub, one, two].map((console) => {
    const cable = new Link(clock);
    console.port('FastEthernet0/0').carrier.plugIn(cable.a);
    bridge.plugIn(cable.b);
    return cable;
  });
  const [cable] = cables;
  if (!cable) throw new RangeError('no cable');
  return { clock, hub, spokes: [one, two], cable };
}

/** Address outside, a network behind the router, and the beginning of the tunnel. */
export const site = (number: number): string => `interface FastEthernet0/0
 ip address 192.0.2.${number} 255.255.255.0
 no shutdown
interface Loopback0
 ip address 172.20.${number}.1 255.255.255.0
`;

export const ikev1 = `crypto isakmp policy 10
 encryption aes
 authentication pre-share
 group 14
crypto isakmp key N3tkey address 0.0.0.0 0.0.0.0
crypto ipsec transform-set T esp-aes esp-sha-hmac
 mode transport
crypto ipsec profile P
 set transform-set T
`;

export const ikev2 = `crypto ikev2 keyring K
 peer ANY
  address 0.0.0.0 0.0.0.0
  pre-shared-key N3tkey
crypto ikev2 profile I
 match identity remote address 0.0.0.0
 authentication local pre-share
 authentication remote pre-share
 keyring local K
crypto ipsec transform-set T esp-aes esp-sha-hmac
 mode transport
crypto ipsec profile P
 set transform-set T
 set ikev2-profile I
`;

/** @param more further lines of the tunnel */
export const hubTunnel = (more = ''): string => `interface Tunnel0
 ip address 10.0.0.1 255.255.255.0
 ip mtu 1400
 ip nhrp authentication S3cret
 ip nhrp map multicast dynamic
 ip nhrp network-id 1
 tunnel source FastEthernet0/0
 tunnel mode gre multipoint
 tunnel key 100
${more}`;

export const spokeTunnel = (number: number, kind: 'gre' | 'mgre', more = ''): string => `interface Tunnel0
 ip address 10.0.0.${number} 255.255.255.0
 ip mtu 1400
 ip nhrp authentication S3cret
 ip nhrp map 10.0.0.1 192.0.2.1
 ip nhrp map multicast 192.0.2.1
 ip nhrp network-id 1
 ip nhrp holdtime 300
 ip nhrp nhs 10.0.0.1
 tunnel source FastEthernet0/0
 ${kind === 'gre' ? 'tunnel destination 192.0.2.1' : 'tunnel mode gre multipoint'}
 tunnel key 100
${more}`;
