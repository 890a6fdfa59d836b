/** crypto ipsec: transform sets of version 1, proposals of version 2, lifetimes of all. */
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import {
  defaultIpsecLifetime,
  defaultReplayWindow,
  type AsaCrypto,
  type IpsecProposalSettings,
} from './crypto-state.ts';
import { espCipherOf, espIntegrityOf } from './crypto-words.ts';
import type { AsaDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import { missing } from '../objects/object-commands.ts';

export const ipsecProposalMode = new Mode<IpsecProposalSettings>({
  name: 'ipsec proposal',
  prompt: '(config-ipsec-proposal)#',
  privilege: 15,
  parent: configureMode,
});

export function declareCryptoIpsec(): void {
  declareVocabulary();
  declareTransformSets();
  declareProposals();
  declareReplay();
  declareLifetimes();
}

function declareTransformSets(): void {
  configureMode
    .add(
      'crypto ipsec ikev1 transform-set WORD:name {esp-des|esp-3des|esp-aes|esp-aes-192|esp-aes-256|esp-null}:cipher {esp-md5-hmac|esp-sha-hmac|esp-none}:integrity',
      {
        section: 'crypto ipsec',
        run: ({ configuration: { crypto } }, { name, cipher, integrity }) => {
          const transform = { ...espCipherOf(cipher), integrity: espIntegrityOf(integrity) };
          const isTransport = crypto.transformSets.get(name)?.isTransport ?? false;
          crypto.transformSets.set(name, { name, transform, words: `${cipher} ${integrity} `, isTransport });
        },
        no: (device, { name }) => removeSet(device, name),
        show: ({ configuration: { crypto } }) =>
          [...crypto.transformSets.values()].flatMap(({ name, words, isTransport }) => [
            `crypto ipsec ikev1 transform-set ${name} ${words}`,
            ...(isTransport ? [`crypto ipsec ikev1 transform-set ${name} mode transport`] : []),
          ]),
      },
    )
    .add('crypto ipsec ikev1 transform-set WORD:name mode transport', {
      section: 'crypto ipsec',
      run: (device, { name }) => setTransport(device, name, true),
      no: (device, { name }) => setTransport(device, name, false),
    });
}

function removeSet({ configuration: { crypto } }: AsaDevice, name: string): void {
  const user = crypto.userOf(({ ikev1TransformSets }) => ikev1TransformSets.includes(name));
  if (user !== undefined) throw Refusal.because(`ERROR: Transform-set ${name} is in use by ${user}`);
  if (!crypto.transformSets.delete(name)) throw missing('transform set', name);
}

function setTransport({ configuration: { crypto } }: AsaDevice, name: string, isTransport: boolean): void {
  const set = crypto.transformSets.get(name);
  if (!set) throw Refusal.because(`ERROR: transform set with tag "${name}" does not exist.`);
  set.isTransport = isTransport;
}

function declareProposals(): void {
  configureMode.add('crypto ipsec ikev2 ipsec-proposal WORD:name', {
    section: 'crypto ipsec',
    run: ({ configuration: { crypto } }, { name }, exec) => {
      const proposal = crypto.proposals.get(name) ?? { name, encryption: ['3des'], integrity: ['sha-1'] };
      crypto.proposals.set(name, proposal);
      exec.enter(ipsecProposalMode, proposal);
    },
    no: ({ configuration: { crypto } }, { name }) => {
      const user = crypto.userOf(({ ikev2Proposals }) => ikev2Proposals.includes(name));
      if (user !== undefined) throw Refusal.because(`ERROR: IPsec proposal ${name} is in use by ${user}`);
      if (!crypto.proposals.delete(name)) throw missing('ipsec-proposal', name);
    },
    show: ({ configuration: { crypto } }) =>
      [...crypto.proposals.values()].map(({ name, encryption, integrity }) => ({
        line: `crypto ipsec ikev2 ipsec-proposal ${name}`,
        body: [
          `protocol esp encryption ${encryption.join(' ')}`,
          `protocol esp integrity ${integrity.length > 0 ? integrity.join(' ') : 'null'}`,
        ],
      })),
  });
  ipsecProposalMode
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('protocol esp encryption {des|3des|aes|aes-192|aes-256|aes-gcm|aes-gcm-192|aes-gcm-256|null}...:words', {
      run: (proposal, { words }) => (proposal.encryption = [...words]),
    })
    .add('protocol esp integrity {md5|sha-1|sha-256|sha-384|sha-512|null}...:words', {
      run: (proposal, { words }) => (proposal.integrity = words.filter((word) => word !== 'null')),
    });
}

function declareReplay(): void {
  configureMode
    .add('crypto ipsec security-association replay window-size ![{64|128|256|512|1024}:size]', {
      section: 'crypto ipsec',
      run: ({ configuration: { crypto } }, { size }) => (crypto.replayWindow = Number(size)),
      no: ({ configuration: { crypto } }) => (crypto.replayWindow = defaultReplayWindow),
      show: ({ configuration: { crypto } }, isAll) => {
        const { replayWindow } = crypto;
        if (replayWindow === defaultReplayWindow && !isAll) return [];
        const what = replayWindow === 0 ? 'disable' : `window-size ${replayWindow}`;
        return [`crypto ipsec security-association replay ${what}`];
      },
    })
    .add('crypto ipsec security-association replay disable', {
      section: 'crypto ipsec',
      run: ({ configuration: { crypto } }) => (crypto.replayWindow = 0),
      no: ({ configuration: { crypto } }) => (crypto.replayWindow = defaultReplayWindow),
    });
}

function declareLifetimes(): void {
  configureMode
    .add('crypto ipsec security-association lifetime seconds ![<120-2147483647>:seconds]', {
      section: 'crypto ipsec',
      run: ({ configuration: { crypto } }, { seconds }) => (crypto.lifetime.seconds = seconds),
      no: ({ configuration: { crypto } }) => (crypto.lifetime.seconds = defaultIpsecLifetime.seconds),
      show: ({ configuration: { crypto } }, isAll) => lifetimeLines(crypto, 'seconds', isAll),
    })
    .add('crypto ipsec security-association lifetime kilobytes ![<10-2147483647>:kilobytes]', {
      section: 'crypto ipsec',
      run: ({ configuration: { crypto } }, { kilobytes }) => (crypto.lifetime.kilobytes = kilobytes),
      no: ({ configuration: { crypto } }) => (crypto.lifetime.kilobytes = defaultIpsecLifetime.kilobytes),
      show: ({ configuration: { crypto } }, isAll) => lifetimeLines(crypto, 'kilobytes', isAll),
    });
}

function lifetimeLines({ lifetime }: AsaCrypto, unit: 'seconds' | 'kilobytes', isAll = false): string[] {
  if (lifetime[unit] === defaultIpsecLifetime[unit] && !isAll) return [];
  return [`crypto ipsec security-association lifetime ${unit} ${lifetime[unit]}`];
}

function declareVocabulary(): void {
  configureMode.words({
    'crypto ipsec': 'Configure transform-set, IPSec SA lifetime and other IPSec policies',
    'ipsec ikev1': 'Configure IKEv1 IPSec policy',
    'ipsec ikev2': 'Configure IKEv2 IPSec policy',
    'transform-set': 'Define transform and settings',
    'transform-set name': 'Name of the transform set',
    'name cipher': 'Encryption of ESP',
    'cipher integrity': 'Integrity of ESP',
    mode: 'Configure the mode of the transform',
    transport: 'Transport mode',
    'ipsec-proposal': 'Configure IKEv2 IPSec proposal',
    'ipsec-proposal name': 'Name of the proposal',
    'security-association': 'Set lifetimes of associations',
    'security-association lifetime': 'Lifetime of associations',
    'security-association replay': 'Configure the check for packets that come twice',
    'replay disable': 'Check nothing',
    'window-size': 'Set the size of the window',
    ...Object.fromEntries(
      ['64', '128', '256', '512', '1024'].map((size) => [`window-size ${size}`, `${size} packets`]),
    ),
    'lifetime seconds': 'By time',
    'lifetime seconds seconds': 'Seconds',
    'lifetime kilobytes': 'By volume',
    'lifetime kilobytes kilobytes': 'Kilobytes',
    ...Object.fromEntries(
      ['esp-des', 'esp-3des', 'esp-aes', 'esp-aes-192', 'esp-aes-256', 'esp-null'].map((word) => [
        word,
        'Encryption of ESP',
      ]),
    ),
    ...Object.fromEntries(['esp-md5-hmac', 'esp-sha-hmac', 'esp-none'].map((word) => [word, 'Integrity of ESP'])),
  });
  ipsecProposalMode.words({
    no: 'Negate a command or set its defaults',
    exit: 'Exit from proposal configuration mode',
    protocol: 'Configure a protocol for the IPsec proposal',
    'protocol esp': 'IPsec Encapsulating Security Payload',
    'esp encryption': 'Set encryption algorithms',
    'esp integrity': 'Set integrity algorithms',
    words: 'Algorithms, in order of preference',
  });
}
