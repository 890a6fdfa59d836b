/**
 * The configuration of an ASA in the shape of a router's, so that one set of rules compares the two ends whoever made
 * them. Lines keep their places. What is shown masked (`*****`) counts as a key that cannot be compared.
 */
import type { AsaAccessAddress, AsaAccessEntry } from '../../parsers/asa/access-entry.ts';
import type {
  AsaConfiguration,
  AsaConfiguredInterface,
  AsaConfiguredMap,
  AsaIkePolicy,
} from '../../parsers/asa/configuration.ts';
import type { AccessAddress, AccessPorts } from '../../parsers/ios/access-entry.ts';
import type {
  ConfiguredCryptoMap,
  ConfiguredInterface,
  ConfiguredIpsecProfile,
  ConfiguredIsakmpKey,
  ConfiguredIsakmpPolicy,
  ConfiguredTransformSet,
  RunningConfiguration,
} from '../../parsers/ios/configuration.ts';
import type { AccessList, ListedAccessEntry } from '../../parsers/ios/show-access-lists.ts';
import { put } from '../../parsers/parsed.ts';
import { lengthOfMask, maskOfLength, formatIpv4, parseIpv4 } from '../../base/address.ts';
import { lastMatch, matches } from './tree.ts';

export function configurationOfAsa(asa: AsaConfiguration): RunningConfiguration {
  return {
    ...{ line: asa.line, at: asa.at, lines: asa.lines },
    ...(asa.hostname === undefined ? {} : { hostname: asa.hostname }),
    isakmpPolicies: asa.ikePolicies.filter(({ version }) => version === 1).map(policyOf),
    isakmpKeys: keysOf(asa),
    keyrings: [],
    isakmpProfiles: [],
    transformSets: asa.transformSets.map(setOf),
    ipsecProfiles: profilesOf(asa),
    cryptoMaps: asa.cryptoMaps.map(mapOf),
    localAddresses: [],
    interfaces: interfacesOf(asa),
    routes: asa.routes.map(({ line, interface: name, network, mask, gateway }) => ({
      ...{ line, at: {}, network, mask, nextHop: gateway },
      interface: asa.interfaces.find(({ nameif }) => nameif === name)?.name ?? name,
    })),
    accessLists: asa.accessLists.map((list) => listOf(list, asa)),
  };
}

function policyOf({
  line,
  at,
  priority,
  authentication,
  encryption,
  hash,
  group,
}: AsaIkePolicy): ConfiguredIsakmpPolicy {
  // prettier-ignore
  const number = Number(group?.[0]);
  return {
    ...{ line, at, priority },
    ...(encryption?.[0] === undefined ? {} : { encryption: encryption[0].replace(/^aes-(\d+)$/, 'aes $1') }),
    ...(hash === undefined ? {} : { hash }),
    ...(authentication === undefined ? {} : { authentication }),
    ...(Number.isInteger(number) ? { group: number } : {}),
  };
}

function keysOf({ lines }: AsaConfiguration): ConfiguredIsakmpKey[] {
  return matches(lines, /^tunnel-group (\S+) ipsec-attributes$/).flatMap(({ groups: [address = ''], children }) =>
    matches(children, /^(?:ikev1 )?pre-shared-key (\S+)$/).map(({ line, groups: [key = ''] }) => ({
      ...{ line, at: {}, key, address, isWithoutXauth: false },
      ...(key.startsWith('*') ? { keyType: 6 } : {}),
    })),
  );
}

/** A proposal of IKEv2 is spelled by what it does: `protocol esp encryption aes-256`. */
function setOf({ line, name, version, transforms }: AsaConfiguration['transformSets'][number]): ConfiguredTransformSet {
  const given = version === 1 ? joined(transforms) : transforms.flatMap(proposed);
  const mode = given.includes('mode transport') ? { mode: 'transport' } : {};
  return { line, at: {}, name, transforms: given.filter((one) => !one.startsWith('mode')), ...mode };
}

/** `esp-aes-256` is IOS's `esp-aes 256`. */
function joined(words: readonly string[]): string[] {
  if (words[0] === 'mode') return [words.join(' ')];
  return words.map((word) => word.replace(/^esp-aes-(\d+)$/, 'esp-aes $1'));
}

function proposed(text: string): string[] {
  const [, kind, word = ''] = /^protocol esp (encryption|integrity) (\S+)/.exec(text) ?? [];
  if (kind === 'encryption') return [`esp-${word.replace(/-(\d+)$/, ' $1')}`];
  if (kind !== 'integrity' || word === 'null') return [];
  return [`esp-${word.replace('sha-1', 'sha').replace('sha-', 'sha')}-hmac`];
}

function profilesOf({ lines }: AsaConfiguration): ConfiguredIpsecProfile[] {
  return matches(lines, /^crypto ipsec profile (\S+)$/).map(({ line, groups: [name = ''], children }) => {
    const profile: ConfiguredIpsecProfile = { line, at: {}, name, transformSets: [] };
    const sets = lastMatch(children, /^set (?:ikev1 transform-set|ikev2 ipsec-proposal) (\S.*)$/);
    const pfs = lastMatch(children, /^set pfs (\S+)$/);
    if (sets) put(profile, sets.line, { transformSets: sets.groups[0]?.split(/\s+/) });
    if (pfs) put(profile, pfs.line, { pfs: pfs.groups[0] });
    // A proposal of IKEv2 says which version is meant, as the name of a profile does on a router.
    return sets?.text.includes('ikev2') ? { ...profile, ikev2Profile: name } : profile;
  });
}

function mapOf(map: AsaConfiguredMap): ConfiguredCryptoMap {
  const { line, at, name, sequence, isDynamic, peers, transformSets, ipsecProposals, accessList, template, pfs } = map;
  const isOfSecond = transformSets.length === 0 && ipsecProposals.length > 0;
  return {
    ...{ line, at, name, sequence, isDynamic, peers },
    kind: 'ipsec-isakmp',
    transformSets: isOfSecond ? ipsecProposals : transformSets,
    isReverseRoute: map.isReverseRoute === true,
    ...(accessList === undefined ? {} : { accessList }),
    ...(template === undefined ? {} : { template }),
    ...(pfs === undefined ? {} : { pfs }),
    ...(isOfSecond ? { ikev2Profile: 'ipsec-proposal' } : {}),
  };
}

function interfacesOf(asa: AsaConfiguration): ConfiguredInterface[] {
  return asa.interfaces.map((one) => interfaceOf(one, asa));
}

function interfaceOf(
  { line, at, name, nameif, isShutdown, ...one }: AsaConfiguredInterface,
  asa: AsaConfiguration,
): ConfiguredInterface {
  const map = asa.mapInterfaces.find((applied) => applied.interface === nameif);
  const list = asa.accessGroups.find((applied) => applied.interface === nameif && applied.direction === 'in');
  const found: ConfiguredInterface = { line, at: { ...at }, name, isShutdown };
  put(found, line, {
    address: one.address,
    mask: one.mask,
    tunnelDestination: one.tunnelDestination,
    tunnelMode: one.tunnelMode,
    tunnelProtection: one.ipsecProfile,
  });
  Object.assign(found.at, at);
  if (map) put(found, map.line, { cryptoMap: map.map });
  if (list) put(found, list.line, { accessGroupIn: list.list });
  return found;
}

function listOf({ name, entries }: AsaConfiguration['accessLists'][number], asa: AsaConfiguration): AccessList {
  const kept = entries.filter(({ action, isInactive }) => action !== undefined && isInactive !== true);
  return { line: entries[0]?.line ?? 0, at: {}, name, family: 'ip', entries: kept.flatMap((one) => entriesOf(one, asa)) }; // prettier-ignore
}

/** One for each pair of networks that its objects stand for. */
function entriesOf(entry: AsaAccessEntry & { line: number }, asa: AsaConfiguration): ListedAccessEntry[] {
  const { line, action = '', protocol = 'ip', options = [], sourcePorts, destinationPorts } = entry;
  const ports = { ...portsOf('sourcePorts', sourcePorts), ...portsOf('destinationPorts', destinationPorts) };
  // A standard list names destinations alone.
  const sources = entry.type === 'standard' ? [{ kind: 'any' as const }] : addressesOf(entry.source, asa);
  const destinations = addressesOf(entry.type === 'standard' ? entry.source : entry.destination, asa);
  return sources.flatMap((source) =>
    destinations.map((destination) => ({ line, text: '', action, protocol, source, destination, options, ...ports })),
  );
}

function portsOf(name: string, given: AsaAccessEntry['sourcePorts']): Record<string, AccessPorts> {
  const operator = (['eq', 'neq', 'gt', 'lt', 'range'] as const).find((one) => one === given?.operator);
  return operator === undefined ? {} : { [name]: { operator, ports: given?.ports ?? [] } };
}

function addressesOf(given: AsaAccessAddress | undefined, asa: AsaConfiguration): AccessAddress[] {
  if (!given || given.kind === 'any' || given.kind === 'any4') return [{ kind: 'any' }];
  if (given.kind === 'network') return [addressed(given)];
  const { kind, address = '', name = '' } = given;
  if (kind === 'host') return [{ kind, address }];
  return kind === 'object' || kind === 'group' ? membersOf(name, asa, 4) : [{ kind: 'group', group: name }];
}

function addressed({ address = '', mask, prefixLength = 32 }: AsaAccessAddress): AccessAddress {
  return networkOf(address, mask ?? formatIpv4(maskOfLength(prefixLength)));
}

function networkOf(address: string, mask: string): AccessAddress {
  const bits = parseIpv4(mask);
  if (bits === undefined || lengthOfMask(bits) === undefined) return { kind: 'host', address };
  return { kind: 'network', address, wildcard: formatIpv4(~bits >>> 0) };
}

/** @param depth how often a group may stand in another one */
export function membersOf(name: string, asa: AsaConfiguration, depth: number): AccessAddress[] {
  const found = [...asa.objects, ...asa.objectGroups].find((one) => one.name === name);
  if (!found || depth === 0) return [{ kind: 'group', group: name }];
  return found.members.flatMap((member) => {
    const words = member.replace(/^network-object /, '').split(/\s+/);
    const [first = '', second = '', third = ''] = words;
    if (first === 'host') return [{ kind: 'host' as const, address: second }];
    if (first === 'subnet') return [networkOf(second, third)];
    if (first === 'object' || first === 'group-object') return membersOf(second, asa, depth - 1);
    return parseIpv4(first) === undefined ? [] : [networkOf(first, second)];
  });
}
