/** object network, object service, object-group network, object-group service. */
import { lengthOfMask } from '../../../base/address.ts';
import { Mode } from '../../cli/mode.ts';
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { AsaDevice } from '../device.ts';
import type { NetworkObjectContext } from './network-object-context.ts';
import { configureMode } from '../modes.ts';
import { declareObjectNat } from '../nat/object-nat.ts';
import { networkGroupBlock, networkObjectBlock } from './object-lines.ts';
import type { NetworkGroup, NetworkMember, NetworkValue, Objects, ServiceGroup } from './objects.ts';

interface NetworkGroupContext {
  readonly device: AsaDevice;
  readonly group: NetworkGroup;
}

export const networkObjectMode = new Mode<NetworkObjectContext>({
  name: 'network object',
  prompt: '(config-network-object)#',
  privilege: 15,
  parent: configureMode,
});

export const networkGroupMode = new Mode<NetworkGroupContext>({
  name: 'network object group',
  prompt: '(config-network-object-group)#',
  privilege: 15,
  parent: configureMode,
});

export function declareObjectCommands(): void {
  declareVocabulary();
  configureMode
    .add('object network WORD:name', {
      section: 'object network',
      run: (device, { name }, exec) => enterObject(device, name, exec),
      no: (device, { name }) => removeObject(device, name),
      show: ({ configuration: { objects } }) => [...objects.networks.values()].map(networkObjectBlock),
    })
    .add('object-group network WORD:name', {
      section: 'object-group network',
      run: (device, { name }, exec) => enterGroup(device, name, exec),
      no: (device, { name }) => removeGroup(device, name),
      show: ({ configuration: { objects } }) => innermostFirst(objects.networkGroups).map(networkGroupBlock),
    });
  declareValues();
  declareMembers();
  declareObjectNat(networkObjectMode);
}

function declareValues(): void {
  const clear = ({ object }: NetworkObjectContext): unknown => (object.value = undefined);
  networkObjectMode
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('host ![A.B.C.D:address]', {
      run: ({ object }, { address }) => (object.value = { kind: 'host', address }),
      no: clear,
    })
    .add('subnet ![A.B.C.D:address] ![MASK:mask]', {
      run: ({ object }, { address, mask }) => (object.value = subnet(address, mask)),
      no: clear,
    })
    .add('range ![A.B.C.D:from] ![A.B.C.D:to]', {
      run: ({ object }, { from, to }) => {
        if (from > to) throw Refusal.because('ERROR: Invalid address range');
        object.value = { kind: 'range', from, to };
      },
      no: clear,
    })
    .add('description ![LINE:text]', {
      run: ({ object }, { text }) => (object.description = text),
      no: ({ object }) => (object.description = ''),
    });
}

function declareMembers(): void {
  networkGroupMode
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('description ![LINE:text]', {
      run: ({ group }, { text }) => (group.description = text),
      no: ({ group }) => (group.description = ''),
    })
    .add('network-object host A.B.C.D:address', {
      run: (context, { address }) => addMember(context, { kind: 'host', address }),
      no: (context, { address }) => removeMember(context, { kind: 'host', address }),
    })
    .add('network-object A.B.C.D:address MASK:mask', {
      run: (context, { address, mask }) => addMember(context, subnet(address, mask)),
      no: (context, { address, mask }) => removeMember(context, subnet(address, mask)),
    })
    .add('network-object object WORD:name', {
      run: (context, { name }) => {
        if (!context.device.configuration.objects.networks.has(name)) throw missing('object', name);
        addMember(context, { kind: 'object', name });
      },
      no: (context, { name }) => removeMember(context, { kind: 'object', name }),
    })
    .add('group-object WORD:name', {
      run: (context, { name }) => {
        if (!context.device.configuration.objects.networkGroups.has(name)) throw missing('object-group', name);
        checkLoop(context.device.configuration.objects.networkGroups, context.group.name, name);
        addMember(context, { kind: 'group', name });
      },
      no: (context, { name }) => removeMember(context, { kind: 'group', name }),
    });
}

/** @throws Refusal where a group of another kind has this name, worded from memory */
export function checkKind(
  { networkGroups, serviceGroups }: Objects,
  name: string,
  kind: 'network' | ServiceGroup['kind'],
): void {
  const other = networkGroups.has(name) ? 'network' : serviceGroups.get(name)?.kind;
  if (other !== undefined && other !== kind)
    throw Refusal.because(`ERROR: An object-group with the same id but different type (${other}) exists`);
}

interface Nested {
  readonly name: string;
  readonly members: readonly { readonly kind: string; readonly name?: string }[];
}

/** @throws Refusal where a group would hold itself, directly or in one that it holds */
export function checkLoop(groups: ReadonlyMap<string, Nested>, group: string, member: string): void {
  if (member === group || holdsGroup(groups, member, group)) {
    throw Refusal.because(
      `Adding obj (group-object ${member}) to grp (${group}) failed; object-group will be in a loop`,
    );
  }
}

function holdsGroup(groups: ReadonlyMap<string, Nested>, outer: string, wanted: string): boolean {
  const members = groups.get(outer)?.members ?? [];
  return members.some(
    ({ kind, name = '' }) => kind === 'group' && (name === wanted || holdsGroup(groups, name, wanted)),
  );
}

/** A group that another one holds is written before that, so that what is saved can be read again. */
export function innermostFirst<T extends Nested>(groups: ReadonlyMap<string, T>): T[] {
  const ordered = new Set<T>();
  const put = (group: T | undefined): void => {
    if (!group || ordered.has(group)) return;
    for (const { kind, name = '' } of group.members) if (kind === 'group') put(groups.get(name));
    ordered.add(group);
  };
  for (const group of groups.values()) put(group);
  return [...ordered];
}

function enterObject(device: AsaDevice, name: string, exec: Exec): void {
  const { networks, networkGroups } = device.configuration.objects;
  if (networkGroups.has(name)) throw Refusal.because(`ERROR: name ${name} is already in use by an object-group`);
  const object = networks.get(name) ?? { name, description: '', value: undefined };
  networks.set(name, object);
  exec.enter(networkObjectMode, { device, object });
}

function enterGroup(device: AsaDevice, name: string, exec: Exec): void {
  const { networks, networkGroups } = device.configuration.objects;
  if (networks.has(name)) throw Refusal.because(`ERROR: name ${name} is already in use by an object`);
  checkKind(device.configuration.objects, name, 'network');
  const group = networkGroups.get(name) ?? { name, description: '', members: [] };
  networkGroups.set(name, group);
  exec.enter(networkGroupMode, { device, group });
}

function removeObject(device: AsaDevice, name: string): void {
  const { objects, nat } = device.configuration;
  if (!objects.networks.has(name)) throw missing('object', name);
  if (isInUse(device, name)) throw objectInUse(name);
  objects.networks.delete(name);
  nat.ofObjects.delete(name);
}

function removeGroup(device: AsaDevice, name: string): void {
  const { objects } = device.configuration;
  if (!objects.networkGroups.has(name)) throw missing('object-group', name);
  if (isInUse(device, name)) throw groupInUse(name);
  objects.networkGroups.delete(name);
}

export function objectInUse(name: string): Refusal {
  return Refusal.because(`ERROR: unable to delete object (${name}). object is being used.`);
}

export function groupInUse(name: string): Refusal {
  return Refusal.because(`ERROR: Removing object-group (${name}) not allowed, it is being used.`);
}

function isInUse({ configuration: { rules, nat, objects } }: AsaDevice, name: string): boolean {
  const isInRule = [...rules.lists.keys()].some((list) =>
    rules
      .rulesOf(list)
      .some(({ source, destination }) => [source, destination].some((part) => 'name' in part && part.name === name)),
  );
  const isInNat = [...nat.manual, ...nat.afterAuto, ...nat.ofObjects.values()].some(
    ({ section, real, mapped, destination }) =>
      (section !== 2 && real === name) || mapped === name || destination?.mapped === name || destination?.real === name,
  );
  return isInRule || isInNat || isInGroup(objects, name);
}

function isInGroup(objects: Objects, name: string): boolean {
  const groups = [...objects.networkGroups.values()];
  return groups.some(({ members }) => members.some((member) => 'name' in member && member.name === name));
}

function subnet(address: number, mask: number): NetworkValue {
  if (lengthOfMask(mask) === undefined || (address & ~mask) !== 0) {
    throw Refusal.because("ERROR: IP address,mask <address,mask> doesn't pair");
  }
  return { kind: 'subnet', address, mask };
}

function addMember({ group }: NetworkGroupContext, member: NetworkMember): void {
  if (group.members.some((one) => isSameMember(one, member))) {
    throw Refusal.because('Adding obj to object-group failed; object already exists');
  }
  group.members.push(member);
}

function removeMember({ group }: NetworkGroupContext, member: NetworkMember): void {
  const index = group.members.findIndex((one) => isSameMember(one, member));
  if (index < 0) throw Refusal.because('obj does not exist in object-group');
  group.members.splice(index, 1);
}

function isSameMember(one: NetworkMember, other: NetworkMember): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function missing(kind: string, name: string): Refusal {
  return Refusal.because(`ERROR: ${kind} (${name}) does not exist.`);
}

function declareVocabulary(): void {
  configureMode.words({
    object: 'Configure an object',
    'object network': 'Specifies a host, subnet or range IP addresses',
    'object network name': 'Name of the object',
    'object-group': 'Create an object group',
    'object-group network': 'Specifies a group of host or subnet IP addresses',
    'object-group network name': 'Name of the group',
  });
  networkObjectMode.words({
    no: 'Negate a command or set its defaults',
    exit: 'Exit from network object configuration mode',
    host: 'Enter this keyword to specify a single host',
    address: 'IP address',
    subnet: 'Enter this keyword to specify a subnet',
    mask: 'Network mask',
    range: 'Enter this keyword to specify a range',
    from: 'First address of the range',
    to: 'Last address of the range',
    description: 'Specify description text',
    text: 'Up to 200 characters',
  });
  networkGroupMode.words({
    no: 'Negate a command or set its defaults',
    exit: 'Exit from object-group configuration mode',
    description: 'Specify description text',
    text: 'Up to 200 characters',
    'network-object': 'Configure a network object',
    host: 'Enter this keyword to specify a single host',
    address: 'IP address',
    mask: 'Network mask',
    object: 'Enter this keyword to specify a network object',
    'object name': 'Name of the object',
    'group-object': 'Configure an object group as an object',
    'group-object name': 'Name of the group',
  });
}
