/** Remote access by IKE version 1: a router that is a client of Easy VPN, and one that is its server (seed 001, transaction mode). */
import { describe, expect, it } from 'vitest';
import { textOfConfiguration } from '../../../../src-main/simulator/cli/configuration.ts';
import { configureMode } from '../../../../src-main/simulator/ios/modes.ts';
import { ip, marks, ping, smallNetwork, type SmallNetwork } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';
import { pingFrom, type Sites } from './crypto-sites.ts';

const server = `
aaa new-model
aaa authentication login USERS local
aaa authorization network GROUPS local
username learner password 0 right
ip local pool CLIENTS 10.9.9.10 10.9.9.20
interface Loopback0
 ip address 10.2.2.1 255.255.255.0
crypto isakmp policy 10
 encryption aes
 authentication pre-share
 group 2
crypto isakmp client configuration group STUDENTS
 key group-key
 dns 10.2.2.53
 domain lab.example
 pool CLIENTS
 acl 101
 save-password
access-list 101 permit ip 10.2.2.0 0.0.0.255 any
crypto ipsec transform-set TS esp-aes esp-sha-hmac
crypto dynamic-map DYN 10
 set transform-set TS
 reverse-route
`;

const byMap = `
crypto map VPN client authentication list USERS
crypto map VPN isakmp authorization list GROUPS
crypto map VPN client configuration address respond
crypto map VPN 10 ipsec-isakmp dynamic DYN
interface FastEthernet0/0
 crypto map VPN
`;

const byProfile = `
crypto isakmp profile REMOTE
 match identity group STUDENTS
 client authentication list USERS
 isakmp authorization list GROUPS
 client configuration address respond
crypto dynamic-map DYN 10
 set isakmp-profile REMOTE
crypto map VPN 10 ipsec-isakmp dynamic DYN
interface FastEthernet0/0
 crypto map VPN
`;

const client = (more = '', mode = 'client'): string => `
crypto ipsec client ezvpn EZ
 connect auto
 group STUDENTS key group-key
 mode ${mode}
 peer 172.16.0.6
 username learner password right
 xauth userid mode local
${more}
interface Loopback0
 ip address 10.1.1.1 255.255.255.0
 crypto ipsec client ezvpn EZ inside
interface FastEthernet0/0
 crypto ipsec client ezvpn EZ
`;

/** Lets time pass, in milliseconds. */
const after = ({ clock }: SmallNetwork, time: number): void => clock.runUntil(clock.now() + time);

async function lab(texts: { client: string; server: string }): Promise<Sites> {
  const network = smallNetwork('ezvpn');
  const [site1, site2] = [new CryptoConsole(network.r1), new CryptoConsole(network.r3)];
  network.r1.addLoopback('Loopback0');
  network.r3.addLoopback('Loopback0');
  // The routers between them know one another's hardware addresses.
  ping(network, network.r1, '172.16.0.6');
  const refused = [...(await site2.configure(texts.server)), ...(await site1.configure(texts.client))];
  if (refused.length > 0) throw new Error(refused.join('\n'));
  after(network, 2000);
  return { network, site1, site2 };
}

describe('a client of Easy VPN', () => {
  it('logs in, is given an address, and hides behind it whoever is inside', async () => {
    const sites = await lab({ client: client(), server: server + byMap });
    expect(await sites.site1.show('show crypto ipsec client ezvpn')).toEqual([
      'Easy VPN Remote Phase: 6',
      '',
      'Tunnel name : EZ',
      'Inside interface list: Loopback0',
      'Outside interface: FastEthernet0/0 ',
      'Current State: IPSEC_ACTIVE',
      'Last Event: SOCKET_UP',
      'Address: 10.9.9.10 (applied on Loopback10000)',
      'Mask: 255.255.255.255',
      'DNS Primary: 10.2.2.53',
      'Default Domain: lab.example',
      'Save Password: Allowed',
      'Split Tunnel List: 1',
      '       Address    : 10.2.2.0',
      '       Mask       : 255.255.255.0',
      '       Protocol   : 0x0',
      '       Source Port: 0',
      '       Dest Port  : 0',
      'Current EzVPN Peer: 172.16.0.6',
      '',
    ]);
    expect(pingFrom(sites, 1)).toBe('!!!!!');
    expect((await sites.site2.show('show ip route')).join('\n')).toContain('10.9.9.10');
    expect(await sites.site2.show('show crypto ipsec sa')).toContain(
      '   remote ident (addr/mask/prot/port): (10.9.9.10/255.255.255.255/0/0)',
    );
    expect(sites.site1.logged.join('\n')).toContain(
      '%CRYPTO-6-EZVPN_CONNECTION_UP: (Client)  User=learner  Group=STUDENTS  Client_public_addr=172.16.0.1  Server_public_addr=172.16.0.6  Assigned_client_addr=10.9.9.10',
    );
  });

  it('is shown as configured and logged in, at both ends', async () => {
    const sites = await lab({ client: client(), server: server + byMap });
    for (const site of [sites.site1, sites.site2]) {
      expect((await site.show('show crypto session detail')).join('\n')).toContain('Capabilities:CX connid:');
      expect((await site.show('show crypto isakmp sa detail')).join('\n')).toMatch(/ psk {2}2 {2}23:59:\d\d CX/);
    }
  });

  it('lets what is for others go in clear where the server names networks', async () => {
    const sites = await lab({ client: client(), server: server + byMap });
    expect(marks(ping(sites.network, sites.network.r1, '172.16.0.5'))).toContain('!');
  });

  it('finds its server by the group of an ISAKMP profile, too', async () => {
    const sites = await lab({ client: client(), server: server + byProfile });
    expect(pingFrom(sites, 1)).toBe('!!!!!');
  });

  it('joins its network to that of the server in network extension mode, both ways', async () => {
    const sites = await lab({ client: client('', 'network-extension'), server: server + byMap });
    expect(pingFrom(sites, 1)).toBe('!!!!!');
    expect(pingFrom(sites, 2)).toBe('!!!!!');
    expect(await sites.site1.show('show ip interface brief')).not.toContain('Loopback10000');
  });

  it('waits for a name and password to be typed', async () => {
    const text = client('no username').replace('xauth userid mode local', 'xauth userid mode interactive');
    const sites = await lab({ client: text.replace('no username', ' no username'), server: server + byMap });
    expect(sites.site1.logged.join('\n')).toContain(
      'EZVPN(EZ): Pending XAuth Request, Please enter the following command:',
    );
    expect(await sites.site1.show('show crypto ipsec client ezvpn')).toContain('Current State: XAUTH_REQ');
    expect((await sites.site1.show('show crypto isakmp sa')).join('\n')).toContain('CONF_XAUTH');
    const { ezvpn } = sites.network.r1.ipsec;
    const [tunnel] = ezvpn.tunnels.values();
    if (!tunnel) throw new Error('no client');
    ezvpn.supply(tunnel, { userName: 'learner', password: 'right' });
    after(sites.network, 1000);
    expect(tunnel.state).toBe('IPSEC_ACTIVE');
  });

  it('is sent away with a wrong password, and tries again', async () => {
    const sites = await lab({ client: client().replace('password right', 'password wrong'), server: server + byMap });
    expect(await sites.site1.show('show crypto ipsec client ezvpn')).toContain('Last Event: CONN_DOWN');
    await sites.site2.configure('username learner password 0 wrong');
    after(sites.network, 20_000);
    expect(await sites.site1.show('show crypto ipsec client ezvpn')).toContain('Current State: IPSEC_ACTIVE');
  });

  it('connects when it is told to, where it is not to do so by itself', async () => {
    const sites = await lab({ client: client(' connect manual'), server: server + byMap });
    expect(await sites.site1.show('show crypto ipsec client ezvpn')).toContain('Current State: CONNECT_REQUIRED');
    await sites.site1.show('crypto ipsec client ezvpn connect EZ');
    after(sites.network, 2000);
    expect(pingFrom(sites, 1)).toBe('!!!!!');
    await sites.site1.show('clear crypto ipsec client ezvpn');
    after(sites.network, 2000);
    expect(await sites.site1.show('show crypto ipsec client ezvpn')).toContain('Current State: CONNECT_REQUIRED');
    expect((await sites.site2.show('show ip route')).join('\n')).not.toContain('10.9.9.10');
  });

  it('keeps its address when its association is renewed, and gives it back when it goes', async () => {
    const sites = await lab({ client: client(), server: `${server}crypto isakmp policy 10\n lifetime 120\n${byMap}` });
    after(sites.network, 400_000);
    expect(pingFrom(sites, 1)).toBe('!!!!!');
    expect(sites.network.r1.interfaces.get('Loopback10000')?.address?.address).toBe(ip('10.9.9.10'));
    await sites.site1.configure('interface FastEthernet0/0\n no crypto ipsec client ezvpn EZ');
    after(sites.network, 2000);
    expect(sites.network.r1.interfaces.has('Loopback10000')).toBe(false);
  });

  it('shows in debugging what is asked and answered between the phases', async () => {
    const network = smallNetwork('ezvpn');
    const [site1, site2] = [new CryptoConsole(network.r1), new CryptoConsole(network.r3)];
    network.r1.addLoopback('Loopback0');
    network.r3.addLoopback('Loopback0');
    ping(network, network.r1, '172.16.0.6');
    await site2.configure(server + byMap);
    await site2.show('debug crypto isakmp');
    await site1.configure(client());
    after(network, 2000);
    const said = site2.debugged.join('\n');
    for (const line of [
      'Need XAUTH',
      'XAUTH_USER_NAME_V2',
      'Config payload REPLY',
      'Config payload ACK',
      'Config payload REQUEST',
      'allocating address 10.9.9.10',
    ])
      expect(said).toContain(line);
  });
});

describe('a server for remote access', () => {
  it('asks nobody for a login whose key says no-xauth', async () => {
    const between = `
ip access-list extended BETWEEN
 permit ip 10.1.1.0 0.0.0.255 10.2.2.0 0.0.0.255
crypto isakmp policy 10
 encryption aes
 authentication pre-share
 group 2
crypto isakmp key MY_K3Y address 172.16.0.6
crypto ipsec transform-set TS esp-aes esp-sha-hmac
interface Loopback0
 ip address 10.1.1.1 255.255.255.0
crypto map CRYPTO 10 ipsec-isakmp
 set peer 172.16.0.6
 set transform-set TS
 match address BETWEEN
interface FastEthernet0/0
 crypto map CRYPTO
`;
    const key = 'crypto isakmp key MY_K3Y address 172.16.0.1';
    const with_ = await lab({ client: between, server: `${server}${byMap}${key} no-xauth\n` });
    expect(pingFrom(with_, 1)).toBe('.!!!!');
    const without = await lab({ client: between, server: `${server}${byMap}${key}\n` });
    expect(pingFrom(without, 1)).toBe('.....');
  });

  it('is written back as it was typed', async () => {
    const sites = await lab({ client: client(), server: server + byMap });
    const all = ({ device }: CryptoConsole): string => textOfConfiguration(configureMode.configuration(device));
    for (const line of server.split('\n').filter((one) => /^(aaa|ip local|crypto isakmp client| pool| acl)/.test(one)))
      expect(all(sites.site2)).toContain(line);
    expect(sites.site2.configuration).toContain('crypto map VPN client configuration address respond');
    expect(all(sites.site1)).not.toContain('interface Loopback10000');
    expect(sites.site1.interfaceConfiguration('Loopback0')).toContain('crypto ipsec client ezvpn EZ inside');
  });
});
