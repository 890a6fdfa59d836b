/** Names of subjects and issuers (RFC 5280 section 4.1.2.4), and as IOS writes them: `cn=R2,o=QuickMode`. */
import { der, objectIdentifier, sequence, tags, text } from './der.ts';
import { DerReader, dottedOf, readOr, textOf } from './der-reader.ts';

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

/** 'cn=R1, ou=lab'; undefined when some part of it is none. The attributes stand as they were typed. */
export function nameOfText(typed: string): NameAttribute[] | undefined {
  const parts = typed.split(',').map((part) => /^\s*([A-Za-z]+)\s*=\s*"?(.*?)"?\s*$/.exec(part));
  const found = parts.map((part) => attributeOf(part?.[1] ?? '', part?.[2] ?? ''));
  return found.every((one) => one !== undefined) ? found : undefined;
}

function attributeOf(typed: string, value: string): NameAttribute | undefined {
  const key = [...identifiers.keys()].find((known) => known.toLowerCase() === typed.toLowerCase());
  return key === undefined || value === '' ? undefined : { key, value };
}

/** In DER the widest part comes first, and IOS writes it last. */
export function derOfName(name: readonly NameAttribute[]): Uint8Array {
  const parts = name.toReversed().map(({ key, value }) => {
    const identifier = objectIdentifier(identifiers.get(key) ?? attributes.cn);
    return der(tags.set, sequence(identifier, text(tagOf(key, value), value)));
  });
  return sequence(...parts);
}

function tagOf(key: string, value: string): number {
  if (key === 'e' || key === 'hostname') return tags.ia5String;
  return /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(value) ? tags.printableString : tags.utf8String;
}

/** In the order of IOS. An attribute that we have no word for keeps its number. */
export function nameOfDer(bytes: Uint8Array): NameAttribute[] | undefined {
  return readOr(() => {
    const sets = new DerReader(bytes).sequence().all();
    const found = sets.flatMap(({ content }) => new DerReader(content).all());
    return found.toReversed().map(({ content }) => {
      const reader = new DerReader(content);
      const identifier = dottedOf(reader.take(tags.objectIdentifier).content);
      return { key: keys.get(identifier) ?? identifier, value: textOf(reader.any()) };
    });
  });
}

export function textOfName(bytes: Uint8Array): string {
  return (nameOfDer(bytes) ?? []).map(({ key, value }) => `${key}=${value}`).join(',');
}
