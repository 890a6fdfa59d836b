/** Key pairs: made from the router's dice, so that they are the same when the router is built anew from its journal. */
import { generateEc, type EcBits } from '../../crypto/ecdsa.ts';
import { generateRsaNumbers } from '../../crypto/rsa-numbers.ts';
import { RsaPrivateKey } from '../../crypto/rsa.ts';
import type { PkiDevice } from './pki-device.ts';
import type { KeyEntry, KeyUsage } from './pki-state.ts';

interface KeyWish {
  readonly label: string;
  readonly bits: number;
  readonly usage?: KeyUsage;
  readonly isExportable?: boolean;
}

export function makeRsaKey(device: PkiDevice, wish: KeyWish): KeyEntry {
  const random = device.random.fork(`rsa ${wish.label} ${device.settings.pki.generations++}`);
  return keep(device, wish, new RsaPrivateKey(generateRsaNumbers(random, wish.bits), random));
}

export function makeEcKey(device: PkiDevice, wish: KeyWish & { readonly bits: EcBits }): KeyEntry {
  const random = device.random.fork(`ec ${wish.label} ${device.settings.pki.generations++}`);
  return keep(device, wish, generateEc(random, wish.bits));
}

function keep(device: PkiDevice, { label, usage, isExportable = false }: KeyWish, key: KeyEntry['key']): KeyEntry {
  const generatedAt = device.router.crypto.trust.date();
  const entry = { label, key, usage: usage ?? 'General Purpose Key', isExportable, generatedAt } as const;
  device.settings.pki.keys.set(label, entry);
  return entry;
}

/** 'R1.lab.local', or without a domain name the host name alone. */
export function fullNameOf({ settings: { hostname, domainName } }: PkiDevice): string {
  return domainName === undefined ? hostname : `${hostname}.${domainName}`;
}
