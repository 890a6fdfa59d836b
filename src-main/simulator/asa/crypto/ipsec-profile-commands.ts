/** crypto ipsec profile, and tunnel … on an interface: virtual tunnel interfaces. */
import { formatIpv4 } from '../../../base/address.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import { refuseByName } from '../../cli/refuse-by-name.ts';
import type { IpsecProfileSettings } from './crypto-state.ts';
import { checkProposal, checkSet } from './crypto-map-commands.ts';
import type { AsaDevice, AsaInterfaceContext } from '../device.ts';
import { configureMode, interfaceMode } from '../modes.ts';
import type { VirtualTunnelSettings } from '../named-interfaces.ts';
import { shownTrustpoint, textOfTrustpoint } from '../certificates/trustpoint-names.ts';
import { missing } from '../objects/object-commands.ts';

interface ProfileContext {
  readonly device: AsaDevice;
  readonly profile: IpsecProfileSettings;
}

export const ipsecProfileMode = new Mode<ProfileContext>({
  name: 'ipsec profile',
  prompt: '(config-ipsec-profile)#',
  privilege: 15,
  parent: configureMode,
});

export function declareIpsecProfiles(): void {
  declareVocabulary();
  configureMode.add('crypto ipsec profile WORD:name', {
    section: 'crypto ipsec',
    run: (device, { name }, exec) => {
      const { profiles } = device.configuration.crypto;
      const profile = profiles.get(name) ?? newProfile(name);
      profiles.set(name, profile);
      exec.enter(ipsecProfileMode, { device, profile });
    },
    no: ({ configuration }, { name }) => {
      const user = configuration.interfaces.all.find(({ tunnel }) => tunnel?.profile === name);
      if (user) throw Refusal.because(`ERROR: IPsec profile ${name} is in use by interface ${user.one.name}`);
      if (!configuration.crypto.profiles.delete(name)) throw missing('ipsec profile', name);
    },
    show: ({ configuration: { crypto } }) =>
      [...crypto.profiles.values()].map((profile) => ({
        line: `crypto ipsec profile ${profile.name}`,
        body: profileLines(profile),
      })),
  });
  declareProfile();
  declareTunnel();
}

function newProfile(name: string): IpsecProfileSettings {
  return { name, ikev1TransformSets: [], ikev2Proposals: [], pfsGroup: undefined, lifetime: {}, trustpoint: undefined };
}

function profileLines(profile: IpsecProfileSettings): string[] {
  const { ikev1TransformSets, ikev2Proposals, pfsGroup, lifetime, trustpoint } = profile;
  return [
    ...(ikev1TransformSets.length === 0 ? [] : [`set ikev1 transform-set ${ikev1TransformSets.join(' ')}`]),
    ...(ikev2Proposals.length === 0 ? [] : [`set ikev2 ipsec-proposal ${ikev2Proposals.join(' ')}`]),
    ...(pfsGroup === undefined ? [] : [`set pfs group${pfsGroup}`]),
    ...(lifetime.kilobytes === undefined ? [] : [`set security-association lifetime kilobytes ${lifetime.kilobytes}`]),
    ...(lifetime.seconds === undefined ? [] : [`set security-association lifetime seconds ${lifetime.seconds}`]),
    ...(trustpoint ? [textOfTrustpoint(trustpoint)] : []),
  ];
}

function declareProfile(): void {
  ipsecProfileMode
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('set ikev1 transform-set WORD...:sets', {
      run: ({ device, profile }, { sets }) => {
        for (const name of sets) checkSet(device, name);
        profile.ikev1TransformSets = [...sets];
      },
      no: ({ profile }) => (profile.ikev1TransformSets = []),
    })
    .add('set ikev2 ipsec-proposal WORD...:proposals', {
      run: ({ device, profile }, { proposals }) => {
        for (const name of proposals) checkProposal(device, name);
        profile.ikev2Proposals = [...proposals];
      },
      no: ({ profile }) => (profile.ikev2Proposals = []),
    })
    .add('set pfs [{group1|group2|group5|group14|group15|group16|group19|group20|group21|group24}:group]', {
      run: ({ profile }, { group = 'group2' }) => (profile.pfsGroup = Number(group.slice('group'.length))),
      no: ({ profile }) => (profile.pfsGroup = undefined),
    })
    .add('set security-association lifetime seconds ![<120-2147483647>:seconds]', {
      run: ({ profile }, { seconds }) => (profile.lifetime.seconds = seconds),
      no: ({ profile }) => delete profile.lifetime.seconds,
    })
    .add('set security-association lifetime kilobytes ![<10-2147483647>:kilobytes]', {
      run: ({ profile }, { kilobytes }) => (profile.lifetime.kilobytes = kilobytes),
      no: ({ profile }) => delete profile.lifetime.kilobytes,
    })
    .add('set trustpoint ![WORD:trustpoint] ![[chain:chain]]', {
      run: ({ device, profile }, words, exec) => (profile.trustpoint = shownTrustpoint(device, words, exec)),
      no: ({ profile }) => (profile.trustpoint = undefined),
    });
  refuseByName(ipsecProfileMode, { '': 'responder-only', set: 'reverse-route' });
}

function declareTunnel(): void {
  const section = 'tunnel';
  const when = ({ named }: AsaInterfaceContext): boolean => named.tunnel !== undefined;
  interfaceMode
    .add('tunnel source interface ![WORD:source]', {
      section,
      when,
      run: ({ device, named: { tunnel } }, { source }) => {
        const known = device.configuration.interfaces.byName(source);
        if (!known) throw Refusal.invalid('source');
        if (tunnel) tunnel.source = known.name;
      },
      no: (context) => set(context, { source: undefined }),
      show: ({ named: { tunnel } }) => (tunnel ? tunnelLines(tunnel) : []),
    })
    .add('tunnel destination ![A.B.C.D:destination]', {
      section,
      when,
      run: (context, { destination }) => set(context, { destination }),
      no: (context) => set(context, { destination: undefined }),
    })
    .add('tunnel mode ipsec ipv4', {
      section,
      when,
      run: (context) => set(context, { hasMode: true }),
      no: (context) => set(context, { hasMode: false }),
    })
    .add('tunnel protection ipsec profile ![WORD:profile]', {
      section,
      when,
      // Of a configuration that is read at the start, interfaces stand before profiles.
      run: (context, { profile }) => {
        const { configuration, isBooting } = context.device;
        if (!isBooting && !configuration.crypto.profiles.has(profile)) throw missing('ipsec profile', profile);
        set(context, { profile });
      },
      no: (context) => set(context, { profile: undefined }),
    });
  refuseByName(interfaceMode, { 'tunnel protection ipsec': 'policy', 'tunnel mode ipsec': 'ipv6' }, { when });
}

function set({ named: { tunnel } }: AsaInterfaceContext, changes: Partial<VirtualTunnelSettings>): void {
  if (tunnel) Object.assign(tunnel, changes);
}

/** Order: Cisco ASA VPN configuration guide, "Virtual Tunnel Interface", its example of `show running-config`. */
function tunnelLines({ source, destination, hasMode, profile }: VirtualTunnelSettings): string[] {
  return [
    ...(source === undefined ? [] : [`tunnel source interface ${source}`]),
    ...(destination === undefined ? [] : [`tunnel destination ${formatIpv4(destination)}`]),
    ...(hasMode ? ['tunnel mode ipsec ipv4'] : []),
    ...(profile === undefined ? [] : [`tunnel protection ipsec profile ${profile}`]),
  ];
}

function declareVocabulary(): void {
  configureMode.words({
    'ipsec profile': 'Configure an IPSec profile',
    'profile name': 'Name of the profile',
  });
  ipsecProfileMode.words({
    no: 'Negate a command or set its defaults',
    exit: 'Exit from IPSec profile configuration mode',
    set: 'Specify IPSec profile settings',
    ikev1: 'Configure IKEv1 policy',
    ikev2: 'Configure IKEv2 policy',
    'transform-set': 'Specify the transform sets',
    sets: 'Name of a transform set',
    'ipsec-proposal': 'Specify the IPSec proposals',
    proposals: 'Name of an IPSec proposal',
    trustpoint: 'Specify trustpoint that defines the certificate to be used while initiating a connection',
    'trustpoint trustpoint': 'Name of the trustpoint',
    chain: 'Send the certificate chain',
    pfs: 'Specify pfs settings',
    'security-association': 'Security association duration',
    lifetime: 'Security association lifetime',
    seconds: 'By time',
    'seconds seconds': 'Seconds',
    kilobytes: 'By volume',
    'kilobytes kilobytes': 'Kilobytes',
    ...Object.fromEntries(
      [1, 2, 5, 14, 15, 16, 19, 20, 21, 24].map((group) => [`group${group}`, `D-H Group ${group}`]),
    ),
  });
  interfaceMode.words({
    tunnel: 'Protocol over tunnel interface',
    'tunnel source': 'Source of tunnel packets',
    'source interface': 'Interface that tunnel packets come from',
    'interface source': 'Name of the interface',
    destination: 'Destination of tunnel packets',
    'destination destination': 'Address of the peer',
    mode: 'Tunnel encapsulation method',
    'mode ipsec': 'IPSec tunnel encapsulation',
    ipv4: 'Over IPv4',
    protection: 'Enable tunnel protection',
    'protection ipsec': 'Enable IPSec tunnel protection',
    'ipsec profile': 'Set IPSec profile',
    'profile profile': 'Name of the profile',
  });
}
