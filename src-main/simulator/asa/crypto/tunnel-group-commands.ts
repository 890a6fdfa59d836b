/** tunnel-group: what holds for a peer, its keys first of all. */
import { setOrNot } from '../../cli/configuration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import { defaultGroup, defaultKeepalive, factoryPolicy, type TunnelGroup } from './crypto-state.ts';
import type { AsaDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import { tellOfChain, trustpointNamed } from '../certificates/trustpoint-names.ts';

interface TunnelGroupContext {
  readonly device: AsaDevice;
  readonly group: TunnelGroup;
}

export const tunnelGroupGeneralMode = new Mode<TunnelGroupContext>({
  name: 'tunnel group general',
  prompt: '(config-tunnel-general)#',
  privilege: 15,
  parent: configureMode,
});

export const tunnelGroupIpsecMode = new Mode<TunnelGroupContext>({
  name: 'tunnel group ipsec',
  prompt: '(config-tunnel-ipsec)#',
  privilege: 15,
  parent: configureMode,
});

export function declareTunnelGroups(): void {
  declareVocabulary();
  declareGroups();
  declareIpsecAttributes();
  declareCertificateAttributes();
}

function declareGroups(): void {
  configureMode
    .add('tunnel-group WORD:name type {ipsec-l2l|remote-access}:type', {
      section: 'tunnel-group',
      run: ({ configuration: { crypto } }, { name, type }, exec) => {
        if (type === 'remote-access') throw Refusal.because('ERROR: tunnel-group type remote-access is not simulated');
        if (!/^\d+(\.\d+){3}$/.test(name) && name !== defaultGroup) {
          exec.print(
            'WARNING: For IKEv1, L2L tunnel-groups that have names which are not an IP',
            'address may only be used if the tunnel authentication',
            'method is Digital Certificates and/or The peer is ',
            'configured to use Aggressive Mode',
          );
        }
        if (!crypto.tunnelGroups.has(name)) crypto.tunnelGroups.set(name, newGroup(name));
      },
      show: ({ configuration: { crypto } }, isAll = false) => {
        const { tunnelGroups } = crypto;
        const isBare = isAll && !tunnelGroups.has(defaultGroup);
        return [...(isBare ? [newGroup(defaultGroup)] : []), ...tunnelGroups.values()].flatMap((group) =>
          groupLines(group, isAll),
        );
      },
    })
    .add('tunnel-group WORD:name general-attributes', {
      section: 'tunnel-group',
      run: (device, { name }, exec) => exec.enter(tunnelGroupGeneralMode, { device, group: groupOf(device, name) }),
    })
    .add('tunnel-group WORD:name ipsec-attributes', {
      section: 'tunnel-group',
      run: (device, { name }, exec) => exec.enter(tunnelGroupIpsecMode, { device, group: groupOf(device, name) }),
    });
  tunnelGroupGeneralMode.add('exit', { run: (_, __, exec) => exec.leave() }).add('default-group-policy ![WORD:name]', {
    run: ({ device, group }, { name }) => {
      if (!device.configuration.crypto.groupPolicies.has(name)) {
        throw Refusal.because(`ERROR: group policy ${name} does not exist`);
      }
      group.groupPolicy = name === factoryPolicy ? undefined : name;
    },
    no: ({ group }) => (group.groupPolicy = undefined),
  });
}

/** The group of the factory is there without being made. */
function groupOf({ configuration: { crypto } }: AsaDevice, name: string): TunnelGroup {
  const known = crypto.tunnelGroups.get(name);
  if (known) return known;
  if (name !== defaultGroup) throw Refusal.because(`ERROR: tunnel group ${name} does not exist, type it first`);
  const made = newGroup(name);
  crypto.tunnelGroups.set(name, made);
  return made;
}

function newGroup(name: string): TunnelGroup {
  return {
    name,
    groupPolicy: undefined,
    ikev1Key: undefined,
    ikev2RemoteKey: undefined,
    ikev2LocalKey: undefined,
    ikev1Trustpoint: undefined,
    isWithChain: false,
    peerIdValidate: 'req',
    ikev2Trustpoint: undefined,
    takesCertificate: false,
    keepalive: { ...defaultKeepalive },
  };
}

function declareIpsecAttributes(): void {
  tunnelGroupIpsecMode
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('ikev1 pre-shared-key ![WORD:key]', {
      run: ({ group }, { key }) => (group.ikev1Key = key),
      no: ({ group }) => (group.ikev1Key = undefined),
    })
    .add('ikev2 remote-authentication pre-shared-key ![WORD:key]', {
      run: ({ group }, { key }) => (group.ikev2RemoteKey = key),
      no: ({ group }) => (group.ikev2RemoteKey = undefined),
    })
    .add('ikev2 local-authentication pre-shared-key ![WORD:key]', {
      run: ({ group }, { key }) => Object.assign(group, { ikev2LocalKey: key, ikev2Trustpoint: undefined }),
      no: ({ group }) => (group.ikev2LocalKey = undefined),
    })
    .add('isakmp keepalive threshold <10-3600>:threshold [retry <2-10>:retry]', {
      run: ({ group }, { threshold, retry = 2 }) => (group.keepalive = { threshold, retry }),
    })
    .add('isakmp keepalive disable', { run: ({ group }) => (group.keepalive = undefined) });
}

function declareCertificateAttributes(): void {
  tunnelGroupIpsecMode
    .add('ikev1 trust-point ![WORD:trustpoint]', {
      run: ({ device, group }, { trustpoint }) => {
        group.ikev1Trustpoint = trustpointNamed(device, trustpoint).name;
      },
      no: ({ group }) => (group.ikev1Trustpoint = undefined),
    })
    .add('chain', {
      run: ({ device, group }, _, exec) => {
        group.isWithChain = true;
        tellOfChain(device, exec);
      },
      no: ({ group }) => (group.isWithChain = false),
    })
    .add('peer-id-validate ![{req|cert|nocheck}:how]', {
      run: ({ device, group }, { how }, exec) => {
        group.peerIdValidate = how;
        if (how !== 'cert' && !device.isBooting)
          exec.print(`INFO: peer-id-validate ${how} is kept without effect: peers are validated as by cert here`);
      },
      no: ({ group }) => (group.peerIdValidate = 'req'),
    })
    .add('ikev2 remote-authentication certificate', {
      run: ({ group }) => (group.takesCertificate = true),
      no: ({ group }) => (group.takesCertificate = false),
    })
    .add('ikev2 local-authentication certificate ![WORD:trustpoint]', {
      run: ({ device, group }, { trustpoint }) => {
        const { name } = trustpointNamed(device, trustpoint);
        Object.assign(group, { ikev2Trustpoint: name, ikev2LocalKey: undefined });
      },
      no: ({ group }) => (group.ikev2Trustpoint = undefined),
    });
}

function groupLines(group: TunnelGroup, isAll: boolean): (string | { line: string; body: string[] })[] {
  const { name } = group;
  const groupPolicy = group.groupPolicy ?? (isAll ? factoryPolicy : undefined);
  const body = attributeLines(group, isAll);
  return [
    ...(name === defaultGroup && !isAll ? [] : [`tunnel-group ${name} type ipsec-l2l`]),
    ...(groupPolicy === undefined
      ? []
      : [{ line: `tunnel-group ${name} general-attributes`, body: [`default-group-policy ${groupPolicy}`] }]),
    ...(body.length === 0 ? [] : [{ line: `tunnel-group ${name} ipsec-attributes`, body }]),
  ];
}

function attributeLines(group: TunnelGroup, isAll: boolean): string[] {
  const lineOf = (words: string, value: string | undefined): string[] =>
    value === undefined ? setOrNot(words, false, isAll) : [`${words} ${value}`];
  return [
    ...lineOf('ikev1 pre-shared-key', group.ikev1Key),
    ...(group.peerIdValidate === 'req' && !isAll ? [] : [`peer-id-validate ${group.peerIdValidate}`]),
    ...setOrNot('chain', group.isWithChain, isAll),
    ...lineOf('ikev1 trust-point', group.ikev1Trustpoint),
    ...keepaliveLines(group.keepalive, isAll),
    ...lineOf('ikev2 remote-authentication pre-shared-key', group.ikev2RemoteKey),
    ...setOrNot('ikev2 remote-authentication certificate', group.takesCertificate, isAll),
    ...lineOf('ikev2 local-authentication pre-shared-key', group.ikev2LocalKey),
    ...lineOf('ikev2 local-authentication certificate', group.ikev2Trustpoint),
  ];
}

function keepaliveLines(keepalive: TunnelGroup['keepalive'], isAll: boolean): string[] {
  if (!keepalive) return ['isakmp keepalive disable'];
  const { threshold, retry } = keepalive;
  const isUsual = threshold === defaultKeepalive.threshold && retry === defaultKeepalive.retry;
  return isUsual && !isAll ? [] : [`isakmp keepalive threshold ${threshold} retry ${retry}`];
}

function declareVocabulary(): void {
  configureMode.words({
    'tunnel-group': 'Create and manage the database of connection specific records for IPSec connections',
    'tunnel-group name': 'Name of the group: for L2L the address of the peer',
    type: 'Enter the type of this group-policy',
    'ipsec-l2l': 'IPSec Site to Site group',
    'remote-access': 'Remote access group',
    'general-attributes': 'Enter the general-attributes sub command mode',
    'ipsec-attributes': 'Enter the ipsec-attributes sub command mode',
  });
  declareAttributeVocabulary();
}

function declareAttributeVocabulary(): void {
  tunnelGroupGeneralMode.words({
    no: 'Negate a command or set its defaults',
    exit: 'Exit from tunnel-group general attributes configuration mode',
    'default-group-policy': 'Enter name of the default group policy',
    name: 'Name of the group policy',
  });
  tunnelGroupIpsecMode.words({
    no: 'Negate a command or set its defaults',
    exit: 'Exit from tunnel-group IPSec attribute configuration mode',
    ikev1: 'Configure IKEv1',
    ikev2: 'Configure IKEv2',
    'pre-shared-key': 'Associate a pre-shared key with the connection policy',
    'trust-point': 'Select the trustpoint that identifies the certificate to be sent to the IKE peer',
    trustpoint: 'Name of the trustpoint',
    chain: 'Enable sending certificate chain',
    'peer-id-validate': 'Validate identity of the peer using the certificate of the peer',
    how: 'Required, where the certificate supports it, or not at all',
    certificate: 'By a certificate',
    key: 'Alphanumeric string between 1-128 characters',
    'remote-authentication': 'Method by which the peer proves who it is',
    'local-authentication': 'Method by which this device proves who it is',
    isakmp: 'Configure ISAKMP policy',
    keepalive: 'Configure ISAKMP keepalive',
    threshold: 'Seconds that the peer may be silent',
    'threshold threshold': 'Seconds',
    retry: 'Seconds between retries',
    'retry retry': 'Seconds',
    disable: 'Disable ISAKMP keepalives',
  });
}
