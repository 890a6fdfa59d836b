/** What the lines at the left margin of an ASA's configuration say, by their first words. */
import type { ConfigurationLine } from '../ios/configuration-line.ts';
import { put } from '../parsed.ts';
import type { Fields } from '../records.ts';
import { integer, words } from '../values.ts';
import { asaEntryOf } from './access-entry.ts';
import { readMapLine } from './configuration-maps.ts';
import type { AsaConfiguration, AsaConfiguredInterface, AsaIkePolicy, AsaTunnelGroup } from './configuration.ts';

type Read = (configuration: AsaConfiguration, node: ConfigurationLine, groups: readonly (string | undefined)[]) => void;

/** The last of `nat (real,mapped) …` after its place in the order. */
const NAT = /^nat \(([^,]+),([^)]+)\) (after-auto )?(?:\d+ )?(.+)$/;

const LINES: readonly (readonly [RegExp, Read])[] = [
  [/^hostname (\S+)$/, (configuration, { line }, [hostname]) => { put(configuration, line, { hostname }); }],
  [/^(?:ASA|PIX) Version (\S+).*$/, (configuration, { line }, [version]) => { put(configuration, line, { version }); }],
  [/^(no )?crypto (map|dynamic-map) (\S+) (\d+) (.+)$/, readMapLine],
  [/^crypto map (\S+) interface (\S+)$/, (configuration, { line }, [map = '', name = '']) => configuration.mapInterfaces.push({ line, map, interface: name })],
  [/^crypto ipsec (?:ikev1 )?transform-set (\S+) (.+)$/, (configuration, { line }, [name = '', text]) => configuration.transformSets.push({ line, name, version: 1, transforms: words(text) })],
  [/^crypto ipsec ikev2 ipsec-proposal (\S+)$/, (configuration, { line, children }, [name = '']) => configuration.transformSets.push({ line, name, version: 2, transforms: children.map(({ text }) => text) })],
  [/^crypto (ikev1|ikev2|isakmp) policy (\d+)$/, readPolicy],
  [/^crypto (ikev1|ikev2|isakmp) enable (\S+).*$/, (configuration, { line }, [version, name = '']) => configuration.ikeInterfaces.push({ line, version: version === 'ikev2' ? 2 : 1, interface: name })],
  [/^tunnel-group (\S+) (?:type (\S+)|\S+-attributes)$/, readTunnelGroup],
  [/^access-list (\S+) (.+)$/, readAccessList],
  [/^access-group (\S+) (?:(in|out) interface (\S+)|(global)).*$/, (configuration, { line }, [list = '', direction, name, all]) => configuration.accessGroups.push({ line, list, direction: direction ?? all ?? '', ...(name === undefined ? {} : { interface: name }) })],
  [/^object (network|service) (\S+)$/, readObject],
  [/^object-group (\S+) (\S+)(?: (\S+))?$/, readObject],
  [NAT, (configuration, node, groups) => { addNat(configuration, node, groups); }],
  [/^(?:ipv6 )?route (\S+) (\S+) (\S+) (\S+)(?: (\d+))?(?: (.+))?$/, readRoute],
  [/^interface (\S.*)$/, readInterface],
  [/^username (\S+) (.+)$/, (configuration, { line }, [name = '', text = '']) => {
    const privilege = integer(/privilege (\d+)/.exec(text)?.[1]);
    // What follows is a password in one form or another.
    const kept = text.replace(/(password|nopassword) \S+/, '$1 …');
    configuration.users.push({ line, name, ...(privilege === undefined ? {} : { privilege }), text: kept });
  }],
  [/^name (\S+) (\S+)(?: description (.+))?$/, (configuration, { line }, [address = '', name = '', description]) => configuration.names.push({ line, address, name, ...(description === undefined ? {} : { description }) })],
]; // prettier-ignore

export function readAsaLine(configuration: AsaConfiguration, node: ConfigurationLine): void {
  for (const [pattern, read] of LINES) {
    const match = pattern.exec(node.text);
    if (!match) continue;
    read(configuration, node, match.slice(1));
    return;
  }
}

/** The lines of a policy of IKE by their first word: what the words after it say. */
const OF_POLICY: ReadonlyMap<string, (rest: string[]) => Fields<AsaIkePolicy>> = new Map([
  ['authentication', (rest: string[]): Fields<AsaIkePolicy> => ({ authentication: rest.join(' ') })],
  ['hash', (rest) => ({ hash: rest.join(' ') })],
  ['encryption', (encryption) => ({ encryption })],
  ['integrity', (integrity) => ({ integrity })],
  ['group', (group) => ({ group })],
  ['prf', (prf) => ({ prf })],
  ['lifetime', (rest) => ({ lifetimeSeconds: integer(rest.at(-1)) })],
]);

function readPolicy(
  configuration: AsaConfiguration,
  { line, children }: ConfigurationLine,
  [version, priority]: readonly (string | undefined)[],
): void {
  // prettier-ignore
  const policy: AsaIkePolicy = { line, at: {}, version: version === 'ikev2' ? 2 : 1, priority: Number(priority) };
  for (const child of children) {
    const [first = '', ...rest] = words(child.text);
    const fields = OF_POLICY.get(first);
    if (fields) put(policy, child.line, fields(rest));
  }
  configuration.ikePolicies.push(policy);
}

function readTunnelGroup(
  configuration: AsaConfiguration,
  { line, children }: ConfigurationLine,
  [name = '', type]: readonly (string | undefined)[],
): void {
  // prettier-ignore
  let group: AsaTunnelGroup | undefined = configuration.tunnelGroups.find((one) => one.name === name);
  if (!group) configuration.tunnelGroups.push((group = { line, at: {}, name, attributes: [] }));
  if (type !== undefined) put(group, line, { type });
  for (const { text, line: at } of children) {
    group.attributes.push(text);
    put(group, at, { groupPolicy: /^default-group-policy (\S+)$/.exec(text)?.[1] });
  }
}

function readAccessList(
  configuration: AsaConfiguration,
  { line }: ConfigurationLine,
  [name = '', text = '']: readonly (string | undefined)[],
): void {
  // prettier-ignore
  const entry = asaEntryOf(text);
  if (!entry) return;
  const list = configuration.accessLists.find((one) => one.name === name);
  if (list) list.entries.push({ line, ...entry });
  else configuration.accessLists.push({ name, entries: [{ line, ...entry }] });
}

function readObject(
  configuration: AsaConfiguration,
  { line, children, text }: ConfigurationLine,
  [kind = '', name = '', protocol]: readonly (string | undefined)[],
): void {
  // prettier-ignore
  const isGroup = text.startsWith('object-group');
  const nat = children.filter((child) => NAT.test(child.text));
  const members = children.map((child) => child.text).filter((member) => !/^(?:description|nat) /.test(member));
  addNatOf(configuration, name, nat);
  // An object with a translation is printed twice, the second time with that alone.
  if (!isGroup && members.length === 0 && nat.length > 0) return;
  (isGroup ? configuration.objectGroups : configuration.objects).push({
    line,
    at: {},
    kind,
    name,
    ...(protocol === undefined ? {} : { protocol }),
    ...descriptionIn(children),
    members,
  });
}

function descriptionIn(children: readonly ConfigurationLine[]): { description?: string } {
  const found = children.map(({ text }) => /^description (.+)$/.exec(text)?.[1]);
  const description = found.find((one) => one !== undefined);
  return description === undefined ? {} : { description };
}

/** The translations that stand inside an object. */
function addNatOf(configuration: AsaConfiguration, object: string, nat: readonly ConfigurationLine[]): void {
  for (const node of nat) addNat(configuration, node, NAT.exec(node.text)?.slice(1) ?? [], object);
}

function addNat(
  configuration: AsaConfiguration,
  { line }: ConfigurationLine,
  [real = '', mapped = '', after, text = '']: readonly (string | undefined)[],
  object?: string,
): void {
  // prettier-ignore
  const of = object === undefined ? {} : { object };
  configuration.nat.push({ line, at: {}, real, mapped, ...of, isAfterAuto: after !== undefined, text });
}

function readRoute(
  configuration: AsaConfiguration,
  { line }: ConfigurationLine,
  [name = '', network = '', mask = '', gateway = '', distance, text]: readonly (string | undefined)[],
): void {
  // prettier-ignore
  const number = integer(distance);
  configuration.routes.push({
    line,
    interface: name,
    network,
    mask,
    gateway,
    ...(number === undefined ? {} : { distance: number }),
    ...(text === undefined ? {} : { text }),
  });
}

const OF_INTERFACE: readonly (readonly [RegExp, (groups: readonly (string | undefined)[]) => Partial<AsaConfiguredInterface>])[] = [
  [/^nameif (\S+)$/, ([nameif = '']) => ({ nameif })],
  [/^security-level (\d+)$/, ([level]) => ({ securityLevel: Number(level) })],
  [/^ip address (\S+) (\S+)(?: standby (\S+))?$/, ([address = '', mask = '', standby]) => ({ address, mask, ...(standby === undefined ? {} : { standby }) })],
  [/^ip address (dhcp|pppoe).*$/, ([address = '']) => ({ address })],
  [/^vlan (\S+)$/, ([vlan = '']) => ({ vlan })],
  [/^description (.+)$/, ([description = '']) => ({ description })],
  [/^shutdown$/, () => ({ isShutdown: true })],
  [/^management-only\b.*$/, () => ({ isManagementOnly: true })],
  [/^tunnel source interface (\S+)$/, ([tunnelSource = '']) => ({ tunnelSource })],
  [/^tunnel destination (\S+)$/, ([tunnelDestination = '']) => ({ tunnelDestination })],
  [/^tunnel mode (.+)$/, ([tunnelMode = '']) => ({ tunnelMode })],
  [/^tunnel protection ipsec profile (\S+)$/, ([ipsecProfile = '']) => ({ ipsecProfile })],
]; // prettier-ignore

function readInterface(
  configuration: AsaConfiguration,
  { line, children }: ConfigurationLine,
  [name = '']: readonly (string | undefined)[],
): void {
  // prettier-ignore
  const one: AsaConfiguredInterface = { line, at: {}, name, isShutdown: false, isManagementOnly: false };
  for (const child of children) {
    for (const [pattern, fields] of OF_INTERFACE) {
      const match = pattern.exec(child.text);
      if (match) put(one, child.line, fields(match.slice(1)));
    }
  }
  configuration.interfaces.push(one);
}
