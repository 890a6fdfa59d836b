/** The crypto commands of a configuration. */
import { appended, integer, words } from '../values.ts';
import { readFields, recordOf, type FieldLine } from './configuration-fields.ts';
import type { ConfigurationLine } from './configuration-line.ts';
import type {
  ConfiguredCryptoMap,
  ConfiguredIpsecProfile,
  ConfiguredIsakmpKey,
  ConfiguredIsakmpPolicy,
  ConfiguredIsakmpProfile,
  ConfiguredKeyring,
  ConfiguredProtection,
  ConfiguredTransformSet,
} from './configuration.ts';

const POLICY: FieldLine<ConfiguredIsakmpPolicy>[] = [
  { pattern: /^encr(?:yption)? (.+)$/, fields: ([encryption]) => ({ encryption }) },
  { pattern: /^hash (\S+)$/, fields: ([hash]) => ({ hash }) },
  { pattern: /^authentication (\S+)$/, fields: ([authentication]) => ({ authentication }) },
  { pattern: /^group (\d+)$/, fields: ([group]) => ({ group: integer(group) }) },
  { pattern: /^lifetime (\d+)$/, fields: ([seconds]) => ({ lifetimeSeconds: integer(seconds) }) },
];

export function policyOf({ line, text, children }: ConfigurationLine): ConfiguredIsakmpPolicy | undefined {
  const priority = integer(/^crypto isakmp policy (\d+)$/.exec(text)?.[1]);
  if (priority === undefined) return undefined;
  return readFields(recordOf<ConfiguredIsakmpPolicy>(line, { priority }), children, POLICY);
}

/** `crypto isakmp key [0|6] KEY address A [MASK] [no-xauth]`, `… hostname H`; a keyring has `pre-shared-key address A key K`. */
const KEY =
  /^crypto isakmp key (?:([067]) )?(\S+) (?:address(?: ipv6)? (\S+)(?: (\d\S+))?|hostname (\S+))( no-xauth)?$/;
const KEYRING_KEY = /^pre-shared-key (?:address(?: ipv6)? (\S+)(?: (\d\S+))?|hostname (\S+)) key (?:([067]) )?(\S.*)$/;

export function keyOf({ line, text }: ConfigurationLine): ConfiguredIsakmpKey | undefined {
  const match = KEY.exec(text);
  if (!match) return undefined;
  const [, type, key = '', address, mask, hostname, noXauth] = match;
  return recordOf<ConfiguredIsakmpKey>(line, { keyType: integer(type), key, address, mask, hostname, isWithoutXauth: noXauth !== undefined }); // prettier-ignore
}

export function keyringOf({ line, text, children }: ConfigurationLine): ConfiguredKeyring | undefined {
  const match = /^crypto keyring (\S+)(?:\s+vrf (\S+))?$/.exec(text);
  if (!match) return undefined;
  const keys = children.flatMap((child) => {
    const found = KEYRING_KEY.exec(child.text);
    if (!found) return [];
    const [, address, mask, hostname, type, key = ''] = found;
    return [recordOf<ConfiguredIsakmpKey>(child.line, { keyType: integer(type), key, address, mask, hostname, isWithoutXauth: false })]; // prettier-ignore
  });
  return recordOf<ConfiguredKeyring>(line, { name: match[1] ?? '', vrf: match[2], keys });
}

const PROFILE: FieldLine<ConfiguredIsakmpProfile>[] = [
  { pattern: /^keyring (\S+)$/, fields: ([keyring]) => ({ keyring }) },
  { pattern: /^vrf (\S+)$/, fields: ([vrf]) => ({ vrf }) },
  {
    pattern: /^match identity (.+)$/,
    fields: ([identity = ''], { identities }) => ({ identities: appended(identities, identity) }),
  },
];

export function isakmpProfileOf({ line, text, children }: ConfigurationLine): ConfiguredIsakmpProfile | undefined {
  const name = /^crypto isakmp profile (\S+)$/.exec(text)?.[1];
  if (name === undefined) return undefined;
  return readFields(recordOf<ConfiguredIsakmpProfile>(line, { name, identities: [] }), children, PROFILE);
}

const SET: FieldLine<ConfiguredTransformSet>[] = [{ pattern: /^mode (\S+)(?: .*)?$/, fields: ([mode]) => ({ mode }) }];

export function transformSetOf({ line, text, children }: ConfigurationLine): ConfiguredTransformSet | undefined {
  const match = /^crypto ipsec transform-set (\S+) (\S.*)$/.exec(text);
  if (!match) return undefined;
  const transforms: string[] = [];
  for (const word of words(match[2])) {
    // A number is the key length of the algorithm before it.
    if (/^\d+$/.test(word) && transforms.length > 0) transforms.push(`${transforms.pop() ?? ''} ${word}`);
    else transforms.push(word);
  }
  return readFields(recordOf<ConfiguredTransformSet>(line, { name: match[1] ?? '', transforms }), children, SET);
}

function protection<T extends ConfiguredProtection>(): FieldLine<T>[] {
  const table: FieldLine<ConfiguredProtection>[] = [
    { pattern: /^set transform-set (\S.*)$/, fields: ([names]) => ({ transformSets: words(names) }) },
    { pattern: /^set pfs(?: (\S+))?$/, fields: ([pfs]) => ({ pfs: pfs ?? 'default' }) },
    {
      pattern: /^set security-association lifetime (?:seconds (\d+)|kilobytes (\d+))$/,
      fields: ([seconds, kilobytes]) => ({ lifetimeSeconds: integer(seconds), lifetimeKilobytes: integer(kilobytes) }),
    },
    {
      pattern: /^set security-association lifetime kilobytes disable$/,
      fields: () => ({ isVolumeRekeyDisabled: true }),
    },
    { pattern: /^set security-association idle-time (\d+).*$/, fields: ([idle]) => ({ idleSeconds: integer(idle) }) },
    { pattern: /^set isakmp-profile (\S+)$/, fields: ([isakmpProfile]) => ({ isakmpProfile }) },
    { pattern: /^set ikev2-profile (\S+)$/, fields: ([ikev2Profile]) => ({ ikev2Profile }) },
  ];
  return table as unknown as FieldLine<T>[];
}

export function ipsecProfileOf({ line, text, children }: ConfigurationLine): ConfiguredIpsecProfile | undefined {
  const name = /^crypto ipsec profile (\S+)$/.exec(text)?.[1];
  if (name === undefined) return undefined;
  return readFields(recordOf<ConfiguredIpsecProfile>(line, { name, transformSets: [] }), children, protection());
}

const MAP: FieldLine<ConfiguredCryptoMap>[] = [
  { pattern: /^set peer (\S+)(?: default)?$/, fields: ([peer = ''], { peers }) => ({ peers: appended(peers, peer) }) },
  { pattern: /^match address (?:ipv6 )?(\S+)$/, fields: ([accessList]) => ({ accessList }) },
  { pattern: /^description (.+)$/, fields: ([description]) => ({ description }) },
  { pattern: /^reverse-route\b.*$/, fields: () => ({ isReverseRoute: true }) },
  ...protection<ConfiguredCryptoMap>(),
];

export function cryptoMapOf({ line, text, children }: ConfigurationLine): ConfiguredCryptoMap | undefined {
  const match = /^crypto (map|dynamic-map)(?: ipv6)? (\S+) (\d+)(?: (ipsec-isakmp|ipsec-manual|gdoi))?(?: dynamic (\S+))?(?: .*)?$/.exec(text); // prettier-ignore
  if (!match) return undefined;
  const [, command, name = '', sequence, kind, template] = match;
  const map = recordOf<ConfiguredCryptoMap>(line, {
    name,
    sequence: Number(sequence),
    kind,
    template,
    isDynamic: command === 'dynamic-map',
    transformSets: [],
    peers: [],
    isReverseRoute: false,
  });
  return readFields(map, children, MAP);
}
