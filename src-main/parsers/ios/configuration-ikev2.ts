/** The IKEv2 commands of a configuration. */
import { appended, integer, words } from '../values.ts';
import { readFields, recordOf, type FieldLine } from './configuration-fields.ts';
import type { ConfigurationLine } from './configuration-line.ts';
import type {
  ConfiguredIkev2,
  ConfiguredIkev2Keyring,
  ConfiguredIkev2Peer,
  ConfiguredIkev2Policy,
  ConfiguredIkev2Profile,
  ConfiguredIkev2Proposal,
} from './configured-ikev2.ts';

/** Nothing where nothing of IKEv2 is configured. */
export function ikev2Of(lines: readonly ConfigurationLine[]): ConfiguredIkev2 | undefined {
  const found: ConfiguredIkev2 = {
    proposals: lines.flatMap((node) => proposalOf(node) ?? []),
    policies: lines.flatMap((node) => policyOf(node) ?? []),
    keyrings: lines.flatMap((node) => keyringOf(node) ?? []),
    profiles: lines.flatMap((node) => profileOf(node) ?? []),
  };
  return Object.values(found).some((list) => (list as readonly unknown[]).length > 0) ? found : undefined;
}

const PROPOSAL: FieldLine<ConfiguredIkev2Proposal>[] = [
  { pattern: /^encryption (\S.*)$/, fields: ([text]) => ({ encryption: words(text) }) },
  { pattern: /^integrity (\S.*)$/, fields: ([text]) => ({ integrity: words(text) }) },
  { pattern: /^prf (\S.*)$/, fields: ([text]) => ({ prf: words(text) }) },
  { pattern: /^group (\d[\d ]*)$/, fields: ([text]) => ({ groups: words(text).map(Number) }) },
];

function proposalOf({ line, text, children }: ConfigurationLine): ConfiguredIkev2Proposal | undefined {
  const name = /^crypto ikev2 proposal (\S+)$/.exec(text)?.[1];
  if (name === undefined) return undefined;
  return readFields(recordOf<ConfiguredIkev2Proposal>(line, { name }), children, PROPOSAL);
}

const POLICY: FieldLine<ConfiguredIkev2Policy>[] = [
  { pattern: /^match fvrf (\S+)$/, fields: ([frontVrf]) => ({ frontVrf }) },
  {
    pattern: /^match address local (\S.*)$/,
    fields: ([address = ''], { localAddresses }) => ({ localAddresses: appended(localAddresses, address) }),
  },
  { pattern: /^proposal (\S+)$/, fields: ([name = ''], { proposals }) => ({ proposals: appended(proposals, name) }) },
];

function policyOf({ line, text, children }: ConfigurationLine): ConfiguredIkev2Policy | undefined {
  const name = /^crypto ikev2 policy (\S+)$/.exec(text)?.[1];
  if (name === undefined) return undefined;
  return readFields(recordOf<ConfiguredIkev2Policy>(line, { name, proposals: [] }), children, POLICY);
}

const PEER: FieldLine<ConfiguredIkev2Peer>[] = [
  { pattern: /^address (\S+)(?: (\d\S+))?$/, fields: ([address, mask]) => ({ address, mask }) },
  { pattern: /^hostname (\S+)$/, fields: ([hostname]) => ({ hostname }) },
  { pattern: /^identity (\S.*)$/, fields: ([identity]) => ({ identity }) },
  {
    pattern: /^pre-shared-key (?:(local|remote) )?(?:([06]) )?(\S.*)$/,
    fields: ([side, type, key]) => ({ [NAMES[side ?? ''] ?? 'key']: key, keyType: integer(type) }),
  },
];

const NAMES: Readonly<Record<string, 'localKey' | 'remoteKey'>> = { local: 'localKey', remote: 'remoteKey' };

function keyringOf({ line, text, children }: ConfigurationLine): ConfiguredIkev2Keyring | undefined {
  const name = /^crypto ikev2 keyring (\S+)$/.exec(text)?.[1];
  if (name === undefined) return undefined;
  const keyring = recordOf<ConfiguredIkev2Keyring>(line, { name, peers: [] });
  // A capture without indentation has the lines of a peer beside its name.
  for (const one of flat(children)) {
    const peer = /^peer (\S+)$/.exec(one.text)?.[1];
    const last = keyring.peers.at(-1);
    if (peer !== undefined) keyring.peers.push(recordOf<ConfiguredIkev2Peer>(one.line, { name: peer }));
    else if (last) readFields(last, [one], PEER);
  }
  return keyring;
}

function flat(lines: readonly ConfigurationLine[]): ConfigurationLine[] {
  return lines.flatMap((one) => [one, ...flat(one.children)]);
}

const PROFILE: FieldLine<ConfiguredIkev2Profile>[] = [
  { pattern: /^match fvrf (\S+)$/, fields: ([frontVrf]) => ({ frontVrf }) },
  {
    pattern: /^match address local (\S.*)$/,
    fields: ([text = ''], { localMatches }) => ({ localMatches: appended(localMatches, text) }),
  },
  {
    pattern: /^match identity remote (\S.*)$/,
    fields: ([text = ''], { identities }) => ({ identities: appended(identities, text) }),
  },
  {
    pattern: /^match certificate (\S+)$/,
    fields: ([name = ''], { certificateMaps }) => ({ certificateMaps: appended(certificateMaps, name) }),
  },
  { pattern: /^identity local (\S.*)$/, fields: ([localIdentity]) => ({ localIdentity }) },
  { pattern: /^authentication local (\S+)(?: .*)?$/, fields: ([localAuthentication]) => ({ localAuthentication }) },
  {
    pattern: /^authentication remote (\S+)(?: .*)?$/,
    fields: ([method = ''], { remoteAuthentication }) => ({
      remoteAuthentication: appended(remoteAuthentication, method),
    }),
  },
  { pattern: /^keyring (?:local |aaa )?(\S+)(?: .*)?$/, fields: ([keyring]) => ({ keyring }) },
  {
    pattern: /^pki trustpoint (\S+)(?: .*)?$/,
    fields: ([name = ''], { trustpoints }) => ({ trustpoints: appended(trustpoints, name) }),
  },
  { pattern: /^lifetime (\d+)$/, fields: ([seconds]) => ({ lifetimeSeconds: integer(seconds) }) },
  {
    pattern: /^dpd (\d+) (\d+) (\S+)$/,
    fields: ([seconds, retry, dpdMode]) => ({ dpdSeconds: integer(seconds), dpdRetrySeconds: integer(retry), dpdMode }),
  },
  { pattern: /^nat keepalive (\d+)$/, fields: ([seconds]) => ({ natKeepaliveSeconds: integer(seconds) }) },
  { pattern: /^ivrf (\S+)$/, fields: ([insideVrf]) => ({ insideVrf }) },
  { pattern: /^virtual-template (\d+)(?: .*)?$/, fields: ([number]) => ({ virtualTemplate: integer(number) }) },
];

function profileOf({ line, text, children }: ConfigurationLine): ConfiguredIkev2Profile | undefined {
  const name = /^crypto ikev2 profile (\S+)$/.exec(text)?.[1];
  if (name === undefined) return undefined;
  return readFields(recordOf<ConfiguredIkev2Profile>(line, { name }), children, PROFILE);
}
