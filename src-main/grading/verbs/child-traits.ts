/** What may be asked of one end of a pair of IPsec security associations. */
import { formatIpv4, maskOfLength, networkOf, parseIpv4 } from '../../base/address.ts';
import type { Exercise } from '../../lab/exercise.ts';
import type { VerbArguments } from '../../lab/expectation.ts';
import { describeSelector } from '../../sa/mismatches.ts';
import type { ChildSecurityAssociation, Selector } from '../../sa/model.ts';
import { describeTransforms, normaliseEncryption } from '../../sa/normalise.ts';
import { quoteOfSource, quotesOfAssociation, type End } from '../facts/associations.ts';
import { Unreadable } from '../facts/captures.ts';
import { addressNamed, interfaceNamed } from '../facts/places.ts';
import type { Quote } from '../verdict.ts';

type Child = ChildSecurityAssociation;

export interface ChildTrait {
  name: string;
  expected: string;
  holds: (child: Child) => boolean;
  found: (child: Child) => string | undefined;
  quotes: (child: Child, end: End) => Quote[];
}

/** @param which the end that the traits are of: the second one sees the selectors the other way round */
export function childTraits(wanted: VerbArguments<'child'>, exercise: Exercise, which: 'a' | 'b'): ChildTrait[] {
  const { between, via, mode, esp, selectors } = wanted;
  const role = which === 'a' ? between[0] : between[1];
  const traits: ChildTrait[] = [];
  if (via !== undefined) traits.push(viaTrait(interfaceNamed(exercise, role, via)));
  if (mode !== undefined) traits.push(modeTrait(mode));
  if (esp !== undefined) traits.push(espTrait(esp));
  if (selectors !== undefined) {
    const [local, remote] = selectors.map((text) => selectorOf(text, exercise));
    traits.push(...selectorTraits(which === 'a' ? [local, remote] : [remote, local]));
  }
  return traits;
}

export function describeSpi(spi: number | undefined): string {
  return spi === undefined ? 'nothing' : `0x${spi.toString(16).toUpperCase()}`;
}

const at =
  (field: string) =>
  (child: Child, end: End): Quote[] =>
    quotesOfAssociation(end, child, field);

/** The line of the first association of the pair; `inbound` and `outbound` know their own lines. */
const atSa =
  (field: string) =>
  (child: Child, end: End): Quote[] => {
    const sa = child.outbound[0] ?? child.inbound[0];
    return sa ? quoteOfSource(end.evidence, sa, field) : quotesOfAssociation(end, child, 'outboundSpi');
  };

function viaTrait(name: string): ChildTrait {
  const isIt = (child: Child): boolean => child.interface?.toLowerCase() === name.toLowerCase();
  return { name: 'interface', expected: name, holds: isIt, found: (child) => child.interface, quotes: at('interface') };
}

function modeTrait(mode: string): ChildTrait {
  return {
    name: 'mode',
    expected: mode,
    holds: (child) => child.mode === mode,
    found: (child) => child.mode,
    quotes: atSa('settings'),
  };
}

function espTrait(wanted: NonNullable<VerbArguments<'child'>['esp']>): ChildTrait {
  const [cipher, integrity] = wanted === 'none' ? ['null', undefined] : wanted;
  const expected = describeTransforms('esp', {
    encryption: normaliseEncryption(cipher),
    ...(integrity === undefined || integrity === 'none' ? {} : { integrity }),
  });
  const found = ({ protocol, transforms }: Child): string | undefined =>
    transforms && describeTransforms(protocol ?? '', transforms);
  return { name: 'transforms', expected, holds: (child) => found(child) === expected, found, quotes: atSa('transforms') }; // prettier-ignore
}

function selectorTraits([local, remote]: (Selector | undefined)[]): ChildTrait[] {
  const trait = (name: string, wanted: Selector | undefined, of: (child: Child) => Selector | undefined, field: string): ChildTrait[] => {
    if (!wanted) return [];
    const expected = describeSelector(wanted);
    const found = (child: Child): string | undefined => {
      const shown = of(child);
      return shown && describeSelector(shown);
    };
    return [{ name, expected, holds: (child) => found(child) === expected, found, quotes: at(field) }];
  }; // prettier-ignore
  return [
    ...trait('local selector', local, (child) => child.localSelector, 'local'),
    ...trait('remote selector', remote, (child) => child.remoteSelector, 'remote'),
  ];
}

const GRE = 47;

/** "any", "R1.wan", "gre R1.wan", "10.1.1.0/24". @throws {Unreadable} for anything else */
function selectorOf(text: string, exercise: Exercise): Selector {
  if (text === 'any') return { address: '0.0.0.0', mask: '0.0.0.0', protocol: 0, port: 0 };
  const isGre = text.startsWith('gre ');
  const place = isGre ? text.slice('gre '.length) : text;
  const network = /^[A-Za-z]/.test(place) ? hostOf(place, exercise) : networkIn(place);
  return { ...network, protocol: isGre ? GRE : 0, port: 0 };
}

function hostOf(reference: string, exercise: Exercise): Pick<Selector, 'address' | 'mask'> {
  return { address: addressNamed(exercise, reference), mask: '255.255.255.255' };
}

function networkIn(text: string): Pick<Selector, 'address' | 'mask'> {
  const [written = '', length = '32'] = text.split('/');
  const address = parseIpv4(written);
  if (address === undefined || !/^(?:\d|[12]\d|3[0-2])$/.test(length))
    throw new Unreadable(`"${text}" is no selector.`);
  const mask = maskOfLength(Number(length));
  return { address: formatIpv4(networkOf(address, mask)), mask: formatIpv4(mask) };
}
