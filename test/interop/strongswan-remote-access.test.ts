/**
 * strongSwan and whole routers of ours where one gives the other an address: FlexVPN by IKE version 2, Easy VPN by XAUTH
 * and mode config of version 1, and each of the two is the server once.
 */
import { describe, expect, it } from 'vitest';
import { charon, hasLogins, type Charon } from './charon.ts';
import { charonFor, Party, secret, type Meeting, type Names } from './ios-and-charon.ts';
import * as story from './strongswan-story.ts';
import type { Settings } from './vici-text.ts';

/** Of the servers' pools the first one: nobody else is there. */
const given = { byRouter: '10.8.0.10', byCharon: '10.9.0.1' };
const pool: Settings = { learners: { addrs: '10.9.0.0/24', dns: '10.61.0.53' } };

interface Access {
  what: string;
  meeting: Omit<Meeting, 'number'>;
  /** Who has got the address, and which. */
  address: string;
}

const flexLines = (policy: string, more: string): string => `aaa new-model
aaa authorization network FLEX local
crypto ikev2 authorization policy AP
${policy}crypto ikev2 proposal I
 encryption aes-cbc-128
 integrity sha256
 group 14
crypto ikev2 policy I
 proposal I
crypto ikev2 keyring K
 peer ANY
  address 0.0.0.0 0.0.0.0
  pre-shared-key ${secret}
crypto ikev2 profile P
 match identity remote address 0.0.0.0
 authentication local pre-share
 authentication remote pre-share
 keyring local K
 aaa authorization group psk list FLEX AP
${more}crypto ipsec transform-set T esp-aes esp-sha256-hmac
crypto ipsec profile IP
 set transform-set T
 set ikev2-profile P
`;

const flexServer = ({ interface: source, routerInside }: Names): string => `ip local pool POOL 10.8.0.10 10.8.0.20
access-list 10 permit ${routerInside.replace(/1$/, '0')} 0.0.0.255
${flexLines(' pool POOL\n netmask 255.255.255.0\n dns 10.61.1.53\n route set access-list 10\n', ' virtual-template 1\n')}interface Virtual-Template1 type tunnel
 ip unnumbered Loopback0
 tunnel source ${source}
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile IP
`;

const flexClient = ({ interface: source, charon: peer, charonInside }: Names): string => `${flexLines(
  ' route set interface\n',
  '',
)}interface Tunnel0
 ip address negotiated
 tunnel source ${source}
 tunnel mode ipsec ipv4
 tunnel destination ${peer}
 tunnel protection ipsec profile IP
ip route ${charonInside.replace(/1$/, '0')} 255.255.255.0 Tunnel0
`;

const easyServer = ({ routerInside, gateway }: Names): string => `aaa new-model
aaa authentication login USERS local
aaa authorization network GROUPS local
username learner password 0 right
ip local pool CLIENTS 10.8.0.10 10.8.0.20
crypto isakmp policy 10
 encryption aes
 hash sha
 authentication pre-share
 group 2
crypto isakmp client configuration group STUDENTS
 key ${secret}
 dns 10.61.1.53
 pool CLIENTS
 acl 102
access-list 102 permit ip ${routerInside.replace(/1$/, '0')} 0.0.0.255 any
crypto ipsec transform-set T esp-aes esp-sha-hmac
crypto dynamic-map D 10
 set transform-set T
 reverse-route
ip route 10.8.0.0 255.255.255.0 ${gateway}
crypto map M client authentication list USERS
crypto map M isakmp authorization list GROUPS
crypto map M client configuration address respond
crypto map M 10 ipsec-isakmp dynamic D
`;

/** The name of a domain is no line of an interface: after one, the client's first line would be. */
const easyClient = ({ charon: peer, interface: outside, gateway }: Names): string => `ip domain name lab.example
crypto ipsec client ezvpn EZ
 connect auto
 group STUDENTS key ${secret}
 mode client
 peer ${peer}
 username learner password right
 xauth userid mode local
interface Loopback0
 crypto ipsec client ezvpn EZ inside
interface ${outside}
 crypto ipsec client ezvpn EZ
ip route 0.0.0.0 0.0.0.0 ${gateway}
`;

const psk = (id: string): Settings => ({ auth: 'psk', id });
const group = 'keyid:STUDENTS';
const ofVersion1 = { version: 1, aggressive: 'yes' };
const offered = ['aes256', 'aes128', '3des'].map((cipher) => `${cipher}-sha1-modp1024`).join(',');

const ofVersion2 = ({ own, charon: peer }: Names): Settings => ({
  version: 2,
  proposals: 'aes128-sha256-modp2048',
  local: psk(peer),
  remote: psk(own),
});
const flexChild = { esp_proposals: 'aes128-sha256' };
const everything = '0.0.0.0/0';

const accesses: readonly Access[] = [
  {
    what: 'FlexVPN whose server is the router',
    address: given.byRouter,
    meeting: {
      ios: flexServer,
      connection: (names) => ({ ...ofVersion2(names), vips: '0.0.0.0' }),
      child: () => ({ ...flexChild, local_ts: 'dynamic', remote_ts: everything }),
    },
  },
  {
    what: 'FlexVPN whose server is charon',
    address: given.byCharon,
    meeting: {
      ios: flexClient,
      connection: (names) => ({ ...ofVersion2(names), pools: 'learners' }),
      child: () => ({ ...flexChild, local_ts: everything, remote_ts: everything }),
    },
  },
  {
    what: 'Easy VPN whose server is the router',
    address: given.byRouter,
    meeting: {
      ios: easyServer,
      connection: ({ own }) => ({
        ...ofVersion1,
        proposals: 'aes128-sha1-modp1024',
        vips: '0.0.0.0',
        local: psk(group),
        'local-xauth': { auth: 'xauth', xauth_id: 'learner' },
        remote: psk(own),
      }),
      child: ({ routerInside }) => ({
        esp_proposals: 'aes128-sha1',
        local_ts: 'dynamic',
        remote_ts: routerInside.replace(/1$/, '0/24'),
      }),
    },
  },
  {
    what: 'Easy VPN whose server is charon',
    address: given.byCharon,
    meeting: {
      ios: easyClient,
      connection: ({ charon: peer }) => ({
        ...ofVersion1,
        proposals: offered,
        pools: 'learners',
        local: psk(peer),
        remote: psk(group),
        'remote-xauth': { auth: 'xauth' },
      }),
      child: () => ({ esp_proposals: 'aes256-sha1,aes128-sha1,3des-sha1', local_ts: everything, remote_ts: 'dynamic' }),
    },
  },
];

const placeOf = (which: number): string => `198.19.${(process.pid % 60) * 4 + which}`;

function start(place: string, meeting: Meeting): Promise<Charon> {
  return charonFor(place, [meeting], {
    addresses: ['10.61.0.1', given.byRouter],
    routes: ['10.61.1.0/24', '10.9.0.0/24'],
    pools: pool,
    secrets: { 'ike-1': { secret: `"${secret}"` }, 'xauth-1': { id: 'learner', secret: '"right"' } },
  });
}

/** Packets of both ends, from and to the address that has been given. */
async function expectTraffic(party: Party, { address }: Access): Promise<void> {
  const { charonInside, routerInside } = party.names;
  const isOfCharon = address === given.byRouter;
  const [here, there] = isOfCharon ? [routerInside, address] : [address, charonInside];
  const shown = await party.console.type(`ping ${there} source ${isOfCharon ? 'Loopback0' : address} timeout 6`);
  if (!/\([45]\/5\)/.test(shown) || !(await party.peer.echo(there, here)))
    throw new Error(`${shown}\n${await party.console.type('show ip route')}\n${await party.account()}`);
}

async function begin(party: Party, { address }: Access): Promise<void> {
  if (address === given.byRouter) {
    const { isDone, output } = await party.initiate();
    if (!isDone) throw new Error(`${output}\n${await party.account()}`);
  }
  await party.until(async () => (await party.childInUse()) !== undefined, 'a child', 45_000);
}

async function expectAddress(party: Party, { address }: Access): Promise<void> {
  const [association] = await party.associations();
  const which = address === given.byRouter ? 'local-vips' : 'remote-vips';
  expect(association?.sa[which]).toEqual([address]);
}

describe.skipIf(charon === undefined || !hasLogins())('strongSwan and a router that give each other addresses', () => {
  it.concurrent.each(accesses.map((access, i) => ({ ...access, which: i })))(
    'agree on $what, carry data both ways, renew, and begin again',
    { timeout: 240_000 },
    async ({ which, ...access }) => {
      const meeting: Meeting = { ...access.meeting, number: 1 };
      const peer = await start(placeOf(which), meeting);
      try {
        await using party = await Party.start(placeOf(which), meeting, peer);
        for (let times = 0; times < 2; times++) {
          await begin(party, access);
          await expectAddress(party, access);
          await expectTraffic(party, access);
          const before = await story.marksOf(party);
          await peer.rekey({ child: party.child });
          await party.until(async () => story.isNew(await story.marksOf(party), before, 'child'), 'another child');
          await expectTraffic(party, access);
          await party.console.type('clear crypto session');
          await party.until(async () => (await story.marksOf(party)).ike !== before.ike, 'the association is gone');
        }
      } finally {
        await peer.stop();
      }
    },
  );
});
