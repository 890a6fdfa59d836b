/**
 * show crypto isakmp policy
 * Seed 000 (12.4), corpus handmade (12.4 and 15); 12.2 writes "Protection suite priority 1".
 */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, says } from '../records.ts';
import { RuleTable } from '../rules.ts';
import { integer } from '../values.ts';

export interface IsakmpPolicy extends Sourced {
  /** "default" is the suite that IOS adds by itself. */
  priority: number | 'default';
  /** One of those of 12.4(20)T and later that apply while none is configured. */
  isDefault?: boolean;
  /** As printed: "AES - Advanced Encryption Standard". */
  encryption?: string;
  keyBits?: number;
  /** "Secure Hash Standard", "Secure Hash Standard 2 (256 bit)", "Message Digest 5". */
  hash?: string;
  /** "Pre-Shared Key", "Rivest-Shamir-Adleman Signature". */
  authentication?: string;
  dhGroup?: number;
  dhBits?: number;
  lifetimeSeconds?: number;
  volumeLimit?: string;
}

const TABLE = new RuleTable([
  begins<IsakmpPolicy, [string]>(/^Protection suite (?:of )?priority (\d+)$/, ([priority]) => ({
    priority: integer(priority) ?? 'default',
  })),
  begins<IsakmpPolicy, [string | undefined]>(/^Default protection suite(?: of priority (\d+))?$/, ([priority]) => ({
    priority: integer(priority) ?? 'default',
    isDefault: priority === undefined ? undefined : true,
  })),
  says<IsakmpPolicy, [string, string?]>(
    /^encryption algorithm:\s*([^(]*[^(\s])\s*(?:\((\d+) bit keys?\)?)?\.?$/,
    ([encryption, bits]) => ({ encryption: encryption.replace(/\.$/, ''), keyBits: integer(bits) }),
  ),
  says<IsakmpPolicy, [string]>(/^hash algorithm:\s*(\S.*)$/, ([hash]) => ({ hash })),
  says<IsakmpPolicy, [string]>(/^authentication method:\s*(\S.*)$/, ([authentication]) => ({ authentication })),
  says<IsakmpPolicy, [string, string]>(/^Diffie-Hellman group:\s*#(\d+) \((\d+) bit.*\)$/, ([group, bits]) => ({
    dhGroup: integer(group),
    dhBits: integer(bits),
  })),
  says<IsakmpPolicy, [string, string]>(/^lifetime:\s*(\d+) seconds, (\S.*)$/, ([seconds, volumeLimit]) => ({
    lifetimeSeconds: integer(seconds),
    volumeLimit,
  })),
  passes(/^(?:(?:Global|Default) IKE|IKEv1) policy$/),
  // An engine that cannot do it; the policy holds all the same.
  passes(/^WARNING: ?encryption hardware does not support .*$/i),
]);

export function parseShowCryptoIsakmpPolicy(text: string): Parsed<IsakmpPolicy> {
  return parseRecords(text, TABLE, (last) => last.lifetimeSeconds === undefined);
}
