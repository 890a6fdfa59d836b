/** ike: the IKE security association between two roles, judged on both ends. Any healthy row of several suffices. */
import type { VerbArguments } from '../../lab/expectation.ts';
import type { IkeSecurityAssociation } from '../../sa/model.ts';
import { describeTransforms, normaliseAuthentication, normaliseEncryption, type Cipher } from '../../sa/normalise.ts';
import type { Wants } from '../facts/association-commands.ts';
import { associationLooks, quotesOfAssociation, quotesOfNone, readEnd, type End } from '../facts/associations.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { NOTHING, allHold, closest, type Trait, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'ike'>;
type Ike = IkeSecurityAssociation;

export const ike: VerbRule<'ike'> = {
  looks: (wanted, { exercise }) => wanted.between.flatMap((role) => associationLooks(exercise, role, wantsOf(wanted))),
  judge(wanted, { exercise, captures }) {
    const [a, b] = wanted.between;
    const wants = wantsOf(wanted);
    const ends = [readEnd(exercise, captures, [a, b], wants), readEnd(exercise, captures, [b, a], wants)];
    const attributes = wanted.state === 'established' ? established(wanted, ends) : [STATES[wanted.state](ends)].flat();
    const isFounded = attributes.every(({ name, holds }) => name !== 'state' || holds);
    return { attributes, says: sentence(wanted, ends, attributes), isFounded };
  },
};

/** What `show crypto isakmp sa` does not show. An association that is not there has no attributes. */
function wantsOf({ version, state, encryption, hash, dh, auth }: Wanted): Wants {
  const isAsked = [encryption, hash, dh, auth].some((one) => one !== undefined);
  return { version, ike: state === 'established' && isAsked ? 'detail' : 'state' };
}

function established(wanted: Wanted, ends: readonly End[]): AttributeVerdict[] {
  const traits = traitsOf(wanted);
  return ends.flatMap((end) => {
    const { ike: rows } = end.associations;
    const healthy = closest(traits, rows.filter(isEstablished));
    const shown = healthy ?? rows.find(isNegotiating) ?? rows[0];
    const state = stateAttribute(end, 'established', healthy !== undefined, shown ? [shown] : []);
    return [state, ...traits.map((trait) => traitAttribute(trait, end, healthy))];
  });
}

const isEstablished = ({ state }: Ike): boolean => state === 'established';
const isNegotiating = ({ state }: Ike): boolean => state === 'negotiating';

/**
 * - `negotiating`: no end has one that works, and one end at least is trying: it shows one on the way, or between two
 *   attempts the one that it has just given up. The other end may know nothing of it.
 * - `absent`: neither end shows one, but for such as are deleted already
 */
const STATES = {
  negotiating: (ends: readonly End[]): AttributeVerdict[] => {
    const isAny = ends.some(({ associations }) => associations.ike.length > 0);
    return ends.map((end) => {
      const rows = end.associations.ike;
      return stateAttribute(end, 'negotiating', isAny && !rows.some(isEstablished), rows);
    });
  },
  absent: (ends: readonly End[]): AttributeVerdict[] =>
    ends.map((end) => {
      const live = end.associations.ike.filter(({ state }) => state !== 'deleted');
      return stateAttribute(end, 'absent', live.length === 0, live);
    }),
};

function stateAttribute(end: End, expected: string, holds: boolean, rows: readonly Ike[]): AttributeVerdict {
  const quotes = rows.flatMap((row) => quotesOfAssociation(end, row, 'state')).slice(0, 4);
  return {
    name: 'state',
    role: end.role,
    expected,
    found: rows.length > 0 ? rows.map(({ vendorState }) => vendorState).join(', ') : NOTHING,
    holds,
    quotes: quotes.length > 0 ? quotes : quotesOfNone(end),
  };
}

function traitAttribute({ name, expected, holds, found, field }: Trait<Ike>, end: End, row?: Ike): AttributeVerdict {
  return {
    name,
    role: end.role,
    expected,
    found: (row && found(row)) ?? NOTHING,
    holds: row !== undefined && holds(row),
    quotes: row ? quotesOfAssociation(end, row, field) : quotesOfNone(end),
  };
}

const wordOf = (encryption: Cipher | undefined): string | undefined =>
  encryption && describeTransforms('', { encryption }).trim();

/** 12.4 does not print the key length of AES: what is not shown is not held against anybody. */
function isCipher(found: Cipher | undefined, wanted: Cipher): boolean {
  if (found?.algorithm !== wanted.algorithm) return false;
  return found.keyBits === undefined || found.keyBits === wanted.keyBits;
}

function traitsOf({ version, encryption, hash, dh, auth }: Wanted): Trait<Ike>[] {
  const traits: Trait<Ike>[] = [];
  const add = (expected: string | number | undefined, rest: Omit<Trait<Ike>, 'expected'>): void => {
    if (expected !== undefined) traits.push({ expected: String(expected), ...rest });
  };
  add(version, {
    name: 'version',
    field: 'state',
    found: (row) => String(row.version),
    holds: (row) => row.version === version,
  });
  add(encryption, {
    name: 'encryption',
    field: 'encryption',
    found: (row) => wordOf(row.encryption),
    holds: (row) => isCipher(row.encryption, normaliseEncryption(encryption ?? '')),
  });
  add(hash, { name: 'hash', field: 'hash', found: (row) => row.hash, holds: (row) => row.hash === hash });
  add(dh, {
    name: 'Diffie-Hellman group',
    field: 'dhGroup',
    found: (row) => row.dhGroup?.toString(),
    holds: (row) => row.dhGroup === dh,
  });
  add(auth, {
    name: 'authentication',
    field: 'authentication',
    found: (row) => row.authentication,
    holds: (row) => row.authentication === normaliseAuthentication(auth ?? ''),
  });
  return traits;
}

function sentence({ between: [a, b], state }: Wanted, ends: readonly End[], attributes: AttributeVerdict[]): string {
  const shown = ends.map(({ role, associations }) => `${role} shows ${wordsOf(associations.ike)}`).join(', ');
  const what = `the IKE association between ${a} and ${b}`;
  if (allHold(attributes)) return `As it should be, ${what} is ${state}: ${shown}.`;
  if (attributes.some(({ name, holds }) => name === 'state' && !holds)) return `${capital(what)} should be ${state}, but ${shown}.`; // prettier-ignore
  const wrong = attributes.filter(({ holds }) => !holds);
  return `${capital(what)} is ${state}, but not as asked for: ${wrong.map((one) => `${one.name} on ${one.role} is ${one.found} and not ${one.expected}`).join(', ')}.`; // prettier-ignore
}

function wordsOf(rows: readonly Ike[]): string {
  const healthy = rows.find(isEstablished);
  const shown = healthy ? [healthy] : rows;
  return shown.length > 0 ? shown.map(({ vendorState }) => vendorState).join(' and ') : NOTHING;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
