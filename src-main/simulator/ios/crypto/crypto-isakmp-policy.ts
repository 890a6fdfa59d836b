/** crypto isakmp policy: the suites that we are willing to use for phase 1. */
import type { IsakmpPolicy } from '../../ike/environment.ts';
import { block, unlessUsual } from '../../cli/configuration.ts';
import type { ConfigurationLine } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { defaultIsakmpPolicy } from '../../router/ipsec/crypto-configuration.ts';
import { refuseWeak, refuseWeakGroup } from './crypto-compliance.ts';
import { newerPolicyGroups, policyGroups, policyHelps } from './crypto-groups.ts';
import { isNextGeneration } from './crypto-generation.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

interface PolicyContext {
  readonly device: IosDevice;
  readonly policy: IsakmpPolicy;
}

export const isakmpPolicyMode = new Mode<PolicyContext>({
  name: 'isakmp policy',
  prompt: '(config-isakmp)#',
  title: 'ISAKMP commands:',
  privilege: 15,
  parent: configureMode,
});

export function declareIsakmpPolicy(): void {
  configureMode
    .words({
      'crypto isakmp policy': 'Set policy for an ISAKMP protection suite',
      'crypto isakmp policy priority': 'Priority of protection suite',
    })
    .add('crypto isakmp policy <1-10000>:priority', {
      section: 'crypto isakmp',
      run: (device, { priority }, exec) => {
        const { policies } = device.router.crypto;
        const policy = policies.get(priority) ?? { ...startOf(device), priority };
        policies.set(priority, policy);
        exec.enter(isakmpPolicyMode, { device, policy });
      },
      no: ({ router }, { priority }) => router.crypto.policies.delete(priority),
      show: configurationOf,
    });
  declareEncryption();
  declareHash();
  declareAuthentication();
  declareGroupAndLifetime();
  isakmpPolicyMode
    .words({
      no: 'Negate a command or set its defaults',
      default: 'Set a command to its defaults',
      exit: 'Exit from ISAKMP protection suite configuration mode',
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

/** 12.4 separates suites by an exclamation mark, and none stands between the last one and the keys. */
function configurationOf(device: IosDevice, isAll?: boolean): ConfigurationLine[] {
  const policies = [...device.router.crypto.policies.values()].sort((a, b) => a.priority - b.priority);
  return policies.flatMap((policy, index) => [
    ...(index > 0 ? ['!'] : []),
    block(`crypto isakmp policy ${policy.priority}`, isakmpPolicyMode, { device, policy }, isAll),
  ]);
}

/**
 * What a new policy begins with. Where DES and group 1 are refused it is what is next and accepted; the configuration says
 * so, since everywhere else the defaults are the old ones.
 */
function startOf({ flavour, router }: IosDevice): Omit<IsakmpPolicy, 'priority'> {
  if (!flavour.refusesWeakCrypto || router.crypto.isShieldDisabled) return defaultIsakmpPolicy;
  return { ...defaultIsakmpPolicy, cipher: 'aes', keyBits: 128, group: 14 };
}

function declareEncryption(): void {
  const reset = ({ device, policy }: PolicyContext): unknown => {
    const { cipher, keyBits } = startOf(device);
    return Object.assign(policy, { cipher, keyBits });
  };
  isakmpPolicyMode
    .words({
      encryption: 'Set encryption algorithm for protection suite',
      '3des': 'Three key triple DES',
      des: 'DES - Data Encryption Standard (56 bit keys).',
      aes: 'AES - Advanced Encryption Standard.',
      '128': '128 bit keys.',
      '192': '192 bit keys.',
      '256': '256 bit keys.',
    })
    .add('encryption ![{3des|des}:cipher]', {
      run: ({ device, policy }, { cipher: chosen }) => {
        refuseWeak(device, chosen);
        Object.assign(policy, { cipher: chosen, keyBits: chosen === 'des' ? 56 : 168 });
      },
      no: reset,
      show: ({ policy }, isAll) => encryptionLine(policy, isAll),
    })
    .add('encryption ![aes [{128|192|256}:bits]]', {
      run: ({ policy }, { bits = '128' }) => Object.assign(policy, { cipher: 'aes', keyBits: Number(bits) }),
      no: reset,
    });
}

/** 12.4 shortens the word. */
function encryptionLine({ cipher, keyBits }: IsakmpPolicy, isAll?: boolean): string[] {
  const bits = cipher === 'aes' && keyBits !== 128 ? ` ${keyBits}` : '';
  return unlessUsual(`encr ${cipher}${bits}`, cipher === defaultIsakmpPolicy.cipher, isAll);
}

function declareHash(): void {
  const names = { md5: 'md5', sha: 'sha1' } as const;
  isakmpPolicyMode
    .words({
      hash: 'Set hash algorithm for protection suite',
      md5: 'Message Digest 5',
      sha: 'Secure Hash Standard',
      sha256: 'Secure Hash Standard 2 (256 bit)',
      sha384: 'Secure Hash Standard 2 (384 bit)',
      sha512: 'Secure Hash Standard 2 (512 bit)',
    })
    .add('hash ![{md5|sha}:hash]', {
      run: ({ device, policy }, { hash }) => {
        refuseWeak(device, hash);
        policy.hash = names[hash];
      },
      no: ({ policy }) => (policy.hash = defaultIsakmpPolicy.hash),
      show: ({ policy: { hash } }, isAll) =>
        unlessUsual(`hash ${hash === 'sha1' ? 'sha' : hash}`, hash === defaultIsakmpPolicy.hash, isAll),
    })
    .add('hash {sha256|sha384|sha512}:hash', {
      when: isNextGeneration,
      run: ({ policy }, { hash }) => (policy.hash = hash),
      no: ({ policy }) => (policy.hash = defaultIsakmpPolicy.hash),
    });
}

function declareAuthentication(): void {
  isakmpPolicyMode
    .words({
      authentication: 'Set authentication method for protection suite',
      'pre-share': 'Pre-Shared Key',
      'rsa-encr': 'Rivest-Shamir-Adleman Encryption',
      'rsa-sig': 'Rivest-Shamir-Adleman Signature',
    })
    .add('authentication ![{pre-share|rsa-encr|rsa-sig}:method]', {
      run: ({ policy }, { method }) => (policy.authentication = method),
      no: ({ policy }) => (policy.authentication = defaultIsakmpPolicy.authentication),
      show: ({ policy: { authentication: method } }, isAll) =>
        unlessUsual(`authentication ${method}`, method === defaultIsakmpPolicy.authentication, isAll),
    });
}

function declareGroupAndLifetime(): void {
  isakmpPolicyMode
    .words({
      group: 'Set the Diffie-Hellman group',
      ...policyHelps,
      lifetime: 'Set lifetime for ISAKMP security association',
      seconds: 'lifetime in seconds',
    })
    .add(`group ![${policyGroups}:group]`, {
      run: ({ device, policy }, { group }) => {
        refuseWeakGroup(device, Number(group));
        policy.group = Number(group);
      },
      no: ({ device, policy }) => (policy.group = startOf(device).group),
      show: ({ policy: { group } }, isAll) => unlessUsual(`group ${group}`, group === defaultIsakmpPolicy.group, isAll),
    })
    .add(`group ${newerPolicyGroups}:group`, {
      when: isNextGeneration,
      run: ({ policy }, { group }) => (policy.group = Number(group)),
      no: ({ device, policy }) => (policy.group = startOf(device).group),
    })
    .add('lifetime ![<60-86400>:seconds]', {
      run: ({ policy }, { seconds }) => (policy.lifetime = seconds),
      no: ({ policy }) => (policy.lifetime = defaultIsakmpPolicy.lifetime),
      show: ({ policy: { lifetime } }, isAll) =>
        unlessUsual(`lifetime ${lifetime}`, lifetime === defaultIsakmpPolicy.lifetime, isAll),
    });
}
