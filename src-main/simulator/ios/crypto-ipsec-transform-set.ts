/**
 * crypto ipsec transform-set. A set has at most one cipher and one authentication, in any order: a second one is no
 * longer on offer, so the caret is under it, as on IOS ("the parser will prevent you from entering invalid
 * combinations", command reference). What authenticates alone encrypts with nothing.
 */
import { block } from '../cli/configuration.ts';
import type { ConfigurationLine, Exec } from '../cli/declaration.ts';
import { Mode } from '../cli/mode.ts';
import { Refusal } from '../cli/refusal.ts';
import type { EspTransform } from '../ipsec/proposal.ts';
import type { TransformSet } from '../router/crypto-configuration.ts';
import { configuredTransforms } from './crypto-transforms.ts';
import type { IosDevice } from './device.ts';
import { configureMode } from './modes.ts';

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
  cipher?: keyof typeof ciphers;
  bits?: '128' | '192' | '256';
  integrity?: keyof typeof integrities;
  /** A transform that IOS has and this program has not. */
  foreign?: string;
}

const ciphers = {
  'esp-3des': { cipher: '3des', keyBits: 168 },
  'esp-des': { cipher: 'des', keyBits: 56 },
  'esp-null': { cipher: 'null', keyBits: 0 },
  'esp-aes': { cipher: 'aes', keyBits: 128 },
} as const;
const integrities = { 'esp-md5-hmac': 'md5', 'esp-sha-hmac': 'sha1', 'esp-sha256-hmac': 'sha256' } as const;

const head = 'crypto ipsec transform-set WORD:name';
const cipher = '{esp-3des|esp-des|esp-null}:cipher';
const aes = '{esp-aes}:cipher [{128|192|256}:bits]';
const integrity = '{esp-md5-hmac|esp-sha-hmac|esp-sha256-hmac}:integrity';
const foreign = '[{ah-md5-hmac|ah-sha-hmac|comp-lzs}:foreign [LINE:more]]';

export function declareTransformSet(): void {
  declareWords();
  const section = 'crypto ipsec transform-set';
  configureMode
    .add(`${head} ![${cipher} [${integrity}] ${foreign}]`, { section, run, no, show })
    .add(`${head} ![${aes} [${integrity}] ${foreign}]`, { run, no })
    .add(`${head} ![${integrity} [${cipher}] ${foreign}]`, { run, no })
    .add(`${head} ![${integrity} ${aes} ${foreign}]`, { run, no })
    .add(`${head} ![{ah-md5-hmac|ah-sha-hmac|comp-lzs|esp-seal}:foreign [LINE:more]]`, { run, no });
  transformSetMode.add('exit', { run: (_, __, exec) => exec.leave() }).add('mode ![{transport|tunnel}:mode]', {
    run: ({ set }, { mode }) => (set.mode = mode),
    no: ({ set }) => (set.mode = 'tunnel'),
    show: ({ set: { mode } }) => (mode === 'tunnel' ? [] : [`mode ${mode}`]),
  });
}

/** A set that exists keeps its mode. Associations that are up stay as they are: the set is for the next ones. */
function run(device: IosDevice, { name, ...given }: { name: string } & Transforms, exec: Exec): void {
  const { transformSets } = device.router.crypto;
  const esp = espOf(given);
  const set = transformSets.get(name) ?? { name, esp, ah: undefined, mode: 'tunnel' };
  set.esp = esp;
  transformSets.set(name, set);
  device.router.converge();
  exec.enter(transformSetMode, { device, set });
}

function espOf({ cipher: name, bits, integrity: authentication, foreign: other }: Transforms): EspTransform {
  if (other !== undefined) throw Refusal.because(`% Transform ${other} is not simulated: ESP with DES, 3DES or AES is`);
  const { cipher: kind, keyBits } = ciphers[name ?? 'esp-null'];
  return {
    cipher: kind,
    keyBits: bits ? Number(bits) : keyBits,
    integrity: authentication && integrities[authentication],
  };
}

function no({ router }: IosDevice, { name }: { name: string }): void {
  const { crypto } = router;
  if (!crypto.transformSets.has(name)) throw Refusal.because(transformSetIsMissing(name));
  const [user] = crypto.usersOf(name);
  if (user) throw Refusal.because(`ERROR: transform set ${name} is in use by IPSec profile ${user.name}`);
  crypto.transformSets.delete(name);
}

/** reference/device-output.md section 4. */
export function transformSetIsMissing(name: string): string {
  return `ERROR: transform set with tag "${name}" does not exist.`;
}

/** A blank ends the line (seed 000, final configurations). */
function show(device: IosDevice): ConfigurationLine[] {
  return [...device.router.crypto.transformSets.values()].map((set) => {
    const transforms = set.esp ? configuredTransforms(set.esp) : '';
    return block(`crypto ipsec transform-set ${set.name} ${transforms} `, transformSetMode, { device, set });
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
    'esp-seal': 'ESP transform using SEAL cipher (160 bits)',
    'esp-sha-hmac': 'ESP transform using HMAC-SHA auth',
    'esp-sha256-hmac': 'ESP transform using HMAC-SHA256 auth',
    'cipher 128': '128 bit keys.',
    'cipher 192': '192 bit keys.',
    'cipher 256': '256 bit keys.',
    'foreign more': 'More transforms',
  });
  transformSetMode.words({
    no: 'Negate a command or set its defaults',
    default: 'Set a command to its defaults',
    exit: 'Exit from crypto transform configuration mode',
    mode: 'encapsulation mode (transport/tunnel)',
    transport: 'transport (payload encapsulation) mode',
    tunnel: 'tunnel (datagram encapsulation) mode',
  });
}
