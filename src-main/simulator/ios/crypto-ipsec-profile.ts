/** crypto ipsec profile: what a protected tunnel negotiates. */
import { block } from '../cli/configuration.ts';
import type { ConfigurationLine } from '../cli/declaration.ts';
import { Mode } from '../cli/mode.ts';
import { Refusal } from '../cli/refusal.ts';
import type { IpsecProfile } from '../router/crypto-configuration.ts';
import { transformSetIsMissing } from './crypto-ipsec-transform-set.ts';
import type { IosDevice } from './device.ts';
import { configureMode } from './modes.ts';

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
  layout: ['lifetime', 'transform-set', 'pfs'],
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
  declarePfs();
  declareLifetime();
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
        const missing = names.find((name) => !router.crypto.transformSets.has(name));
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

function declarePfs(): void {
  ipsecProfileMode
    .words({
      'set pfs': 'Specify pfs settings',
      group1: 'D-H Group1 (768-bit modp)',
      group2: 'D-H Group2 (1024-bit modp)',
      group5: 'D-H Group5 (1536-bit modp)',
      group14: 'D-H Group14 (2048-bit modp)',
    })
    .add('set pfs [{group1|group2|group5|group14}:group]', {
      section: 'pfs',
      // Without a group it is group 1 (seed 003).
      run: ({ profile }, { group = 'group1' }) => (profile.pfsGroup = Number(group.slice('group'.length))),
      no: ({ profile }) => (profile.pfsGroup = undefined),
      show: ({ profile: { pfsGroup } }) => (pfsGroup === undefined ? [] : [`set pfs group${pfsGroup}`]),
    });
}

function declareLifetime(): void {
  const path = 'set security-association lifetime';
  ipsecProfileMode
    .words({
      'set security-association': 'Security association parameters',
      [path]: 'security association lifetime',
      [`${path} seconds`]: 'Time-based key duration',
      [`${path} kilobytes`]: 'Volume-based key duration',
      [`${path} seconds seconds`]: 'Security association duration in seconds',
      [`${path} kilobytes kilobytes`]: 'Security association duration in kilobytes encrypted',
    })
    .add('set security-association lifetime seconds ![<120-86400>:seconds]', {
      section: 'lifetime',
      run: ({ profile }, { seconds }) => (profile.lifetime.seconds = seconds),
      no: ({ profile }) => delete profile.lifetime.seconds,
      show: ({ profile: { lifetime } }) => lifetimeLine('seconds', lifetime.seconds),
    })
    .add('set security-association lifetime kilobytes ![<2560-536870912>:kilobytes]', {
      section: 'lifetime',
      run: ({ profile }, { kilobytes }) => (profile.lifetime.kilobytes = kilobytes),
      no: ({ profile }) => delete profile.lifetime.kilobytes,
      show: ({ profile: { lifetime } }) => lifetimeLine('kilobytes', lifetime.kilobytes),
    });
}

function lifetimeLine(unit: string, value: number | undefined): string[] {
  return value === undefined ? [] : [`set security-association lifetime ${unit} ${value}`];
}
