/** crypto isakmp profile: how peers of one kind are told from others, and how they are treated. */
import { formatIpv4, hostMask, lengthOfMask, networkOf } from '../../../base/address.ts';
import { block } from '../../cli/configuration.ts';
import type { ConfigurationLine } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { IsakmpIdentityMatch, IsakmpProfile } from '../../ike/configuration.ts';
import { declareProfileClients } from './crypto-client-terms.ts';
import { deeper } from './crypto-indent.ts';
import { keepaliveOf } from './crypto-isakmp-settings.ts';
import { profileUser } from './crypto-profile-users.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

interface ProfileContext {
  readonly device: IosDevice;
  readonly profile: IsakmpProfile;
}

export const isakmpProfileMode = new Mode<ProfileContext>({
  name: 'isakmp profile',
  prompt: '(conf-isa-prof)#',
  title: 'Isakmp profile commands:',
  privilege: 15,
  parent: configureMode,
  layout: ['vrf', 'keyring', 'ca', 'self-identity', 'match', 'client', 'keepalive', 'initiate', 'virtual-template'],
});

/** In real configurations, by a line of IOS as it enters the mode. */
const needsMatch = '% A profile is deemed incomplete until it has match identity statements';

export function declareIsakmpProfile(): void {
  configureMode
    .words({
      'crypto isakmp profile': 'Define ISAKMP Profiles',
      'isakmp profile name': 'Name of the profile',
    })
    .add('crypto isakmp profile WORD:name', {
      section: 'crypto isakmp profile',
      run: (device, { name }, exec) => {
        const { isakmpProfiles } = device.router.crypto;
        const profile = isakmpProfiles.get(name) ?? newProfile(name);
        if (!isakmpProfiles.has(name) && !device.isBooting) exec.print(needsMatch);
        isakmpProfiles.set(name, profile);
        exec.enter(isakmpProfileMode, { device, profile });
      },
      no: ({ router }, { name }) => {
        const { crypto } = router;
        if (!crypto.isakmpProfiles.has(name)) throw Refusal.because(`% Profile ${name} does not exist`);
        const user = profileUser(crypto, ({ isakmpProfile }) => isakmpProfile === name);
        if (user !== undefined) throw Refusal.because(`% Cannot remove profile ${name}: it is in use by ${user}`);
        crypto.isakmpProfiles.delete(name);
        router.converge();
      },
      show: (device) => [...device.router.crypto.isakmpProfiles.values()].map((profile) => blockOf(device, profile)),
    });
  isakmpProfileMode
    .words({
      no: 'Negate a command or set its defaults',
      default: 'Set a command to its defaults',
      exit: 'Exit from crypto isakmp profile sub mode',
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
  declareKeys();
  declareSelfIdentity();
  declareMatch();
  declareProfileClients(isakmpProfileMode);
  declareManners();
}

function newProfile(name: string): IsakmpProfile {
  return {
    name,
    vrf: undefined,
    keyring: undefined,
    trustpoints: [],
    match: [],
    selfIdentity: undefined,
    selfIdentityName: undefined,
    keepalive: undefined,
    initiateMode: 'main',
  };
}

/** Three blanks begin the lines below it, one more than those of a keyring (gh id:35042932486, gh id:1456131183). */
function blockOf(device: IosDevice, profile: IsakmpProfile): ConfigurationLine {
  const { line, body } = block(`crypto isakmp profile ${profile.name}`, isakmpProfileMode, { device, profile });
  const note = profile.match.length === 0 ? ['! This profile is incomplete (no match identity statement)'] : [];
  return deeper({ line, body: [...note, ...body] }, '  ');
}

function declareKeys(): void {
  isakmpProfileMode
    .words({
      vrf: 'Specify the VRF it is related to',
      'vrf name': 'VRF name',
      keyring: 'Specify keyring to use',
      'keyring name': 'keyring name',
      ca: 'Specify certificate authorities to trust',
      'ca trust-point': 'Specify trustpoint',
      'trust-point name': 'Trustpoint name',
    })
    .add('vrf ![WORD:name]', {
      run: ({ profile }, { name }) => (profile.vrf = name),
      no: ({ profile }) => (profile.vrf = undefined),
      show: ({ profile: { vrf } }) => (vrf === undefined ? [] : [`vrf ${vrf}`]),
    })
    .add('keyring ![WORD:name]', {
      run: ({ device: { router }, profile }, { name }) => {
        if (name !== 'default' && !router.crypto.keyrings.has(name))
          throw Refusal.because(`% Keyring ${name} does not exist`);
        profile.keyring = name;
        router.converge();
      },
      no: ({ profile }) => (profile.keyring = undefined),
      show: ({ profile: { keyring } }) => (keyring === undefined ? [] : [`keyring ${keyring}`]),
    })
    .add('ca trust-point ![WORD:name]', {
      run: ({ profile }, { name }) => (profile.trustpoints = [...new Set([...profile.trustpoints, name])]),
      no: ({ profile }, { name }) => (profile.trustpoints = profile.trustpoints.filter((one) => one !== (name ?? one))),
      show: ({ profile }) => profile.trustpoints.map((name) => `ca trust-point ${name}`),
    });
}

function declareSelfIdentity(): void {
  isakmpProfileMode
    .words({
      'self-identity': 'Identity to use to identify ourselves to the peer',
      'self-identity address': 'Use IP address as identity',
      'self-identity fqdn': 'Use FQDN as identity',
      'self-identity user-fqdn': 'Use user FQDN as identity',
      'user-fqdn name': 'user FQDN: user@domain',
    })
    .add('self-identity ![{address|fqdn}:kind]', {
      run: ({ profile }, { kind }) => Object.assign(profile, { selfIdentity: kind, selfIdentityName: undefined }),
      no: ({ profile }) => Object.assign(profile, { selfIdentity: undefined, selfIdentityName: undefined }),
      show: ({ profile: { selfIdentity, selfIdentityName } }) => {
        if (selfIdentity === undefined) return [];
        return [`self-identity ${selfIdentity}${selfIdentityName === undefined ? '' : ` ${selfIdentityName}`}`];
      },
    })
    .add('self-identity user-fqdn WORD:name', {
      run: ({ profile }, { name }) => Object.assign(profile, { selfIdentity: 'user-fqdn', selfIdentityName: name }),
      no: ({ profile }) => Object.assign(profile, { selfIdentity: undefined, selfIdentityName: undefined }),
    });
}

function declareMatch(): void {
  declareMatchWords();
  isakmpProfileMode
    .add('match identity address A.B.C.D:peer [MASK:mask] [WORD:vrf]', {
      section: 'match',
      run: (context, given) => put(context, addressMatch(given)),
      no: (context, given) => drop(context, addressMatch(given)),
      show: ({ profile }) => profile.match.map(matchLine),
    })
    .add('match identity {host|user}:kind [domain:domain] WORD:name', {
      run: (context, given) => put(context, nameMatch(given)),
      no: (context, given) => drop(context, nameMatch(given)),
    })
    .add('match certificate WORD:map', {
      run: (context, { map }) => put(context, { kind: 'certificate', name: map }),
      no: (context, { map }) => drop(context, { kind: 'certificate', name: map }),
    })
    .add('match identity group WORD:group', {
      run: (context, { group }) => put(context, { kind: 'group', name: group }),
      no: (context, { group }) => drop(context, { kind: 'group', name: group }),
    });
}

function addressMatch(given: { peer: number; mask?: number; vrf?: string }): IsakmpIdentityMatch {
  const { peer, mask = peer === 0 ? 0 : hostMask, vrf } = given;
  if (lengthOfMask(mask) === undefined) throw Refusal.invalid('mask');
  return { kind: 'address', address: networkOf(peer, mask), mask, vrf };
}

function nameMatch(given: { kind: 'host' | 'user'; domain?: string; name: string }): IsakmpIdentityMatch {
  return { kind: given.kind, name: given.name, isDomain: given.domain !== undefined };
}

function put({ device, profile }: ProfileContext, match: IsakmpIdentityMatch): void {
  if (!profile.match.some((one) => matchLine(one) === matchLine(match))) profile.match.push(match);
  device.router.converge();
}

function drop({ device, profile }: ProfileContext, match: IsakmpIdentityMatch): void {
  profile.match = profile.match.filter((one) => matchLine(one) !== matchLine(match));
  device.router.converge();
}

/**
 * The mask is written, and a blank ends the line (gh id:1456131183: "… 255.255.255.255 "); everybody has none (gh
 * id:43589199134: "match identity address 0.0.0.0 ").
 */
function matchLine(match: IsakmpIdentityMatch): string {
  switch (match.kind) {
    case 'address':
      return `match identity address ${formatIpv4(match.address)} ${maskText(match.mask)}${match.vrf ?? ''}`;
    case 'certificate':
      return `match certificate ${match.name}`;
    case 'group':
      return `match identity group ${match.name}`;
    case 'host':
    case 'user':
      return `match identity ${match.kind} ${match.isDomain ? 'domain ' : ''}${match.name}`;
  }
}

const maskText = (mask: number): string => (mask === 0 ? '' : `${formatIpv4(mask)} `);

function declareManners(): void {
  isakmpProfileMode
    .words({
      keepalive: 'Set a keepalive interval for use with IOS peers',
      seconds: 'Number of seconds between keep alives',
      retry: 'Number of seconds between retries if keepalive fails',
      'retry retry': 'Number of seconds between retries',
      initiate: 'Initiate property',
      'initiate mode': 'Initiate phase 1 mode',
      aggressive: 'Initiate aggressive mode',
      'virtual-template': 'Specify the virtual-template for dynamic interface creation.',
      'virtual-template template': 'Virtual-Template interface number',
    })
    .add('keepalive ![<10-3600>:seconds retry <2-60>:retry]', {
      run: ({ profile }, given) => (profile.keepalive = keepaliveOf(given)),
      no: ({ profile }) => (profile.keepalive = undefined),
      show: ({ profile: { keepalive } }) =>
        keepalive ? [`keepalive ${keepalive.seconds} retry ${keepalive.retry}`] : [],
    })
    .add('initiate mode aggressive', {
      run: ({ profile }) => (profile.initiateMode = 'aggressive'),
      no: ({ profile }) => (profile.initiateMode = 'main'),
      show: ({ profile }) => (profile.initiateMode === 'aggressive' ? ['initiate mode aggressive'] : []),
    })
    .add('virtual-template ![<1-200>:template]', {
      run: ({ device, profile }, { template }) => {
        profile.virtualTemplate = template;
        device.router.converge();
      },
      no: ({ profile }) => (profile.virtualTemplate = undefined),
      show: ({ profile: { virtualTemplate } }) =>
        virtualTemplate === undefined ? [] : [`virtual-template ${virtualTemplate}`],
    });
}

function declareMatchWords(): void {
  isakmpProfileMode.words({
    match: 'Match values of peer',
    'match certificate': 'Peer certificate attributes',
    'certificate map': 'Certificate map',
    'match identity': 'Match peer identity',
    'identity address': 'IP Address(es)',
    'address peer': 'IP address',
    'peer mask': 'IP subnet mask',
    'address vrf': 'Front door VRF',
    'peer vrf': 'Front door VRF',
    'mask vrf': 'Front door VRF',
    'identity host': 'match a hostname/domain',
    'identity user': 'match a user fqdn/domain',
    'kind domain': 'match a domain',
    'kind name': 'fully qualified name',
    'domain name': 'domain name',
    'identity group': 'Peer group name',
    'group group': 'Peer group name',
  });
}
