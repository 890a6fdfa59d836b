/** What the configuration of a router or an ASA says of IKEv2. */
import type { ConfigurationLine } from '../../parsers/ios/configuration-line.ts';
import { keyFor } from '../facts/keys.ts';
import { lastMatch, matches, type Match } from './tree.ts';

/** A value with the line that says it. */
export interface Said<T> {
  value: T;
  line: number;
}

export interface Ikev2Suite {
  name: string;
  line: number;
  encryption: Said<string[]> | undefined;
  integrity: Said<string[]> | undefined;
  group: Said<string[]> | undefined;
  prf: Said<string[]> | undefined;
}

export interface Ikev2Secret {
  /** Empty where no address is said. */
  address: string;
  mask: string | undefined;
  identity: string | undefined;
  /** Which way it proves something; both where neither is said. */
  side: 'local' | 'remote' | 'both';
  /** Undefined where it is shown encrypted or masked. */
  secret: string | undefined;
  line: number;
}

export interface Ikev2Keyring {
  name: string;
  line: number;
  secrets: Ikev2Secret[];
}

export interface Ikev2Profile {
  name: string;
  line: number;
  /** `match identity remote …`, as configured. */
  matches: Said<string>[];
  isMatchedByCertificate: boolean;
  /** `identity local …`: as whom it appears. */
  identity: Said<string> | undefined;
  local: Said<string> | undefined;
  remote: Said<string>[];
  keyring: Said<string> | undefined;
}

export interface Ikev2Configuration {
  proposals: Ikev2Suite[];
  policies: { name: string; line: number; proposals: Said<string>[] }[];
  keyrings: Ikev2Keyring[];
  profiles: Ikev2Profile[];
}

const said = (match: Match | undefined): Said<string[]> | undefined =>
  match && { value: (match.groups[0] ?? '').split(/\s+/), line: match.line };
const saidText = ({ groups: [text = ''], line }: Match): Said<string> => ({ value: text.trim(), line });

export function ikev2Of(lines: readonly ConfigurationLine[] | undefined): Ikev2Configuration {
  return {
    proposals: [...matches(lines, /^crypto ikev2 proposal (\S+)$/), ...matches(lines, /^crypto ikev2 policy (\d+)$/).filter(isOfAsa)].map(suiteOf),
    policies: matches(lines, /^crypto ikev2 policy (\S+)$/).filter((one) => !isOfAsa(one)).map(({ groups: [name = ''], line, children }) => ({
      ...{ name, line },
      proposals: matches(children, /^proposal (\S+)$/).map(saidText),
    })),
    keyrings: matches(lines, /^crypto ikev2 keyring (\S+)$/).map(({ groups: [name = ''], line, children }) => ({ name, line, secrets: secretsOf(children) })),
    profiles: matches(lines, /^crypto ikev2 profile (\S+)$/).map(profileOf),
  };
} // prettier-ignore

/** On an ASA the policy itself lists what is offered. */
function isOfAsa({ children }: Match): boolean {
  return children.some(({ text }) => /^(?:encryption|integrity|group) /.test(text));
}

function suiteOf({ groups: [name = ''], line, children }: Match): Ikev2Suite {
  const field = (word: string): Said<string[]> | undefined =>
    said(lastMatch(children, new RegExp(`^${word} (\\S.*)$`)));
  return { name, line, encryption: field('encryption'), integrity: field('integrity'), group: field('group'), prf: field('prf') }; // prettier-ignore
}

function secretsOf(lines: readonly ConfigurationLine[]): Ikev2Secret[] {
  return matches(lines, /^peer \S+$/).flatMap(({ children }) => {
    const [address = '', mask] = lastMatch(children, /^address (\S+)(?: (\S+))?$/)?.groups ?? [];
    const identity = lastMatch(children, /^identity (?:address |fqdn |email |key-id )?(\S+)$/)?.groups[0];
    return matches(children, /^pre-shared-key (?:(local|remote) )?(?:([067]|hex) )?(\S.*)$/).map(
      ({ groups: [side, kind, secret], line }) => ({
        ...{ address, mask, identity, line },
        side: side === 'local' || side === 'remote' ? side : 'both',
        secret: kind === undefined || kind === '0' ? secret : undefined,
      }),
    );
  });
}

function profileOf({ groups: [name = ''], line, children }: Match): Ikev2Profile {
  const identity = lastMatch(children, /^identity local (\S.*)$/);
  const local = lastMatch(children, /^authentication local (\S+).*$/);
  const keyring = lastMatch(children, /^keyring (?:local |aaa )?(\S+)$/);
  return {
    name,
    line,
    matches: matches(children, /^match identity remote (\S.*)$/).map(saidText),
    isMatchedByCertificate: matches(children, /^match certificate /).length > 0,
    identity: identity && saidText(identity),
    local: local && saidText(local),
    remote: matches(children, /^authentication remote (\S+).*$/).map(saidText),
    keyring: keyring && saidText(keyring),
  };
}

/** The key of a profile's keyring for a peer, in the direction that is asked for. */
export function secretFor(
  { keyrings }: Ikev2Configuration,
  profile: Ikev2Profile,
  addresses: readonly string[],
  side: 'local' | 'remote',
): Ikev2Secret | undefined {
  const ring = keyrings.find(({ name }) => name === profile.keyring?.value);
  const fitting = (ring?.secrets ?? []).filter((one) => one.side === 'both' || one.side === side);
  const peers = fitting.map((one) => ({ ...one, peer: one.address }));
  const found = keyFor(peers.map(({ mask, ...one }) => (mask === undefined ? one : { ...one, mask })), addresses); // prettier-ignore
  // A peer that is known by its identity alone has no address.
  return fitting.find(({ line }) => line === found?.line) ?? fitting.find(({ address, identity }) => address === '' && identity !== undefined); // prettier-ignore
}
