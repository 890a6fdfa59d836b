/** What may be asked of an IKE security association at one end. */
import type { VerbArguments } from '../../lab/expectation.ts';
import type { IkeSecurityAssociation } from '../../sa/model.ts';
import {
  describeTransforms,
  normaliseAuthentication,
  normaliseEncryption,
  normaliseHash,
  type Cipher,
} from '../../sa/normalise.ts';
import { isAmount, type Amount } from '../amount.ts';
import type { Trait } from './verb.ts';

type Wanted = VerbArguments<'ike'>;
type Ike = IkeSecurityAssociation;

const wordOf = (encryption: Cipher | undefined): string | undefined =>
  encryption && describeTransforms('', { encryption }).trim();

/** 12.4 does not print the key length of AES: what is not shown is not held against anybody. */
function isCipher(found: Cipher | undefined, wanted: Cipher): boolean {
  if (found?.algorithm !== wanted.algorithm) return false;
  return found.keyBits === undefined || found.keyBits === wanted.keyBits;
}

/** One end, as an expectation sees it. */
export interface IkeEnd {
  /** Its addresses. */
  own: readonly string[];
  isFirst: boolean;
}

export function ikeTraits(wanted: Wanted, end: IkeEnd): Trait<Ike>[] {
  const { version, encryption, hash, prf, dh, auth } = wanted;
  return [
    ...trait(version, { name: 'version', field: 'state', found: (row) => String(row.version) }),
    ...(encryption === undefined ? [] : [encryptionTrait(encryption)]),
    ...trait(hash, { name: 'hash', field: 'hash', found: (row) => row.hash }),
    ...trait(prf, { name: 'PRF', field: 'prf', found: (row) => (row.prf === undefined ? undefined : normaliseHash(row.prf)) }),
    ...trait(dh, { name: 'Diffie-Hellman group', field: 'dhGroup', found: (row) => row.dhGroup?.toString() }),
    ...trait(auth === undefined ? undefined : normaliseAuthentication(auth), {
      ...{ name: 'authentication', field: 'authentication' },
      found: (row) => row.authentication,
    }),
    ...furtherTraits(wanted, end),
  ];
} // prettier-ignore

function furtherTraits({ natT, vrf, role, lifetime, tolerance }: Wanted, { own, isFirst }: IkeEnd): Trait<Ike>[] {
  const part = isFirst || role === undefined ? role : OTHER_ROLE[role];
  return [
    ...trait(natT === undefined ? undefined : natT ? 'yes' : 'no', { name: 'NAT traversal', field: 'translated', found: natOf }), // prettier-ignore
    ...trait(vrf, { name: 'VRF', field: 'vrf', found: (row) => row.vrf }),
    ...trait(part, { name: 'role', field: 'role', found: (row) => partOf(row, own) }),
    ...(lifetime === undefined ? [] : [lifetimeTrait(lifetime, tolerance)]),
  ];
}

const OTHER_ROLE = { initiator: 'responder', responder: 'initiator' } as const;

function trait(expected: string | number | undefined, rest: Omit<Trait<Ike>, 'expected' | 'holds'>): Trait<Ike>[] {
  if (expected === undefined) return [];
  return [{ ...rest, expected: String(expected), holds: (row) => rest.found(row) === String(expected) }];
}

function encryptionTrait(encryption: string): Trait<Ike> {
  const wanted = normaliseEncryption(encryption);
  return {
    name: 'encryption',
    expected: encryption,
    field: 'encryption',
    found: (row) => wordOf(row.encryption),
    holds: (row) => isCipher(row.encryption, wanted),
  };
}

/** Behind a NAT it goes through UDP 4500. */
function natOf({ localPort, remotePort, translated }: Ike): string {
  const isTranslated = translated !== undefined && translated !== 'none';
  return isTranslated || localPort === 4500 || remotePort === 4500 ? 'yes' : 'no';
}

function partOf({ role, initiator }: Ike, own: readonly string[]): string | undefined {
  if (role !== undefined || initiator === undefined) return role;
  return own.includes(initiator) ? 'initiator' : 'responder';
}

function lifetimeTrait(wanted: Amount, tolerance: number | undefined): Trait<Ike> {
  return {
    name: 'seconds left',
    expected: String(wanted),
    field: 'lifetime',
    found: ({ lifetimeSeconds }) => lifetimeSeconds?.toString(),
    holds: ({ lifetimeSeconds }) => lifetimeSeconds !== undefined && isAmount(wanted, lifetimeSeconds, tolerance),
  };
}
