/**
 * crypto ipsec transform-set. A set has at most one AH, one cipher and one authentication, in any order: a second one is no
 * longer on offer, so the caret is under it, as on IOS ("the parser will prevent you from entering invalid
 * combinations", command reference). What authenticates alone encrypts with nothing.
 */
import { block, unlessUsual } from '../../cli/configuration.ts';
import type { ConfigurationLine, Exec } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { EspTransform } from '../../ipsec/proposal.ts';
import type { TransformSet } from '../../router/ipsec/crypto-configuration.ts';
import { refuseWeak } from './crypto-compliance.ts';
import { isNextGeneration } from './crypto-generation.ts';
import { sayKept } from './crypto-kept.ts';
import { configuredSet } from './crypto-transforms.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

interface TransformSetContext {
  readonly device: IosDevice;
  readonly set: TransformSet;
}

export const transformSetMode = new Mode<TransformSetContext>({
  name: 'transform set',
  prompt: '(cfg-crypto-trans)#',
  title: 'Crypto transform configuration commands:',
  privilege: 15,
  parent: configureMode,
});

/** What a line names. Each kind of transform has its place in it, and cannot be named twice. */
interface Transforms {
  ah?: keyof typeof headers;
  cipher?: keyof typeof ciphers;
  bits?: '128' | '192' | '256';
  integrity?: keyof typeof integrities;
  compression?: string;
}

const headers = {
  'ah-md5-hmac': 'md5',
  'ah-sha-hmac': 'sha1',
  'ah-sha256-hmac': 'sha256',
  'ah-sha384-hmac': 'sha384',
  'ah-sha512-hmac': 'sha512',
} as const;
const ciphers = {
  'esp-3des': { cipher: '3des', keyBits: 168 },
  'esp-des': { cipher: 'des', keyBits: 56 },
  'esp-null': { cipher: 'null', keyBits: 0 },
  'esp-aes': { cipher: 'aes', keyBits: 128 },
  'esp-gcm': { cipher: 'aes-gcm', keyBits: 128 },
} as const;
const integrities = {
  'esp-md5-hmac': 'md5',
  'esp-sha-hmac': 'sha1',
  'esp-sha256-hmac': 'sha256',
  'esp-sha384-hmac': 'sha384',
  'esp-sha512-hmac': 'sha512',
} as const;

const head = 'crypto ipsec transform-set WORD:name';
const plain = '*[{esp-3des|esp-des|esp-null}:cipher]';
/** What every release knows, and what those know that have SHA-2 and AES-GCM. */
const older = {
  ah: '*[{ah-md5-hmac|ah-sha-hmac}:ah]',
  keyed: '*[esp-aes:cipher [{128|192|256}:bits]]',
  others: '*[{esp-md5-hmac|esp-sha-hmac}:integrity] *[comp-lzs:compression]',
} as const;
const newer = {
  ah: '*[{ah-md5-hmac|ah-sha-hmac|ah-sha256-hmac|ah-sha384-hmac|ah-sha512-hmac}:ah]',
  keyed: '*[{esp-aes|esp-gcm}:cipher [{128|192|256}:bits]]',
  others:
    '*[{esp-md5-hmac|esp-sha-hmac|esp-sha256-hmac|esp-sha384-hmac|esp-sha512-hmac}:integrity] *[comp-lzs:compression]',
} as const;

export function declareTransformSet(): void {
  declareWords();
  const section = 'crypto ipsec transform-set';
  const when = (device: IosDevice): boolean => isNextGeneration({ device });
  configureMode
    // A line without a cipher is a line of all of them: they do the same, and the first has it.
    .add(`${head} ${older.ah} ${plain} ${older.others}`, { section, run, no, show })
    .add(`${head} ${older.ah} ${older.keyed} ${older.others}`, { when: () => true, run, no })
    .add(`${head} ${newer.ah} ${plain} ${newer.others}`, { when, run, no })
    .add(`${head} ${newer.ah} ${newer.keyed} ${newer.others}`, { when, run, no })
    .add(`${head} {esp-seal|esp-gmac}:foreign [LINE:more]`, {
      hidden: true,
      run: (_, { foreign }) => {
        throw Refusal.notSimulated(`Transform ${foreign} is not simulated`);
      },
    });
  transformSetMode
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('mode ![transport [require:require]]', {
      run: ({ device, set }, { require }, exec) => {
        if (require !== undefined)
          sayKept(device, exec, 'require', 'a peer has to offer the mode of the set in any case');
        setMode(set, 'transport', require !== undefined);
      },
      no: ({ set }) => setMode(set, 'tunnel'),
      show: ({ device: { flavour }, set: { mode, isModeRequired } }, isAll) => {
        if (mode === 'tunnel') return unlessUsual('mode tunnel', !flavour.writesModeTunnel, isAll);
        return [`mode transport${isModeRequired ? ' require' : ''}`];
      },
    })
    .add('mode tunnel', { run: ({ set }) => setMode(set, 'tunnel'), no: ({ set }) => setMode(set, 'tunnel') });
}

function setMode(set: TransformSet, mode: TransformSet['mode'], isModeRequired = false): void {
  Object.assign(set, { mode, isModeRequired });
}

/** A set that exists keeps its mode. Associations that are up stay as they are: the set is for the next ones. */
function run(device: IosDevice, { name, ...given }: { name: string } & Transforms, exec: Exec): void {
  const { transformSets } = device.router.crypto;
  refuseWeak(device, given.ah, given.cipher, given.integrity);
  const algorithms = algorithmsOf(given);
  const set: TransformSet = transformSets.get(name) ?? { name, ...algorithms, mode: 'tunnel' };
  Object.assign(set, algorithms);
  transformSets.set(name, set);
  if (algorithms.namesCompression)
    sayKept(device, exec, 'comp-lzs', 'nothing is compressed here, and no peer is offered it');
  device.router.converge();
  exec.enter(transformSetMode, { device, set });
}

type Algorithms = Pick<TransformSet, 'esp' | 'ah' | 'namesCompression'>;

/** At least one is named, and AES-GCM, which authenticates itself, has no other authentication beside it. */
function algorithmsOf({ ah: header, cipher, bits, integrity, compression }: Transforms): Algorithms {
  const isEmpty = [header, cipher, integrity, compression].every((one) => one === undefined);
  if (isEmpty) throw Refusal.incomplete();
  if (cipher === 'esp-gcm' && integrity) throw Refusal.invalid('integrity');
  return {
    esp: cipher || integrity ? espOf(cipher ?? 'esp-null', bits, integrity) : undefined,
    ah: header && headers[header],
    namesCompression: compression !== undefined,
  };
}

function espOf(name: keyof typeof ciphers, bits?: string, authentication?: keyof typeof integrities): EspTransform {
  const { cipher, keyBits } = ciphers[name];
  return {
    cipher,
    keyBits: bits ? Number(bits) : keyBits,
    integrity: authentication && integrities[authentication],
  };
}

function no({ router }: IosDevice, { name }: { name: string }): void {
  const { crypto } = router;
  if (!crypto.transformSets.has(name)) throw Refusal.because(transformSetIsMissing(name));
  const [user] = crypto.usersOf(name);
  if (user) throw Refusal.because(`ERROR: transform set ${name} is in use by IPSec profile ${user.name}`);
  const entry = [...crypto.maps.values(), ...crypto.dynamicMaps.values()]
    .flat()
    .find(({ transformSets }) => transformSets.includes(name));
  if (entry)
    throw Refusal.because(`ERROR: transform set ${name} is in use by crypto map ${entry.map} ${entry.sequence}`);
  crypto.transformSets.delete(name);
}

/** reference/device-output.md section 4. */
export function transformSetIsMissing(name: string): string {
  return `ERROR: transform set with tag "${name}" does not exist.`;
}

/** A blank ends the line (seed 000, final configurations). */
function show(device: IosDevice, isAll?: boolean): ConfigurationLine[] {
  return [...device.router.crypto.transformSets.values()].map((set) => {
    const head = `crypto ipsec transform-set ${set.name} ${configuredSet(set)} `;
    return block(head, transformSetMode, { device, set }, isAll);
  });
}

function declareWords(): void {
  configureMode.words({
    'crypto ipsec transform-set': 'Define transform and settings',
    'transform-set name': 'Transform set tag',
    'ah-md5-hmac': 'AH-HMAC-MD5 transform',
    'ah-sha-hmac': 'AH-HMAC-SHA transform',
    'comp-lzs': 'IP Compression using the LZS compression algorithm',
    'esp-3des': 'ESP transform using 3DES(EDE) cipher (168 bits)',
    'esp-aes': 'ESP transform using AES cipher',
    'esp-des': 'ESP transform using DES cipher (56 bits)',
    'esp-md5-hmac': 'ESP transform using HMAC-MD5 auth',
    'esp-null': 'ESP transform w/o cipher',
    'esp-gcm': 'ESP transform using GCM cipher',
    'ah-sha256-hmac': 'AH-HMAC-SHA256 transform',
    'ah-sha384-hmac': 'AH-HMAC-SHA384 transform',
    'ah-sha512-hmac': 'AH-HMAC-SHA512 transform',
    'esp-sha384-hmac': 'ESP transform using HMAC-SHA384 auth',
    'esp-sha512-hmac': 'ESP transform using HMAC-SHA512 auth',
    'esp-sha-hmac': 'ESP transform using HMAC-SHA auth',
    'esp-sha256-hmac': 'ESP transform using HMAC-SHA256 auth',
    'cipher 128': '128 bit keys.',
    'cipher 192': '192 bit keys.',
    'cipher 256': '256 bit keys.',
  });
  transformSetMode.words({
    no: 'Negate a command or set its defaults',
    default: 'Set a command to its defaults',
    exit: 'Exit from crypto transform configuration mode',
    mode: 'encapsulation mode (transport/tunnel)',
    transport: 'transport (payload encapsulation) mode',
    require: 'require transport mode: no other is negotiated',
    tunnel: 'tunnel (datagram encapsulation) mode',
  });
}
