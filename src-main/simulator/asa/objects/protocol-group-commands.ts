/** object-group protocol, object-group icmp-type: groups of services of which nothing else is said. */
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import { configureMode } from '../modes.ts';
import { protocolOf } from '../services.ts';
import type { Service } from './objects.ts';
import {
  addGroup,
  addMember,
  groupOf,
  icmpFrom,
  removeGroup,
  removeMember,
  type ServiceGroupContext,
} from './service-object-commands.ts';

export const protocolGroupMode = new Mode<ServiceGroupContext>({
  name: 'protocol object group',
  prompt: '(config-protocol-object-group)#',
  privilege: 15,
  parent: configureMode,
});

export const icmpGroupMode = new Mode<ServiceGroupContext>({
  name: 'ICMP object group',
  prompt: '(config-icmp-object-group)#',
  privilege: 15,
  parent: configureMode,
});

const modes = { protocol: protocolGroupMode, 'icmp-type': icmpGroupMode } as const;

/** Their lines are those of groups of services (service-object-commands.ts). */
export function declareProtocolGroups(): void {
  declareVocabulary();
  for (const kind of ['protocol', 'icmp-type'] as const) {
    configureMode.add(`object-group ${kind} WORD:name`, {
      run: (device, { name }, exec) => exec.enter(modes[kind], { device, group: groupOf(device, { name, kind }) }),
      no: (device, { name }) => removeGroup(device, kind, name),
    });
    modes[kind]
      .add('exit', { run: (_, __, exec) => exec.leave() })
      .add('description ![LINE:text]', {
        run: ({ group }, { text }) => (group.description = text),
        no: ({ group }) => (group.description = ''),
      })
      .add('group-object WORD:name', {
        run: (context, { name }) => addGroup(context, name),
        no: (context, { name }) => removeMember(context, { kind: 'group', name }),
      });
  }
  protocolGroupMode.add('protocol-object WORD:protocol', {
    run: (context, { protocol }) => addMember(context, { kind: 'service', service: protocolFrom(protocol) }),
    no: (context, { protocol }) => removeMember(context, { kind: 'service', service: protocolFrom(protocol) }),
  });
  icmpGroupMode.add('icmp-object WORD:type', {
    run: (context, { type }) => addMember(context, { kind: 'service', service: icmpFrom(type) }),
    no: (context, { type }) => removeMember(context, { kind: 'service', service: icmpFrom(type) }),
  });
}

/** @throws Refusal where the word is neither a protocol nor its number */
function protocolFrom(word: string): Service {
  const protocol = protocolOf(word);
  if (protocol === undefined) throw Refusal.invalid('protocol');
  return { protocol };
}

function declareVocabulary(): void {
  configureMode.words({
    'object-group protocol': 'Specifies a group of protocols, such as TCP, etc',
    'object-group protocol name': 'Name of the group',
    'object-group icmp-type': 'Specifies a group of ICMP types, such as echo',
    'object-group icmp-type name': 'Name of the group',
  });
  const words = {
    no: 'Negate a command or set its defaults',
    exit: 'Exit from object configuration mode',
    description: 'Specify description text',
    text: 'Up to 200 characters',
    'group-object': 'Configure an object group as an object',
    name: 'Name of the group',
  };
  protocolGroupMode.words({
    ...words,
    'protocol-object': 'Configure a protocol object',
    protocol: 'Name of a protocol, or its number (0-255)',
  });
  icmpGroupMode.words({
    ...words,
    'icmp-object': 'Configure an ICMP type object',
    type: 'Name of a type of ICMP, or its number (0-255)',
  });
}
