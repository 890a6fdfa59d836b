/**
 * What follows the mandatory part of an NHRP message (RFC 2332 section 5.3): extensions as type, length and value, the
 * last of which says that it is the last. The key of `ip nhrp authentication` travels in clear: a word with the kind of
 * authentication, which is 1, and then the key (FRRouting and Wireshark read it so).
 */
import { bytesOfLatin1, bytesOfNumber, concat, latin1Of, u16, u32 } from '../../../base/bytes.ts';
import { Malformed } from '../malformed.ts';

export const nhrpExtensions = {
  end: 0,
  responder: 3,
  forwardTransit: 4,
  reverseTransit: 5,
  authentication: 7,
  /** Of Cisco: where the sender seems to be behind a translation. */
  natAddress: 9,
} as const;

export interface NhrpExtension {
  type: number;
  /** Whoever does not know it may not go on. */
  isCompulsory: boolean;
  value: Uint8Array;
}

const COMPULSORY = 0x8000;
const TYPE = 0x3fff;
const HEADER = 4;
const CLEARTEXT = 1;

/** Nothing where there are none; otherwise with the end. */
export function emitExtensions(extensions: readonly NhrpExtension[]): Uint8Array {
  if (extensions.length === 0) return new Uint8Array(0);
  const end = { type: nhrpExtensions.end, isCompulsory: true, value: new Uint8Array(0) };
  return concat(...[...extensions, end].map(extensionBytes));
}

function extensionBytes({ type, isCompulsory, value }: NhrpExtension): Uint8Array {
  return concat(bytesOfNumber((isCompulsory ? COMPULSORY : 0) | type, 2), bytesOfNumber(value.length, 2), value);
}

export function parseExtensions(bytes: Uint8Array): NhrpExtension[] | Malformed {
  const extensions: NhrpExtension[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const rest = bytes.subarray(offset);
    if (rest.length < HEADER) return new Malformed('NHRP', `${rest.length} bytes are no extension`);
    const word = u16(rest, 0);
    const length = HEADER + u16(rest, 2);
    if (rest.length < length) return new Malformed('NHRP', `${rest.length} bytes of an extension of ${length}`);
    const type = word & TYPE;
    if (type === nhrpExtensions.end) break;
    extensions.push({ type, isCompulsory: (word & COMPULSORY) !== 0, value: rest.slice(HEADER, length) });
    offset += length;
  }
  return extensions;
}

export function authenticationExtension(key: string): NhrpExtension {
  const value = concat(bytesOfNumber(CLEARTEXT, 4), bytesOfLatin1(key));
  return { type: nhrpExtensions.authentication, isCompulsory: true, value };
}

/** The key that a message carries; undefined when it carries none. */
export function authenticationOf(extensions: readonly NhrpExtension[]): string | undefined {
  const value = extensions.find(({ type }) => type === nhrpExtensions.authentication)?.value;
  return value && value.length >= 4 && u32(value, 0) === CLEARTEXT ? latin1Of(value.subarray(4)) : undefined;
}
