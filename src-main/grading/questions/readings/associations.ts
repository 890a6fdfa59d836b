/** Numbers of the security associations that two roles have with each other: SPIs, cookies, what is left of lifetimes. */
import type { Exercise } from '../../../lab/exercise.ts';
import type { Readings } from '../../../lab/question.ts';
import type { ChildSecurityAssociation, IkeSecurityAssociation } from '../../../sa/model.ts';
import { quoteOfSource, quotesOfAssociation, readAll, associationLooks, type End } from '../../facts/associations.ts';
import type { Wants } from '../../facts/association-commands.ts';
import { Unreadable, attempt, type Moment } from '../../facts/captures.ts';
import type { Place } from '../../facts/logs.ts';
import { outerAddresses } from '../../facts/places.ts';
import type { Look } from '../../look.ts';
import { numberValue, spiValue, type Value } from '../value.ts';
import { agreedLifetimes } from './agreed-lifetimes.ts';
import { logLooks } from '../../facts/logs.ts';
import type { ReadingRule } from './reading.ts';

const CHILDREN: Wants = { children: true };
/** Cookies are in the detail, where they are shown at all. */
const IKE: Wants = { ike: 'detail' };
const IKE2: Wants = { ike: 'detail', version: 2 };

function ikeLooks(exercise: Exercise, on: string): Look[] {
  return [...associationLooks(exercise, on, IKE), ...associationLooks(exercise, on, IKE2)];
}

export const spi: ReadingRule<'spi'> = {
  looks: ({ on }, exercise) => associationLooks(exercise, on, CHILDREN),
  read({ on, peer, direction, protocol }, place, moment) {
    const end = readAll(place, on, CHILDREN, moment);
    const own = childrenWith(end, peer, place).filter((one) => protocol === undefined || one.protocol === protocol);
    return own.flatMap((child) =>
      child[direction].map((one) => spiValue(one.spi, quoteOfSource(end.evidence, one, 'spi'))),
    );
  },
};

export const cookie: ReadingRule<'cookie'> = {
  looks: ({ on }, exercise) => ikeLooks(exercise, on),
  read: ({ on, peer, which }, place, moment) =>
    ikeEnds(place, on, moment).flatMap((end) =>
      ikeWith(end, peer, place).flatMap((one) => {
        const text = cookieOf(one, which);
        return text === undefined ? [] : [{ text, isHexadecimal: true, quotes: quotesOfAssociation(end, one, 'localSpi') }];
      }),
    ),
}; // prettier-ignore

export const role: ReadingRule<'role'> = {
  looks: ({ on }, exercise) => ikeLooks(exercise, on),
  read: ({ on, peer }, place, moment) =>
    ikeEnds(place, on, moment).flatMap((end) =>
      ikeWith(end, peer, place).flatMap((one) => {
        const text = one.role ?? roleByAddress(one, outerAddresses(place.exercise, on));
        return text === undefined ? [] : [{ text, quotes: quotesOfAssociation(end, one, 'role') }];
      }),
    ),
};

function roleByAddress({ initiator }: IkeSecurityAssociation, own: readonly string[]): string | undefined {
  if (initiator === undefined) return undefined;
  return own.includes(initiator) ? 'initiator' : 'responder';
}

export const lifetime: ReadingRule<'lifetime'> = {
  looks({ on, of, what }, exercise) {
    if (what === 'negotiated') return logLooks(exercise, on);
    if (of === 'child') return associationLooks(exercise, on, CHILDREN);
    return ikeLooks(exercise, on);
  },
  read(wanted, place, moment) {
    if (wanted.what === 'negotiated') return agreedLifetimes(wanted, place, moment);
    return wanted.of === 'child' ? leftOfChildren(wanted, place, moment) : leftOfIke(wanted, place, moment);
  },
};

function leftOfChildren({ on, peer, unit = 'seconds' }: Readings['lifetime'], place: Place, moment: Moment): Value[] {
  const end = readAll(place, on, CHILDREN, moment);
  const all = childrenWith(end, peer, place).flatMap(({ inbound, outbound }) => [...inbound, ...outbound]);
  return all.flatMap((one) => {
    const left = one[unit];
    return left === undefined ? [] : [numberValue(left, quoteOfSource(end.evidence, one, 'lifetime'))];
  });
}

function leftOfIke({ on, peer }: Readings['lifetime'], place: Place, moment: Moment): Value[] {
  return ikeEnds(place, on, moment).flatMap((end) =>
    ikeWith(end, peer, place).flatMap((one) =>
      one.lifetimeSeconds === undefined
        ? []
        : [numberValue(one.lifetimeSeconds, quotesOfAssociation(end, one, 'lifetime'))],
    ),
  );
}

/** Of both versions, where a router has a command for each. @throws {Unreadable} when it answers neither */
function ikeEnds(place: Place, on: string, moment: Moment): End[] {
  const read = [IKE, IKE2].map((wants) => attempt(() => readAll(place, on, wants, moment)));
  const ends = read.flatMap((one) => (one instanceof Unreadable ? [] : [one]));
  if (ends.length === 0 && read[0] instanceof Unreadable) throw read[0];
  const answers = ends.map(({ evidence }) => [...evidence.values()].map(({ id }) => id).join(' '));
  return ends.filter((_, index) => answers.indexOf(answers[index] ?? '') === index);
}

function childrenWith({ associations }: End, peer: string, { exercise }: Place): ChildSecurityAssociation[] {
  const addresses = outerAddresses(exercise, peer);
  return associations.children.filter(({ remoteEndpoint }) => addresses.includes(remoteEndpoint ?? ''));
}

function ikeWith({ associations }: End, peer: string, { exercise }: Place): IkeSecurityAssociation[] {
  const addresses = outerAddresses(exercise, peer);
  return associations.ike.filter(({ remote, initiator, responder }) =>
    [remote, initiator, responder].some((address) => addresses.includes(address ?? '')),
  );
}

function cookieOf(one: IkeSecurityAssociation, which: 'initiator' | 'responder'): string | undefined {
  if (one.cookies) return one.cookies[which];
  if (one.role === undefined) return undefined;
  return one.role === which ? one.localSpi : one.remoteSpi;
}
