/** The extensions of certificates that we write and read (RFC 5280 section 4.2). Others pass by, unless critical. */
import { bytesOfLatin1, latin1Of, putU32, u32, u8 } from '../../base/bytes.ts';
import { der, explicit, implicit, integer, objectIdentifier, octetString, sequence, tags, yes } from './der.ts';
import { DerReader, NotDer } from './der-reader.ts';

/** Bits of keyUsage, as RFC 5280 numbers them from the left. */
export const keyUsages = {
  digitalSignature: 0x80,
  keyEncipherment: 0x20,
  certificateSign: 0x04,
  crlSign: 0x02,
} as const;

export interface SubjectNames {
  fqdn?: string;
  email?: string;
  address?: number;
}

export interface Extensions {
  isAuthority: boolean;
  /** Bits of `keyUsages`; undefined when nothing is said about it. */
  keyUsage: number | undefined;
  names: SubjectNames;
  /** Of the key in the certificate, and of the issuer's. */
  subjectKey: Uint8Array | undefined;
  authorityKey: Uint8Array | undefined;
  /** Where a list of revoked certificates is. */
  distributionPoint: string | undefined;
}

const identifiers = {
  subjectKey: '2.5.29.14',
  keyUsage: '2.5.29.15',
  names: '2.5.29.17',
  constraints: '2.5.29.19',
  distribution: '2.5.29.31',
  authorityKey: '2.5.29.35',
  extendedUsage: '2.5.29.37',
} as const;

export function noExtensions(): Extensions {
  return {
    isAuthority: false,
    keyUsage: undefined,
    names: {},
    subjectKey: undefined,
    authorityKey: undefined,
    distributionPoint: undefined,
  };
}

/** The SEQUENCE of those that say something. */
export function derOfExtensions(extensions: Extensions): Uint8Array {
  const { isAuthority, keyUsage, names, subjectKey, authorityKey, distributionPoint } = extensions;
  const items: Uint8Array[] = [];
  if (isAuthority) items.push(extension(identifiers.constraints, sequence(yes), 'critical'));
  if (keyUsage !== undefined) items.push(extension(identifiers.keyUsage, derOfUsage(keyUsage), 'critical'));
  if (Object.keys(names).length > 0) items.push(extension(identifiers.names, derOfNames(names)));
  if (distributionPoint !== undefined) items.push(extension(identifiers.distribution, derOfPoint(distributionPoint)));
  if (authorityKey) items.push(extension(identifiers.authorityKey, sequence(implicit(0, authorityKey))));
  if (subjectKey) items.push(extension(identifiers.subjectKey, octetString(subjectKey)));
  return sequence(...items);
}

function extension(identifier: string, value: Uint8Array, critical?: 'critical'): Uint8Array {
  return sequence(objectIdentifier(identifier), ...(critical ? [yes] : []), octetString(value));
}

/** The zeros at the end are left out of it, and counted. */
function derOfUsage(bits: number): Uint8Array {
  let unused = 0;
  while (unused < 7 && (bits & (1 << unused)) === 0) unused++;
  return der(tags.bitString, Uint8Array.of(unused, bits));
}

function derOfNames({ fqdn, email, address }: SubjectNames): Uint8Array {
  const names: Uint8Array[] = [];
  if (email !== undefined) names.push(implicit(1, bytesOfLatin1(email)));
  if (fqdn !== undefined) names.push(implicit(2, bytesOfLatin1(fqdn)));
  if (address !== undefined) {
    const bytes = new Uint8Array(4);
    putU32(bytes, 0, address);
    names.push(implicit(7, bytes));
  }
  return sequence(...names);
}

function derOfPoint(url: string): Uint8Array {
  return sequence(sequence(explicit(0, explicit(0, implicit(6, bytesOfLatin1(url))))));
}

/** @param bytes the SEQUENCE @throws NotDer also for a critical one that we do not know: it must not be passed over */
export function extensionsOf(bytes: Uint8Array): Extensions {
  const found = noExtensions();
  for (const { content } of new DerReader(bytes).sequence().all()) {
    const reader = new DerReader(content);
    const identifier = reader.objectIdentifier();
    const critical = reader.optional(tags.boolean);
    const value = reader.take(tags.octetString).content;
    const read = readers[identifier];
    if (read) read(found, value);
    else if (critical && u8(critical.content, 0) !== 0) throw new NotDer(`critical extension ${identifier}`);
  }
  return found;
}

const readers: Readonly<Record<string, (found: Extensions, value: Uint8Array) => void>> = {
  [identifiers.constraints]: (found, value) => {
    const flag = new DerReader(value).sequence().optional(tags.boolean);
    found.isAuthority = flag !== undefined && u8(flag.content, 0) !== 0;
  },
  [identifiers.keyUsage]: (found, value) => {
    found.keyUsage = u8(new DerReader(value).take(tags.bitString).content, 1);
  },
  [identifiers.names]: (found, value) => {
    for (const { tag, content } of new DerReader(value).sequence().all()) readName(found.names, tag, content);
  },
  [identifiers.subjectKey]: (found, value) => {
    found.subjectKey = new DerReader(value).take(tags.octetString).content;
  },
  [identifiers.authorityKey]: (found, value) => {
    found.authorityKey = new DerReader(value).sequence().optional(0x80)?.content;
  },
  [identifiers.distribution]: (found, value) => {
    found.distributionPoint = urlWithin(value);
  },
  // What a key is for beyond IKE is not asked.
  [identifiers.extendedUsage]: () => undefined,
};

function readName(names: SubjectNames, tag: number, content: Uint8Array): void {
  if (tag === 0x81) names.email ??= latin1Of(content);
  else if (tag === 0x82) names.fqdn ??= latin1Of(content);
  else if (tag === 0x87 && content.length === 4) names.address ??= u32(content, 0);
}

/** The first address of the first point, inside all its wrappings. */
function urlWithin(value: Uint8Array): string | undefined {
  let [point] = new DerReader(value).sequence().all();
  while (point && point.tag !== 0x86) [point] = new DerReader(point.content).all();
  return point && latin1Of(point.content);
}

/** What a request for a certificate asks to have in it (RFC 2985 section 5.4.2). */
export const extensionRequest = '1.2.840.113549.1.9.14';

/** The number of a list of revoked certificates (RFC 5280 section 5.2.3). */
export function derOfListNumber(number: number): Uint8Array {
  return sequence(extension('2.5.29.20', integer(BigInt(number))));
}
