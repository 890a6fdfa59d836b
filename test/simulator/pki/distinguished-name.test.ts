/** Names in DER: one that somebody has typed against one in a certificate. */
import { describe, expect, it } from 'vitest';
import { der, objectIdentifier, sequence, tags, text } from '../../../src-main/simulator/pki/der.ts';
import { derOfName, isSameName, nameOfText } from '../../../src-main/simulator/pki/distinguished-name.ts';

const nameOf = (typed: string): Uint8Array => derOfName(nameOfText(typed) ?? []);

/** CN=charon as OpenSSL writes it. */
const inUtf8 = (value: string): Uint8Array =>
  sequence(der(tags.set, sequence(objectIdentifier('2.5.4.3'), text(tags.utf8String, value))));

describe('names are one', () => {
  it('with another type of string, other case and more blanks', () => {
    expect(isSameName(nameOf('cn=charon'), inUtf8('charon'))).toBe(true);
    expect(isSameName(nameOf('cn=Lab  Router'), inUtf8('lab router'))).toBe(true);
  });

  it('but not with another value, another attribute, another order or more of them', () => {
    expect(isSameName(nameOf('cn=charon'), inUtf8('sharon'))).toBe(false);
    expect(isSameName(nameOf('ou=charon'), inUtf8('charon'))).toBe(false);
    expect(isSameName(nameOf('cn=a,o=b'), nameOf('o=b,cn=a'))).toBe(false);
    expect(isSameName(nameOf('cn=a,o=b'), nameOf('cn=a'))).toBe(false);
  });

  it('and what is no name is none', () => {
    expect(isSameName(Uint8Array.of(1, 2), Uint8Array.of(3))).toBe(false);
  });
});
