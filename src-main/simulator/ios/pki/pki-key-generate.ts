/** crypto key generate, crypto key zeroize. Dialogues: 12.4 and 15.x of public notes (gh id:12079466467, id:5009080601). */
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import { fullNameOf, makeEcKey, makeRsaKey } from './pki-key.ts';
import { defaultHostname } from '../settings.ts';

interface RsaArguments {
  usage?: 'general-keys' | 'usage-keys';
  label?: string;
  modulus?: number;
  exportable?: string;
}

/** Bits; what IOS proposes, and what its SSH asks at least. */
const proposedModulus = 512;
const leastForSsh = 768;

export function declareKeyGenerate(): void {
  declareWords();
  configureMode
    .add(
      'crypto key generate rsa *[{general-keys|usage-keys}:usage] *[label WORD:label] *[modulus <360-4096>:modulus] *[exportable:exportable]',
      { run: generateRsa },
    )
    .add('crypto key generate ec keysize {256|384|521}:bits *[exportable:exportable] *[label WORD:label]', {
      run: async (device, { bits, label, exportable }, exec) => {
        const name = label ?? namedByHost(device);
        if (!(await mayReplace(device, name, exec))) return;
        exec.print(`The name for the keys will be: ${name}`, '');
        makeEcKey(device, {
          label: name,
          bits: Number(bits) as 256 | 384 | 521,
          isExportable: exportable !== undefined,
        });
      },
    })
    .add('crypto key zeroize {rsa|ec}:kind [WORD:label]', { run: zeroize });
}

/** Keys without a label bear the full name of the router, which must have one. */
function namedByHost(device: IosDevice): string {
  const { hostname, domainName } = device.settings;
  if (hostname === defaultHostname) throw Refusal.because('% Please define a hostname other than Router.');
  if (domainName === undefined) throw Refusal.because('% Please define a domain-name first.');
  return fullNameOf(device);
}

async function generateRsa(device: IosDevice, given: RsaArguments, exec: Exec): Promise<void> {
  const label = given.label ?? namedByHost(device);
  if (!(await mayReplace(device, label, exec))) return;
  exec.print(`The name for the keys will be: ${label}`);
  const bits = given.modulus ?? (await askForModulus(exec));
  if (given.modulus !== undefined) exec.print('', `% The key modulus size is ${bits} bits`);
  const isExportable = given.exportable !== undefined;
  const isFirst = device.settings.pki.keys.size === 0;
  const usages = given.usage === 'usage-keys' ? (['Signature Key', 'Encryption Key'] as const) : [undefined];
  for (const usage of usages) {
    announce(device, exec, { bits, isExportable });
    const name = usage === 'Encryption Key' ? `${label}.encryption` : label;
    makeRsaKey(device, { label: name, bits, isExportable, ...(usage ? { usage } : {}) });
  }
  exec.print('');
  if (isFirst) reportSsh(device, bits);
}

async function mayReplace({ settings: { pki } }: IosDevice, label: string, exec: Exec): Promise<boolean> {
  if (!pki.keys.has(label)) return true;
  exec.print(`% You already have RSA keys defined named ${label}.`);
  return await exec.askYesOrNo('% Do you really want to replace them? [yes/no]: ');
}

async function askForModulus(exec: Exec): Promise<number> {
  exec.print(
    'Choose the size of the key modulus in the range of 360 to 4096 for your',
    '  General Purpose Keys. Choosing a key modulus greater than 512 may take',
    '  a few minutes.',
    '',
  );
  const answer = (await exec.ask(`How many bits in the modulus [${proposedModulus}]: `)).trim();
  const bits = answer === '' ? proposedModulus : Number(answer);
  if (Number.isInteger(bits) && bits >= 360 && bits <= 4096) return bits;
  throw Refusal.because('% A decimal number between 360 and 4096.');
}

/** 12.4 ends the line by the outcome, 15 begins another. */
function announce(
  { flavour }: IosDevice,
  exec: Exec,
  { bits, isExportable }: { bits: number; isExportable: boolean },
): void {
  const text = `% Generating ${bits} bit RSA keys, keys will be ${isExportable ? '' : 'non-'}exportable...`;
  if (flavour.train.startsWith('12')) exec.print(`${text}[OK]`);
  else exec.print(text, '[OK] (elapsed time was 0 seconds)');
}

function reportSsh({ log }: IosDevice, bits: number): void {
  const version = bits < leastForSsh ? '1.5' : '1.99';
  log.report({ facility: 'SSH', severity: 5, mnemonic: 'ENABLED', text: `SSH ${version} has been enabled` });
}

async function zeroize(
  device: IosDevice,
  { kind, label }: { kind: 'rsa' | 'ec'; label?: string },
  exec: Exec,
): Promise<void> {
  const { keys } = device.settings.pki;
  const kinds = { rsa: 'RSA', ec: 'EC' } as const;
  const meant = [...keys.values()].filter((one) => one.key.keyKind === kind && (label ?? one.label) === one.label);
  if (meant.length === 0) throw Refusal.because(`% No ${kinds[kind]} Keys found in configuration.`);
  exec.print(
    label === undefined ? `% All ${kinds[kind]} Keys will be removed.` : `% Keys to be removed are named '${label}'.`,
    '% All router certs issued using these keys will also be removed.',
  );
  if (!(await exec.askYesOrNo('Do you really want to remove these keys? [yes/no]: '))) return;
  for (const one of meant) {
    keys.delete(one.label);
    for (const { anchor, name } of device.settings.pki.trustpoints.values()) {
      if (anchor.own?.key !== one.key) continue;
      anchor.own = undefined;
      const chain = device.settings.pki.chains.get(name) ?? [];
      device.settings.pki.chains.set(
        name,
        chain.filter(({ line }) => line.startsWith('certificate ca')),
      );
    }
  }
}

function declareWords(): void {
  configureMode.words({
    'crypto key': 'Long term key operations',
    'crypto key generate': 'Generate new keys',
    'crypto key generate rsa': 'Generate RSA keys',
    'general-keys': 'Generate a general purpose RSA key pair for signing and encryption',
    'usage-keys': 'Generate separate RSA key pairs for signing and encryption',
    'rsa label': 'Provide a label',
    'rsa label label': 'RSA keypair label',
    'rsa modulus': 'Provide number of modulus bits on the command line',
    'rsa modulus modulus': 'size of the key modulus [360-4096]',
    exportable: 'Allow the key to be exported',
    'crypto key generate ec': 'Generate EC keys for ECDSA',
    keysize: 'Provide number of bits on the command line',
    '256': '256 bits',
    '384': '384 bits',
    '521': '521 bits',
    'bits label': 'Provide a label',
    'bits label label': 'EC keypair label',
    'crypto key zeroize': 'Remove keys',
    'zeroize rsa': 'Remove RSA keys',
    'zeroize ec': 'Remove EC keys',
    'kind label': 'keypair label',
  });
}
