/** What an end offers in IKE_SA_INIT: its proposals in use, from the configuration or from what lists the defaults. */
import { normaliseEncryption, normaliseGroup, normaliseHash } from '../../sa/normalise.ts';
import type { Ikev2Policy } from '../../parsers/ios/show-crypto-ikev2-policy.ts';
import type { Ikev2Proposal } from '../../parsers/ios/show-crypto-ikev2-proposal.ts';
import type { Exercise } from '../../lab/exercise.ts';
import { quoteOf } from '../facts/captures.ts';
import type { Quote } from '../verdict.ts';
import { answerOf } from './answers.ts';
import type { Ikev2Suite, Said } from './ikev2-configuration.ts';
import { configurationQuotes, type Side } from './side.ts';

export interface Suite {
  name: string;
  encryption: string[];
  integrity: string[];
  prf: string[];
  group: string[];
  quotes: (attribute: 'encryption' | 'integrity' | 'prf' | 'group') => Quote[];
}

/** Undefined where nothing tells them. */
export function offersOf(side: Side, exercise: Exercise): Suite[] | undefined {
  const { proposals, policies } = side.ikev2;
  if (side.platform === 'asa') return proposals.map((one) => suiteOf(side, one));
  const used = policies.flatMap((policy) => policy.proposals.map(({ value }) => value));
  const named = policies.length > 0 ? proposals.filter(({ name }) => used.includes(name)) : [];
  if (named.length > 0) return named.map((one) => suiteOf(side, one));
  return shownSuites(side, exercise);
}

/** Without a policy of one's own the default one holds, with the default proposal. */
function shownSuites(side: Side, exercise: Exercise): Suite[] | undefined {
  const policies = answerOf<Ikev2Policy>(exercise, side.captures, side.role, 'show crypto ikev2 policy');
  const proposals = answerOf<Ikev2Proposal>(exercise, side.captures, side.role, 'show crypto ikev2 proposal');
  if (!policies || !proposals) return undefined;
  const own = policies.records.filter(({ name }) => name !== 'default');
  const used = (own.length > 0 ? own : policies.records).flatMap((one) => one.proposals ?? []);
  return proposals.records.filter(({ name, note }) => used.includes(name) && note === undefined).map((one) => ({
    name: one.name,
    encryption: (one.encryption ?? []).map(cipherOf),
    integrity: (one.integrity ?? []).map(hashOf).filter((hash) => hash !== 'none'),
    prf: (one.prf ?? []).map(hashOf),
    group: (one.groups ?? []).flatMap(({ number }) => (number === undefined ? [] : [`group ${number}`])),
    quotes: (attribute) => [quoteOf(proposals.evidence, one.at[attribute === 'group' ? 'groups' : attribute] ?? one.line)],
  }));
} // prettier-ignore

function suiteOf(side: Side, { name, line, encryption, integrity, group, prf }: Ikev2Suite): Suite {
  const lines = { encryption, integrity, group, prf };
  const hashes = valuesOf(integrity).map(hashOf);
  return {
    name,
    encryption: ciphersOf(valuesOf(encryption)).map(cipherOf),
    integrity: hashes.filter((one) => one !== 'none' && one !== 'null'),
    // Without a line of its own the pseudo-random function is of the integrity's hash.
    prf: prf ? valuesOf(prf).map(hashOf) : [],
    group: valuesOf(group).map((one) => `group ${normaliseGroup(one) ?? one}`),
    quotes: (attribute) => configurationQuotes(side, lines[attribute]?.line ?? line),
  };
}

const valuesOf = (said: Said<string[]> | undefined): string[] => said?.value ?? [];

/** An ASA writes `aes-256`, some releases of IOS `aes-cbc-256`. */
function ciphersOf(words: readonly string[]): string[] {
  return words.filter((word) => !/^\d+$/.test(word));
}

function cipherOf(word: string): string {
  const plain = word.toLowerCase().replace(/^aes-cbc-/, 'aes-').replace(/^aes$/, 'aes-128'); // prettier-ignore
  const { algorithm, keyBits } = normaliseEncryption(plain.replace(/-(\d+)$/, ' $1'));
  return keyBits === undefined ? algorithm : `${algorithm} ${keyBits}`;
}

/** "SHA512", "SHA96", "sha-1" */
function hashOf(word: string): string {
  const plain = word.toLowerCase().replace('-', '');
  if (plain === 'sha96' || plain === 'sha1' || plain === 'sha') return normaliseHash('sha');
  if (plain === 'md596') return normaliseHash('md5');
  return normaliseHash(plain);
}
