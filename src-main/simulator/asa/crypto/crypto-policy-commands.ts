/** crypto ikev1|ikev2 policy and enable: what phase 1 may be negotiated with, and by which interfaces. */
import { setOrNot } from '../../cli/configuration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { Ikev2Integrity } from '../../ike2/configuration.ts';
import { defaultIkeLifetime, type Ikev1PolicySettings, type Ikev2PolicySettings } from './crypto-state.ts';
import { ikev2CipherOf, integrityOf, wordOfIkev2Cipher, wordOfIntegrity } from './crypto-words.ts';
import type { AsaDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

export const ikev1PolicyMode = new Mode<Ikev1PolicySettings>({
  name: 'ikev1 policy',
  prompt: '(config-ikev1-policy)#',
  privilege: 15,
  parent: configureMode,
});

export const ikev2PolicyMode = new Mode<Ikev2PolicySettings>({
  name: 'ikev2 policy',
  prompt: '(config-ikev2-policy)#',
  privilege: 15,
  parent: configureMode,
});

export function declareCryptoPolicies(): void {
  declareVocabulary();
  declareIkev2();
  declareIkev1();
}

function declareIkev1(): void {
  configureMode
    .add('crypto ikev1 enable WORD:interface', {
      section: 'crypto ikev1',
      run: (device, { interface: name }) => enable(device, 'ikev1Interfaces', name),
      no: ({ configuration: { crypto } }, { interface: name }) => crypto.ikev1Interfaces.delete(name),
      show: ({ configuration: { crypto } }) => [...crypto.ikev1Interfaces].map((name) => `crypto ikev1 enable ${name}`),
    })
    .add('crypto ikev1 policy <1-65535>:priority', {
      section: 'crypto ikev1',
      run: ({ configuration: { crypto } }, { priority }, exec) => {
        const policy = crypto.ikev1Policies.get(priority) ?? newIkev1Policy(priority);
        crypto.ikev1Policies.set(priority, policy);
        exec.enter(ikev1PolicyMode, policy);
      },
      no: ({ configuration: { crypto } }, { priority }) => crypto.ikev1Policies.delete(priority),
      show: ({ configuration: { crypto } }) => sorted(crypto.ikev1Policies).map(ikev1Block),
    })
    .add(['crypto ikev1 am-disable', 'crypto isakmp am-disable'], {
      section: 'crypto ikev1',
      run: ({ configuration: { crypto } }) => (crypto.isAggressiveModeDisabled = true),
      no: ({ configuration: { crypto } }) => (crypto.isAggressiveModeDisabled = false),
      show: ({ configuration: { crypto } }, isAll) =>
        setOrNot('crypto ikev1 am-disable', crypto.isAggressiveModeDisabled, isAll),
    });
  ikev1PolicyMode
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('authentication {pre-share|rsa-sig}:method', {
      run: (policy, { method }) => (policy.authentication = method),
    })
    .add('encryption {des|3des|aes|aes-192|aes-256}:cipher', {
      run: (policy, { cipher }) => (policy.encryption = cipher),
    })
    .add('hash {md5|sha}:hash', { run: (policy, { hash }) => (policy.hash = hash) })
    .add('group {1|2|5|14}:group', { run: (policy, { group }) => (policy.group = Number(group)) })
    .add('lifetime [seconds] <120-2147483647>:seconds', { run: (policy, { seconds }) => (policy.lifetime = seconds) })
    .add('lifetime [seconds] none', { run: (policy) => (policy.lifetime = undefined) });
}

function newIkev1Policy(priority: number): Ikev1PolicySettings {
  return {
    priority,
    authentication: 'pre-share',
    encryption: '3des',
    hash: 'sha',
    group: 2,
    lifetime: defaultIkeLifetime,
  };
}

function ikev1Block({ priority, authentication, encryption, hash, group, lifetime }: Ikev1PolicySettings): Block {
  return {
    line: `crypto ikev1 policy ${priority}`,
    body: [
      `authentication ${authentication}`,
      `encryption ${encryption}`,
      `hash ${hash}`,
      `group ${group}`,
      `lifetime ${lifetime ?? 'none'}`,
    ],
  };
}

interface Block {
  readonly line: string;
  readonly body: readonly string[];
}

const ciphers = '{des|3des|aes|aes-192|aes-256|aes-gcm|aes-gcm-192|aes-gcm-256}' as const;
const integrities = '{md5|sha|sha256|sha384|sha512}' as const;

function declareIkev2(): void {
  configureMode
    .add('crypto ikev2 policy <1-65535>:priority', {
      section: 'crypto ikev2',
      run: ({ configuration: { crypto } }, { priority }, exec) => {
        const policy = crypto.ikev2Policies.get(priority) ?? newIkev2Policy(priority);
        crypto.ikev2Policies.set(priority, policy);
        exec.enter(ikev2PolicyMode, policy);
      },
      no: ({ configuration: { crypto } }, { priority }) => crypto.ikev2Policies.delete(priority),
      show: ({ configuration: { crypto } }) => sorted(crypto.ikev2Policies).map(ikev2Block),
    })
    .add('crypto ikev2 enable WORD:interface', {
      section: 'crypto ikev2',
      run: (device, { interface: name }) => enable(device, 'ikev2Interfaces', name),
      no: ({ configuration: { crypto } }, { interface: name }) => crypto.ikev2Interfaces.delete(name),
      show: ({ configuration: { crypto } }) => [...crypto.ikev2Interfaces].map((name) => `crypto ikev2 enable ${name}`),
    });
  ikev2PolicyMode
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add(`encryption ${ciphers}...:words`, {
      run: (policy, { words }) => (policy.encryption = words.map(ikev2CipherOf)),
    })
    .add(`integrity {null|md5|sha|sha256|sha384|sha512}...:words`, {
      run: (policy, { words }) => (policy.integrity = hashesOf(words)),
    })
    .add(`prf ${integrities}...:words`, { run: (policy, { words }) => (policy.prf = hashesOf(words)) })
    .add('group {1|2|5|14|15|16|19|20|21|24}...:groups', {
      run: (policy, { groups }) => (policy.groups = groups.map(Number)),
    })
    .add('lifetime [seconds] <120-2147483647>:seconds', { run: (policy, { seconds }) => (policy.lifetime = seconds) });
}

function newIkev2Policy(priority: number): Ikev2PolicySettings {
  return {
    priority,
    encryption: [{ algorithm: '3des', keyBits: 168 }],
    integrity: ['sha1'],
    prf: ['sha1'],
    groups: [2],
    lifetime: defaultIkeLifetime,
  };
}

/** `null` is for AES-GCM, which needs none. */
function hashesOf(words: readonly string[]): Ikev2Integrity[] {
  return words.flatMap((word) => integrityOf(word) ?? []);
}

function ikev2Block({ priority, encryption, integrity, prf, groups, lifetime }: Ikev2PolicySettings): Block {
  const hashes = integrity.length === 0 ? ['null'] : integrity.map(wordOfIntegrity);
  return {
    line: `crypto ikev2 policy ${priority}`,
    body: [
      `encryption ${encryption.map(wordOfIkev2Cipher).join(' ')}`,
      `integrity ${hashes.join(' ')}`,
      `group ${groups.join(' ')}`,
      `prf ${prf.map(wordOfIntegrity).join(' ')}`,
      `lifetime seconds ${lifetime}`,
    ],
  };
}

function enable({ configuration }: AsaDevice, which: 'ikev1Interfaces' | 'ikev2Interfaces', name: string): void {
  if (!configuration.interfaces.byName(name)) throw Refusal.invalid('interface');
  configuration.crypto[which].add(name);
}

function sorted<T extends { readonly priority: number }>(policies: ReadonlyMap<number, T>): T[] {
  return [...policies.values()].sort((a, b) => a.priority - b.priority);
}

function declareVocabulary(): void {
  configureMode.words({
    crypto: 'Configure IPSec, ISAKMP, Certification authority, key',
    ikev1: 'Configure IKEv1 policy',
    ikev2: 'Configure IKEv2 policy',
    'ikev1 enable': 'Enable IKEv1 on the specified interface',
    'ikev2 enable': 'Enable IKEv2 on the specified interface',
    'enable interface': 'Name of the interface',
    'ikev1 policy': 'Set IKEv1 policy suite',
    'ikev2 policy': 'Set IKEv2 policy suite',
    priority: 'Policy suite priority (1 highest, 65535 lowest)',
    'am-disable': 'Disable inbound aggressive mode connections',
  });
  const common = {
    no: 'Negate a command or set its defaults',
    exit: 'Exit from policy configuration mode',
    encryption: 'Set encryption algorithm',
    group: 'Set Diffie-Hellman group',
    lifetime: 'Set lifetime of the association',
    seconds: 'Seconds',
    'seconds seconds': 'Seconds',
  };
  ikev1PolicyMode.words({
    ...common,
    authentication: 'Set authentication method',
    method: 'Pre-shared key, or RSA signature',
    cipher: 'Encryption algorithm',
    hash: 'Set hash algorithm',
    'hash hash': 'Hash algorithm',
    'group group': 'Diffie-Hellman group',
    none: 'Disable rekey',
  });
  ikev2PolicyMode.words({
    ...common,
    integrity: 'Set integrity algorithm',
    prf: 'Set pseudo random function',
    words: 'Algorithms, in order of preference',
    groups: 'Diffie-Hellman groups, in order of preference',
  });
}
