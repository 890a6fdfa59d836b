/** Passwords and secrets as a configuration keeps them. */
import type { Random } from '../../../base/random.ts';
import { Refusal } from '../../cli/refusal.ts';
import { isMd5Crypt, matchesMd5Crypt, md5Crypt } from './md5-crypt.ts';
import { pixHash } from '../pix-hash.ts';
import { decodeType7, encodeType7, highestOffset } from './type7.ts';

/** As the configuration has it: type 0 is the password itself, 7 obfuscated, 5 hashed; `pix` as an ASA hashes it. */
export interface StoredPassword {
  readonly type: 0 | 5 | 7 | 'pix';
  readonly text: string;
  /** What goes into the hash of an ASA besides the password: the name of the user. */
  readonly salt?: string;
}

export function accepts({ type, text, salt = '' }: StoredPassword, password: string): boolean {
  if (type === 'pix') return pixHash(password, salt) === text;
  if (type === 5) return matchesMd5Crypt(password, text);
  return (type === 7 ? decodeType7(text) : text) === password;
}

/** '7 045802150C2E' or '0 lab' */
export function typed({ type, text }: StoredPassword): string {
  return `${type} ${text}`;
}

/** As `password` lines have it, where type 0 is not written. */
export function shown(password: StoredPassword): string {
  return password.type === 0 ? password.text : typed(password);
}

export function obfuscated({ type, text }: StoredPassword, random: Random): StoredPassword {
  return type === 0 ? { type: 7, text: encodeType7(text, random.int(highestOffset + 1)) } : { type, text };
}

/** What stands after `password`: the password, or its type and the password. @throws Refusal */
export function readPassword(text: string): StoredPassword {
  const [, type, rest] = /^([0-9])\s+(.+)$/.exec(text) ?? [];
  if (type === undefined || rest === undefined) return { type: 0, text };
  if (type === '0') return { type: 0, text: rest };
  if (type === '7' && decodeType7(rest) !== undefined) return { type: 7, text: rest };
  throw Refusal.because(type === '7' ? `Invalid encrypted password: ${rest}` : '% Invalid encryption type');
}

/** What stands after `secret`. @throws Refusal */
export function readSecret(text: string, random: Random): StoredPassword {
  const [, type, rest] = /^([0-9])\s+(.+)$/.exec(text) ?? [];
  if (type === undefined || rest === undefined) return { type: 5, text: md5Crypt(text, random) };
  if (type === '0') return { type: 5, text: md5Crypt(rest, random) };
  if (type === '5' && isMd5Crypt(rest)) return { type: 5, text: rest };
  throw Refusal.because(
    [
      'ERROR: The secret you entered is not a valid encrypted secret.',
      'To enter an UNENCRYPTED secret, do not specify type 5 encryption.',
      'When you properly enter an UNENCRYPTED secret, it will be encrypted.',
    ].join('\n'),
  );
}
