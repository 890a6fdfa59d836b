/** show crypto ipsec client ezvpn (Easy VPN Remote, "Verifying the Cisco Easy VPN Configuration"). */
import { formatIpv4 } from '../../../../base/address.ts';
import type { ClientConfiguration } from '../../../ike/environment.ts';
import type { EzvpnClients } from '../../../router/ike/ezvpn-clients.ts';
import type { EzvpnTunnel } from '../../../router/ike/ezvpn-tunnel.ts';

export function ezvpnLines(clients: EzvpnClients, tunnel: EzvpnTunnel): string[] {
  const { profile, outside, state, lastEvent, configuration, ends, peer } = tunnel;
  const inside = clients.interfacesOf(tunnel, 'inside').map(({ name }) => name);
  const server = ends?.remote ?? peer;
  return [
    `Tunnel name : ${profile.name}`,
    `Inside interface list: ${inside.join(', ')}`,
    `Outside interface: ${outside?.name ?? ''} `,
    `Current State: ${state}`,
    `Last Event: ${lastEvent}`,
    ...(configuration ? configurationLines(configuration, tunnel) : []),
    ...(server === undefined ? [] : [`Current EzVPN Peer: ${formatIpv4(server)}`]),
  ];
}

function configurationLines(configuration: ClientConfiguration, { loopback }: EzvpnTunnel): string[] {
  const { address, mask = 0xffffffff, dns, domain, maySavePassword, splitInclude } = configuration;
  const titles = ['DNS Primary', 'DNS Secondary'];
  return [
    ...(address === undefined
      ? []
      : [
          `Address: ${formatIpv4(address)}${loopback ? ` (applied on ${loopback.name})` : ''}`,
          `Mask: ${formatIpv4(mask)}`,
        ]),
    ...dns.slice(0, titles.length).map((one, index) => `${titles[index] ?? ''}: ${formatIpv4(one)}`),
    ...(domain === undefined ? [] : [`Default Domain: ${domain}`]),
    `Save Password: ${maySavePassword ? 'Allowed' : 'Disallowed'}`,
    ...splitInclude.flatMap((network, index) => [
      `Split Tunnel List: ${index + 1}`,
      `       Address    : ${formatIpv4(network.address)}`,
      `       Mask       : ${formatIpv4(network.mask)}`,
      '       Protocol   : 0x0',
      '       Source Port: 0',
      '       Dest Port  : 0',
    ]),
  ];
}
