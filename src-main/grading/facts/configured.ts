/** What IOS has a command for, and an ASA only its configuration: both as the records of that command. */
import type { Exercise } from '../../lab/exercise.ts';
import type { RunningConfiguration } from '../../parsers/ios/configuration.ts';
import type { IpsecProfile } from '../../parsers/ios/show-crypto-ipsec-profile.ts';
import type { TransformSet } from '../../parsers/ios/show-crypto-ipsec-transform-set.ts';
import type { IsakmpKey } from '../../parsers/ios/show-crypto-isakmp-key.ts';
import type { IsakmpPolicy } from '../../parsers/ios/show-crypto-isakmp-policy.ts';
import { distinctLooks, lookAt, type Look } from '../look.ts';
import type { Capture, Captures } from './captures.ts';
import { configurationLooks, readConfiguration } from './configurations.ts';
import { roleNamed } from './places.ts';
import { IPSEC_PROFILE, ISAKMP_KEY, ISAKMP_POLICY, TRANSFORM_SET, type Show } from './shows.ts';

interface Source<T> {
  show: Show<T>;
  of: (configuration: RunningConfiguration) => T[];
}

export const POLICIES: Source<IsakmpPolicy> = { show: ISAKMP_POLICY, of: policiesIn };
export const KEYS: Source<IsakmpKey> = { show: ISAKMP_KEY, of: keysIn };
export const TRANSFORM_SETS: Source<TransformSet> = { show: TRANSFORM_SET, of: setsIn };
export const PROFILES: Source<IpsecProfile> = { show: IPSEC_PROFILE, of: profilesIn };

const isAsa = (exercise: Exercise, role: string): boolean => roleNamed(exercise, role).platform === 'asa';

export function looksFor(exercise: Exercise, role: string, ...sources: readonly Source<unknown>[]): Look[] {
  const looks = sources.flatMap(({ show }) => (isAsa(exercise, role) ? configurationLooks(exercise, role) : lookAt(role, show))); // prettier-ignore
  return distinctLooks(looks);
}

/** @throws {Unreadable} */
export function readFrom<T>(
  known: { exercise: Exercise; captures: Captures },
  role: string,
  { show, of }: Source<T>,
): Capture<T> {
  if (!isAsa(known.exercise, role)) return known.captures.read(role, show, 'end');
  const { evidence, configuration } = readConfiguration(known, role);
  return { evidence, records: of(configuration) };
}

function policiesIn({ isakmpPolicies }: RunningConfiguration): IsakmpPolicy[] {
  return isakmpPolicies.map(({ group, ...policy }) => ({ ...policy, ...(group === undefined ? {} : { dhGroup: group }) })); // prettier-ignore
}

function keysIn({ isakmpKeys }: RunningConfiguration): IsakmpKey[] {
  return isakmpKeys.map(({ line, at, key, address = '', mask }) => ({ line, at, key, peer: address, ...(mask === undefined ? {} : { mask }) })); // prettier-ignore
}

function setsIn({ transformSets }: RunningConfiguration): TransformSet[] {
  return transformSets.map(({ line, at, name, transforms, mode }) => ({ line, at, name, transforms, modes: [mode ?? 'tunnel'] })); // prettier-ignore
}

function profilesIn({ ipsecProfiles }: RunningConfiguration): IpsecProfile[] {
  return ipsecProfiles.map(({ line, at, name, transformSets, pfs, lifetimeSeconds }) => ({
    ...{
      line,
      at,
      name,
      transformSets: transformSets.map((one) => ({ name: one, line: at['transformSets'] ?? line })),
    },
    ...(pfs === undefined ? {} : { pfs: true, dhGroup: pfs }),
    ...(lifetimeSeconds === undefined ? {} : { lifetimeSeconds }),
  }));
}
