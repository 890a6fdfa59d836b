/** Names of subjects and issuers (RFC 5280 section 4.1.2.4), and as IOS writes them: `cn=R2,o=QuickMode`. */
import { compareBytes, equalBytes } from '../../base/bytes.ts';
import { der, objectIdentifier, sequence, tags, text } from './der.ts';
import { DerReader, dottedOf, readOr, textOf, type Element } from './der-reader.ts';

/** In the spelling of IOS, by object identifier. */
const attributes = {
  cn: '2.5.4.3',
  serialNumber: '2.5.4.5',
  c: '2.5.4.6',
  l: '2.5.4.7',
  st: '2.5.4.8',
  o: '2.5.4.10',
  ou: '2.5.4.11',
  e: '1.2.840.113549.1.9.1',
  hostname: '1.2.840.113549.1.9.2',
  ipaddress: '1.2.840.113549.1.9.8',
} as const;

export interface NameAttribute {
  /** As IOS writes it: 'cn', 'hostname'. */
  key: string;
  value: string;
}

const identifiers = new Map<string, string>(Object.entries(attributes));
const keys = new Map<string, string>(Object.entries(attributes).map(([key, identifier]) => [identifier, key]));

/** Attributes that stand side by side: one as a rule. */
export type NamePart = readonly NameAttribute[];

/** 'cn=R1, ou=lab'; undefined when some part of it is none. The attributes stand as they were typed. */
export function nameOfText(typed: string): NamePart[] | undefined {
  const parts = typed.split(',').map((part) => /^\s*([A-Za-z]+)\s*=\s*"?(.*?)"?\s*$/.exec(part));
  const found = parts.map((part) => attributeOf(part?.[1] ?? '', part?.[2] ?? ''));
  return found.every((one) => one !== undefined) ? found.map((one) => [one]) : undefined;
}

function attributeOf(typed: string, value: string): NameAttribute | undefined {
  const key = [...identifiers.keys()].find((known) => known.toLowerCase() === typed.toLowerCase());
  return key === undefined || value === '' ? undefined : { key, value };
}

/** In DER the widest part comes first, and IOS writes it last. */
export function derOfName(name: readonly NamePart[]): Uint8Array {
  return sequence(...name.toReversed().map(derOfPart));
}

/** DER wants the members of a set sorted by their bytes. */
function derOfPart(part: NamePart): Uint8Array {
  const members = part.map(({ key, value }) =>
    sequence(objectIdentifier(identifiers.get(key) ?? attributes.cn), text(tagOf(key, value), value)),
  );
  return der(tags.set, ...members.sort(compareBytes));
}

function tagOf(key: string, value: string): number {
  if (key === 'e' || key === 'hostname') return tags.ia5String;
  return /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(value) ? tags.printableString : tags.utf8String;
}

/** In the order of IOS. An attribute that we have no word for keeps its number. */
function nameOfDer(bytes: Uint8Array): NamePart[] | undefined {
  return readOr(() => {
    const sets = new DerReader(bytes).sequence().all();
    return sets.toReversed().map(({ content }) => new DerReader(content).all().map(attributeOfDer));
  });
}

function attributeOfDer({ content }: Element): NameAttribute {
  const reader = new DerReader(content);
  const identifier = dottedOf(reader.take(tags.objectIdentifier).content);
  return { key: keys.get(identifier) ?? identifier, value: textOf(reader.any()) };
}

/** 'hostname=R1.lab.local+ipaddress=10.0.0.1', 'cn=R1', 'o=QuickMode' */
export function partsOfName(bytes: Uint8Array): string[] {
  return (nameOfDer(bytes) ?? []).map((part) => part.map(({ key, value }) => `${key}=${value}`).join('+'));
}

export function textOfName(bytes: Uint8Array): string {
  return partsOfName(bytes).join(',');
}

/**
 * Whether two names in DER are one name (RFC 5280 section 7.1): a peer whose name somebody has typed may write it with
 * another type of string than its certificate, and in other case.
 */
export function isSameName(a: Uint8Array, b: Uint8Array): boolean {
  if (equalBytes(a, b)) return true;
  const [one, other] = [a, b].map((name) => partsOfName(name).map(comparable).join('\0'));
  return one !== '' && one === other;
}

const comparable = (part: string): string => part.toLowerCase().trim().replace(/\s+/g, ' ');

/** The value of an attribute; undefined when the name has none of the kind. */
export function valueInName(bytes: Uint8Array, key: string): string | undefined {
  return nameOfDer(bytes)
    ?.flat()
    .find((one) => one.key === key)?.value;
}
