/**
 * The file that is handed in: a zip archive with the work, and a signature of its bytes (Ed25519, RFC 8032) by a key that
 * this installation has made for itself. It proves that nothing was changed since QuickMode wrote it, and that two files
 * come from one installation. It does not prove who sat there, nor that the computer was not made to lie: the key is its
 * owner's.
 */
import { createHash, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { strFromU8, strToU8, zipSync } from 'fflate';
import { z } from 'zod';
import { Failure } from '../base/errors.ts';
import { readHandIn, type HandIn } from '../classroom/hand-in.ts';
import { Refusal } from '../importers/complaint.ts';
import { Zip } from '../importers/source/zip.ts';
import type { Store } from '../storage/store.ts';
import { readBytes } from './work-bytes.ts';

const workName = 'hand-in.json';
const signatureName = 'signature.json';
/** Bytes of the unpacked work: a long attempt has a few million. */
const mostOfWork = 128 * 1024 * 1024;
const mostOfSignature = 4096;
const keyName = 'hand-in-key';

const signature = z.strictObject({
  algorithm: z.literal('Ed25519'),
  /** The public key, as X.509 SubjectPublicKeyInfo in base64, and the signature. */
  key: z.base64().max(200),
  signature: z.base64().max(200),
});

export function handInFile(handIn: HandIn, key: string): Uint8Array {
  const work = strToU8(`${JSON.stringify(handIn, undefined, 1)}\n`);
  const seal: z.infer<typeof signature> = {
    algorithm: 'Ed25519',
    key: createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64'),
    signature: sign(null, work, key).toString('base64'),
  };
  const entries = { [workName]: work, [signatureName]: strToU8(`${JSON.stringify(seal, undefined, 1)}\n`) };
  return zipSync(entries, { mtime: handIn.made });
}

/** The private key of this installation, made now where there is none: in the database, which its owner alone can read. */
export function handInKey(store: Store): string {
  return store.installationOrNew(keyName, () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
}

/** Bytes of the file: a long attempt packs to some hundred thousand. */
const mostPacked = 32 * 1024 * 1024;

export interface OpenedHandIn {
  handIn: HandIn;
  /** By what name its installation is known: the beginning of the SHA-256 of its key. */
  installation: string;
}

/** @throws Failure bad-hand-in, hand-in-altered, file-too-large, work-unreadable */
export function readHandInFile(file: string): OpenedHandIn {
  return openHandIn(readBytes(file, mostPacked), file);
}

/** Whether it is another file, without taking it apart. @throws Failure file-too-large, work-unreadable */
export function handInDigest(file: string): string {
  return createHash('sha256').update(readBytes(file, mostPacked)).digest('hex');
}

/**
 * @param name of the file, for messages
 * @throws Failure bad-hand-in, hand-in-altered
 */
function openHandIn(bytes: Uint8Array, name: string): OpenedHandIn {
  const zip = zipOf(bytes, name);
  const work = entryOf(zip, { entry: workName, most: mostOfWork }, name);
  const seal = sealOf(entryOf(zip, { entry: signatureName, most: mostOfSignature }, name), name);
  if (!verify(null, work, seal.key, seal.signature))
    throw new Failure(
      'bad-input',
      'hand-in-altered',
      `${name} was altered after QuickMode wrote it: its signature does not fit. Ask for the file as it was written.`,
    );
  const read = readHandIn(strFromU8(work));
  if ('wrong' in read) throw unfit(name, read.wrong);
  const installation = createHash('sha256')
    .update(seal.key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
  return { handIn: read, installation: installation.slice(0, 16) };
}

function zipOf(bytes: Uint8Array, name: string): Zip {
  return unzipped(name, () => new Zip(bytes));
}

function entryOf(zip: Zip, { entry, most }: { entry: string; most: number }, name: string): Uint8Array {
  const content = unzipped(name, () => zip.read(entry, most));
  if (content) return content;
  throw unfit(name, `there is no ${entry} in it that is small enough`);
}

function unzipped<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw unfit(name, 'it is not a zip archive that can be read');
    throw error;
  }
}

function sealOf(bytes: Uint8Array, name: string): { key: KeyObject; signature: Uint8Array } {
  try {
    const seal = signature.parse(JSON.parse(strFromU8(bytes)));
    const key = createPublicKey({ key: Buffer.from(seal.key, 'base64'), type: 'spki', format: 'der' });
    if (key.asymmetricKeyType === 'ed25519') return { key, signature: Buffer.from(seal.signature, 'base64') };
  } catch {
    // Whatever is wrong with it, it is no signature.
  }
  throw unfit(name, 'its signature cannot be read');
}

function unfit(name: string, why: string): Failure {
  return new Failure('bad-input', 'bad-hand-in', `${name} is not what "quickmode hand-in" writes: ${why}.`);
}
