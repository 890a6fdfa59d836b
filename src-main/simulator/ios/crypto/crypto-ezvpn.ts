/** crypto ipsec client ezvpn: the client of Easy VPN, globally and on the interfaces inside and outside of it. */
import { formatIpv4, parseIpv4 } from '../../../base/address.ts';
import { block } from '../../cli/configuration.ts';
import { Mode } from '../../cli/mode.ts';
import { refuseByName } from '../../cli/refuse-by-name.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { EzvpnMode, EzvpnProfile } from '../../router/ike/access-configuration.ts';
import type { IosDevice } from '../device.ts';
import { configureMode, interfaceMode } from '../modes.ts';

interface EzvpnContext {
  readonly device: IosDevice;
  readonly profile: EzvpnProfile;
}

export const ezvpnMode = new Mode<EzvpnContext>({
  name: 'ezvpn',
  prompt: '(config-crypto-ezvpn)#',
  title: 'Easy VPN Remote configuration commands:',
  privilege: 15,
  parent: configureMode,
  layout: ['connect', 'group', 'mode', 'peer', 'username', 'xauth'],
});

export function declareEzvpn(): void {
  configureMode
    .words({
      'crypto ipsec client': 'Configure a client',
      'crypto ipsec client ezvpn': 'Configure ezvpn client',
      'ezvpn name': 'Configuration name, up to 32 chars',
    })
    .add('crypto ipsec client ezvpn WORD:name', {
      section: 'crypto ipsec client',
      run: (device, { name }, exec) => {
        const { ezvpn } = device.router.crypto.access;
        const profile = ezvpn.get(name) ?? newProfile(name);
        ezvpn.set(name, profile);
        exec.enter(ezvpnMode, { device, profile });
      },
      no: ({ router }, { name }) => {
        const { ezvpn, ezvpnOn } = router.crypto.access;
        const user = [...ezvpnOn].find(([, { profile }]) => profile === name);
        if (user)
          throw Refusal.because(`% Crypto EzVPN ${name} is in use by interface ${user[0]}: remove it there first`);
        ezvpn.delete(name);
        router.converge();
      },
      show: (device) =>
        [...device.router.crypto.access.ezvpn.values()].map((profile) =>
          block(`crypto ipsec client ezvpn ${profile.name}`, ezvpnMode, { device, profile }),
        ),
    });
  declareWords();
  declareConnection();
  declareServer();
  declareLogin();
  declareOnInterface();
}

function newProfile(name: string): EzvpnProfile {
  return { name, isAutomatic: true, group: undefined, mode: 'client', peers: [], user: undefined, isXauthLocal: false };
}

function change({ device, profile }: EzvpnContext, edit: (profile: EzvpnProfile) => unknown): void {
  edit(profile);
  device.router.converge();
}

function declareConnection(): void {
  ezvpnMode
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('connect ![{auto|manual}:how]', {
      run: (context, { how }) => change(context, (one) => (one.isAutomatic = how === 'auto')),
      no: (context) => change(context, (one) => (one.isAutomatic = true)),
      show: ({ profile }) => [`connect ${profile.isAutomatic ? 'auto' : 'manual'}`],
    })
    .add('mode ![{client|network-extension|network-plus}:mode]', {
      run: (context, { mode }) => change(context, (one) => (one.mode = mode satisfies EzvpnMode)),
      no: (context) => change(context, (one) => (one.mode = 'client')),
      show: ({ profile }) => [`mode ${profile.mode}`],
    });
  refuseByName(ezvpnMode, { '': 'acl backup flow idletime local-address nat ssid virtual-interface' });
}

function declareServer(): void {
  ezvpnMode
    .add('group WORD:name key WORD:key', {
      run: (context, { name, key }) => change(context, (one) => (one.group = { name, key })),
      show: ({ profile: { group } }) => (group ? [`group ${group.name} key ${group.key}`] : []),
    })
    .add('no group', { hidden: true, run: (context) => change(context, (one) => (one.group = undefined)) })
    .add('peer WORD:peer', {
      run: ({ device, profile }, { peer }) => {
        const address = parseIpv4(peer) ?? device.settings.addressOf(peer);
        if (address === undefined)
          throw Refusal.notSimulated(`A server is named by its address here: nobody resolves ${peer}`);
        change({ device, profile }, (one) => (one.peers = [...new Set([...one.peers, address])]));
      },
      no: (context, { peer }) =>
        change(context, (one) => (one.peers = one.peers.filter((known) => formatIpv4(known) !== peer))),
      show: ({ profile }) => profile.peers.map((peer) => `peer ${formatIpv4(peer)}`),
    });
}

function declareLogin(): void {
  ezvpnMode
    .add('username ![WORD:user password WORD:password]', {
      run: ({ profile }, { user, password }) => (profile.user = { name: user, password }),
      no: ({ profile }) => (profile.user = undefined),
      show: ({ profile: { user } }) => (user ? [`username ${user.name} password ${user.password}`] : []),
    })
    .add('xauth userid mode ![{interactive|local}:how]', {
      run: ({ profile }, { how }) => (profile.isXauthLocal = how === 'local'),
      no: ({ profile }) => (profile.isXauthLocal = false),
      show: ({ profile }) => [`xauth userid mode ${profile.isXauthLocal ? 'local' : 'interactive'}`],
    })
    .add('xauth userid mode http-intercept', {
      hidden: true,
      run: () => {
        throw Refusal.notSimulated("'http-intercept' is not simulated: there is no browser to ask");
      },
    });
}

function declareOnInterface(): void {
  interfaceMode
    .words({
      crypto: 'Encryption/Decryption commands',
      'crypto ipsec': 'Set IPSec parameters',
      'crypto ipsec client': 'Configure a client',
      'crypto ipsec client ezvpn': 'Assign ezvpn client configuration',
      'ezvpn name': 'ezvpn client configuration name',
      'name inside': 'Specify inside interface',
      'name outside': 'Specify outside interface',
    })
    .add('crypto ipsec client ezvpn WORD:name [{inside|outside}:side]', {
      section: 'crypto map',
      run: ({ device: { router }, one }, { name, side = 'outside' }) => {
        const { ezvpn, ezvpnOn } = router.crypto.access;
        if (!ezvpn.has(name)) throw Refusal.because(`% Crypto EzVPN ${name} does not exist`);
        ezvpnOn.set(one.name, { profile: name, side });
        router.converge();
      },
      no: ({ device: { router }, one }) => {
        router.crypto.access.ezvpnOn.delete(one.name);
        router.converge();
      },
      show: ({ device, one }) => {
        const on = device.router.crypto.access.ezvpnOn.get(one.name);
        return on ? [`crypto ipsec client ezvpn ${on.profile}${on.side === 'inside' ? ' inside' : ''}`] : [];
      },
    });
}

function declareWords(): void {
  ezvpnMode.words({
    no: 'Negate a command or set its defaults',
    default: 'Set a command to its defaults',
    exit: 'Exit from Easy VPN remote configuration mode',
    connect: 'Manual / Automatic connection initiation',
    'connect auto': 'Connect automatically',
    'connect manual': 'Connect manually',
    group: 'Set group name',
    'group name': 'group name',
    'name key': 'Set group password',
    'key key': 'group password',
    mode: 'Set client or network extension mode',
    'mode client': 'Client mode',
    'mode network-extension': 'Network extension mode',
    'mode network-plus': 'Network extension mode, with an address from the server',
    peer: 'Allowed Encryption/Decryption peer.',
    'peer peer': 'IP address or hostname of the server',
    username: 'Set the username and password for XAUTH',
    'username user': 'XAUTH user name',
    'user password': 'XAUTH password',
    'password password': 'The UNENCRYPTED (cleartext) password',
    xauth: 'Set xauth parameters',
    userid: 'Set the way in which the user is authenticated',
    'userid mode': 'Set the way in which the user is authenticated',
    'mode interactive': 'The user is asked at the console',
    'mode local': 'The configured name and password are used',
  });
}
