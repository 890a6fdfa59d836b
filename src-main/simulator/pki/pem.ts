/** The text form of certificates, requests and keys (RFC 7468). */
import { bytesOfLatin1, latin1Of } from '../../base/bytes.ts';

const width = 64;

function base64Of(bytes: Uint8Array): string {
  return btoa(latin1Of(bytes));
}

/** Blanks and line ends are passed over. Undefined for what is no base64. */
function bytesOfBase64(text: string): Uint8Array | undefined {
  const letters = text.replace(/\s+/g, '');
  if (letters.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(letters)) return undefined;
  return bytesOfLatin1(atob(letters));
}

/** The lines of base64, without any around them. */
export function base64Lines(bytes: Uint8Array): string[] {
  return base64Of(bytes).match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
}

/** @param label 'CERTIFICATE' */
export function pemLines(label: string, bytes: Uint8Array): string[] {
  return [`-----BEGIN ${label}-----`, ...base64Lines(bytes), `-----END ${label}-----`];
}

/** With the lines around it or without them. */
export function bytesOfPem(text: string): Uint8Array | undefined {
  return bytesOfBase64(text.replace(/-----(BEGIN|END) [A-Z0-9 ]+-----/g, ''));
}
