/** crypto ipsec profile: what a protected tunnel negotiates. */
import { block } from '../../cli/configuration.ts';
import type { ConfigurationLine } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { IpsecProfile } from '../../router/ipsec/crypto-configuration.ts';
import { declareAssociationSettings } from './crypto-association-settings.ts';
import { transformSetIsMissing } from './crypto-ipsec-transform-set.ts';
import type { IosDevice } from '../device.ts';
import { hasIkev2 } from '../ikev2/ikev2-presence.ts';
import { configureMode } from '../modes.ts';

interface ProfileContext {
  readonly device: IosDevice;
  readonly profile: IpsecProfile;
}

export const ipsecProfileMode = new Mode<ProfileContext>({
  name: 'ipsec profile',
  prompt: '(ipsec-profile)#',
  title: 'Crypto Map configuration commands:',
  privilege: 15,
  parent: configureMode,
  // gh id:35042932486: the idle time before the transform set, the profile after it.
  layout: ['lifetime', 'idle-time', 'replay', 'transform-set', 'pfs', 'isakmp-profile', 'ikev2-profile'],
});

/** IOS takes up to six transform sets. */
const maximumSets = 6;

export function declareIpsecProfile(): void {
  configureMode
    .words({
      'crypto ipsec profile': 'Configure an ipsec policy profile',
      'crypto ipsec profile name': 'Profile name',
    })
    .add('crypto ipsec profile WORD:name', {
      section: 'crypto ipsec profile',
      run: (device, { name }, exec) => {
        const { profiles } = device.router.crypto;
        const profile = profiles.get(name) ?? { name, transformSets: [], pfsGroup: undefined, lifetime: {} };
        profiles.set(name, profile);
        exec.enter(ipsecProfileMode, { device, profile });
      },
      no: removeProfile,
      show: configurationOf,
    });
  declareTransformSets();
  declareAssociationSettings(ipsecProfileMode, ({ profile }) => profile);
  declareProfiles();
  ipsecProfileMode
    .words({
      no: 'Negate a command or set its defaults',
      default: 'Set a command to its defaults',
      exit: 'Exit from ipsec profile configuration mode',
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

function removeProfile({ router }: IosDevice, { name }: { name: string }): void {
  if (!router.crypto.profiles.has(name)) throw Refusal.because(profileIsMissing(name));
  const user = [...router.tunnels()].find(({ carrier }) => carrier.settings.protection === name);
  if (user) throw Refusal.because(`ERROR: IPSec profile ${name} is in use by ${user.name}`);
  router.crypto.profiles.delete(name);
}

export function profileIsMissing(name: string): string {
  return `ERROR: IPSec profile "${name}" does not exist.`;
}

function configurationOf(device: IosDevice): ConfigurationLine[] {
  return [...device.router.crypto.profiles.values()].map((profile) =>
    block(`crypto ipsec profile ${profile.name}`, ipsecProfileMode, { device, profile }),
  );
}

function declareTransformSets(): void {
  ipsecProfileMode
    .words({
      set: 'Set values for encryption/decryption',
      'set transform-set': 'Specify list of transform sets in priority order',
      'set transform-set names': 'Proposal tag',
    })
    .add('set transform-set ![WORD...:names]', {
      section: 'transform-set',
      run: ({ device: { router }, profile }, { names }) => {
        const missing = names.find((name) => !router.crypto.transformSetOf(name));
        if (missing !== undefined) throw Refusal.because(transformSetIsMissing(missing));
        if (names.length > maximumSets) throw Refusal.because(`% A profile has at most ${maximumSets} transform sets`);
        profile.transformSets = [...new Set(names)];
        router.converge();
      },
      no: ({ device: { router }, profile }) => {
        profile.transformSets = [];
        router.converge();
      },
      // A blank ends the line (seed 000, final configurations).
      show: ({ profile: { transformSets } }) =>
        transformSets.length > 0 ? [`set transform-set ${transformSets.join(' ')} `] : [],
    });
}

function declareProfiles(): void {
  ipsecProfileMode
    .words({
      'set isakmp-profile': 'Specify isakmp Profile',
      'set isakmp-profile name': 'Name of the isakmp profile',
      'set ikev2-profile': 'Specify ikev2 Profile',
      'set ikev2-profile name': 'Name of the ikev2 profile',
    })
    .add('set isakmp-profile ![WORD:name]', {
      section: 'isakmp-profile',
      run: ({ device: { router }, profile }, { name }) => {
        if (!router.crypto.isakmpProfiles.has(name)) throw Refusal.because(isakmpProfileIsMissing(name));
        profile.isakmpProfile = name;
        router.converge();
      },
      no: ({ device: { router }, profile }) => {
        delete profile.isakmpProfile;
        router.converge();
      },
      show: ({ profile: { isakmpProfile } }) =>
        isakmpProfile === undefined ? [] : [`set isakmp-profile ${isakmpProfile}`],
    })
    .add('set ikev2-profile ![WORD:name]', {
      section: 'ikev2-profile',
      when: ({ device }) => hasIkev2(device),
      run: ({ device: { router }, profile }, { name }) => {
        if (!router.crypto.ikev2.profiles.has(name)) throw Refusal.because(ikev2ProfileIsMissing(name));
        profile.ikev2Profile = name;
        router.converge();
      },
      no: ({ device: { router }, profile }) => {
        delete profile.ikev2Profile;
        router.converge();
      },
      show: ({ profile: { ikev2Profile } }) =>
        ikev2Profile === undefined ? [] : [`set ikev2-profile ${ikev2Profile}`],
    });
}

export function isakmpProfileIsMissing(name: string): string {
  return `ERROR: isakmp profile "${name}" does not exist.`;
}

export function ikev2ProfileIsMissing(name: string): string {
  return `ERROR: IKEv2 profile "${name}" does not exist.`;
}
