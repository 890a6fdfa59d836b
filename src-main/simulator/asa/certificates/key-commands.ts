/** crypto key generate, crypto key zeroize: pairs of keys, which are kept with the configuration and do not stand in it. */
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import { keepChain } from '../../ios/pki/pki-chain.ts';
import { makeEcKey, makeRsaKey } from '../../ios/pki/pki-key.ts';
import type { KeyEntry } from '../../ios/pki/pki-state.ts';
import type { AsaDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

/** Of keys that have no label of their own. */
export const defaultLabel = '<Default-RSA-Key>';
const defaultCurveLabel = '<Default-ECDSA-Key>';
const defaultModulus = 2048;

export function declareKeys(): void {
  declareVocabulary();
  configureMode
    .add(
      'crypto key generate rsa *[general-keys:usage] *[label WORD:label] *[modulus {512|768|1024|2048|3072|4096}:modulus] *[noconfirm:noconfirm]',
      {
        run: async (device, { label = defaultLabel, modulus, noconfirm }, exec) => {
          if (!(await mayReplace(device, { kind: 'RSA', label, noconfirm }, exec))) return;
          const bits = modulus === undefined ? defaultModulus : Number(modulus);
          announce(exec, label);
          makeRsaKey(device, { label, bits });
        },
      },
    )
    .add('crypto key generate ecdsa *[label WORD:label] *[elliptic-curve {256|384|521}:curve] *[noconfirm:noconfirm]', {
      run: async (device, { label = defaultCurveLabel, curve = '384', noconfirm }, exec) => {
        if (!(await mayReplace(device, { kind: 'ECDSA', label, noconfirm }, exec))) return;
        announce(exec, label);
        makeEcKey(device, { label, bits: Number(curve) as 256 | 384 | 521 });
      },
    })
    .add('crypto key zeroize {rsa|ecdsa}:kind *[label WORD:label] *[default:isDefault] *[noconfirm:noconfirm]', {
      run: zeroize,
    });
}

function announce(exec: Exec, label: string): void {
  exec.print(`INFO: The name for the keys will be: ${label}`, 'Keypair generation process begin. Please wait...');
}

interface Wish {
  readonly kind: 'RSA' | 'ECDSA';
  readonly label: string;
  readonly noconfirm?: string | undefined;
}

/** With keys that are replaced go the certificates that were issued for them. */
async function mayReplace(device: AsaDevice, { kind, label, noconfirm }: Wish, exec: Exec): Promise<boolean> {
  const known = device.settings.pki.keys.get(label);
  if (!known) return true;
  exec.print(`WARNING: You already have ${kind} keys defined named ${label}.`, '');
  const isWanted = noconfirm !== undefined || (await exec.askYesOrNo('Do you really want to replace them? [yes/no]: '));
  if (isWanted) removeKey(device, known);
  return isWanted;
}

interface Zeroizing {
  readonly kind: 'rsa' | 'ecdsa';
  readonly label?: string;
  readonly isDefault?: string;
  readonly noconfirm?: string;
}

async function zeroize(device: AsaDevice, { kind, label, isDefault, noconfirm }: Zeroizing, exec: Exec): Promise<void> {
  const { keys } = device.settings.pki;
  const keyKind = kind === 'rsa' ? 'rsa' : 'ec';
  const wanted = isDefault === undefined ? label : kind === 'rsa' ? defaultLabel : defaultCurveLabel;
  const meant = [...keys.values()].filter((one) => one.key.keyKind === keyKind && (wanted ?? one.label) === one.label);
  if (meant.length === 0) throw Refusal.because(`ERROR: No ${kind.toUpperCase()} keys to zeroize`);
  if (noconfirm === undefined) {
    exec.print(
      `WARNING: ${wanted === undefined ? `All ${kind.toUpperCase()} keys` : `Keys to be removed are named '${wanted}'.`}`,
      'WARNING: All device digital certificates issued using these keys will also be removed.',
      '',
    );
    if (!(await exec.askYesOrNo('Do you really want to remove these keys? [yes/no]: '))) return;
  }
  for (const one of meant) removeKey(device, one);
}

function removeKey(device: AsaDevice, { label, key }: KeyEntry): void {
  const { keys, trustpoints, chains } = device.settings.pki;
  keys.delete(label);
  for (const { anchor, name } of trustpoints.values()) {
    if (anchor.own?.key !== key) continue;
    const ofAuthority = (chains.get(name) ?? []).filter(({ line }) => line.startsWith('certificate ca'));
    keepChain(device, name, ofAuthority);
  }
}

function declareVocabulary(): void {
  configureMode.words({
    'crypto key': 'Long term key operations',
    'key generate': 'Generate new keys',
    'generate rsa': 'Generate RSA keys',
    'generate ecdsa': 'Generate ECDSA keys',
    'general-keys': 'Generate a general purpose key pair for signing and encryption',
    'rsa label': 'Provide a label',
    'rsa modulus': 'Provide number of modulus bits on the command line',
    'ecdsa label': 'Provide a label',
    'elliptic-curve': 'Provide the size of the curve on the command line',
    'label label': 'Label of the key pair',
    noconfirm: 'Without asking',
    ...Object.fromEntries(['512', '768', '1024', '2048', '3072', '4096'].map((bits) => [bits, `${bits} bits`])),
    ...Object.fromEntries(['256', '384', '521'].map((bits) => [bits, `${bits} bits`])),
    'key zeroize': 'Remove keys',
    'zeroize rsa': 'Remove RSA keys',
    'zeroize ecdsa': 'Remove ECDSA keys',
    'kind label': 'Keys of a label',
    'kind default': 'Keys without a label of their own',
  });
}
