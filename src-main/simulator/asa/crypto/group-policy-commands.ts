/** group-policy: what holds for the tunnels of a group: versions of IKE, a filter, how long one may idle. */
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import { missingList } from '../access/access-list-commands.ts';
import type { AsaDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import { defaultIdleTimeout, factoryPolicy, newGroupPolicy, type GroupPolicy } from './crypto-state.ts';

interface GroupPolicyContext {
  readonly device: AsaDevice;
  policy: GroupPolicy;
}

/** What the policy of the factory says without being told. */
const factoryAttributes: GroupPolicy = {
  name: factoryPolicy,
  protocols: ['ikev1', 'ikev2'],
  idleTimeout: defaultIdleTimeout,
  filter: '',
};

export const groupPolicyMode = new Mode<GroupPolicyContext>({
  name: 'group policy',
  prompt: '(config-group-policy)#',
  privilege: 15,
  parent: configureMode,
});

export function declareGroupPolicies(): void {
  declareVocabulary();
  configureMode
    .add('group-policy WORD:name internal', {
      run: ({ configuration: { crypto } }, { name }) => {
        if (!crypto.groupPolicies.has(name)) crypto.groupPolicies.set(name, newGroupPolicy(name));
      },
      no: (device, { name }) => removePolicy(device, name),
      show: ({ configuration: { crypto } }, isAll = false) =>
        [...crypto.groupPolicies.values()].flatMap((policy) => policyLines(policy, isAll)),
    })
    .add('group-policy WORD:name', {
      hidden: true,
      run: () => {
        throw Refusal.incomplete();
      },
      no: (device, { name }) => removePolicy(device, name),
    })
    .add('group-policy WORD:name attributes', {
      run: (device, { name }, exec) => {
        const policy = device.configuration.crypto.groupPolicies.get(name);
        if (!policy) throw Refusal.because(`ERROR: group policy ${name} does not exist`);
        exec.enter(groupPolicyMode, { device, policy });
      },
    });
  declarePolicyAttributes();
}

/** What a tunnel group names cannot go. */
export function checkPolicyUnused(
  { configuration: { crypto } }: AsaDevice,
  isMeant: (policy: string) => boolean,
): void {
  for (const { name, groupPolicy } of crypto.tunnelGroups.values()) {
    if (groupPolicy !== undefined && groupPolicy !== factoryPolicy && isMeant(groupPolicy))
      throw Refusal.because(`ERROR: group policy ${groupPolicy} is in use by tunnel group ${name}`);
  }
}

function removePolicy(device: AsaDevice, name: string): void {
  checkPolicyUnused(device, (policy) => policy === name);
  if (name === factoryPolicy || !device.configuration.crypto.groupPolicies.delete(name)) {
    throw Refusal.because(`ERROR: group policy ${name} cannot be removed`);
  }
}

function declarePolicyAttributes(): void {
  groupPolicyMode
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('vpn-tunnel-protocol ![{ikev1|ikev2}...:protocols]', {
      run: (context, { protocols }) => change(context, { protocols: [...protocols] }),
      no: (context) => change(context, { protocols: undefined }),
    })
    .add('vpn-filter', {
      hidden: true,
      run: () => {
        throw Refusal.incomplete();
      },
      no: (context) => change(context, { filter: undefined }),
    })
    .add('vpn-filter none', {
      run: (context) => change(context, { filter: '' }),
      no: (context) => change(context, { filter: undefined }),
    })
    .add('vpn-filter value ![WORD:list]', {
      run: (context, { list }) => {
        if (!context.device.configuration.rules.lists.has(list)) throw missingList(list);
        change(context, { filter: list });
      },
      no: (context) => change(context, { filter: undefined }),
    })
    .add('vpn-idle-timeout none', {
      run: (context) => change(context, { idleTimeout: 0 }),
    })
    .add('vpn-idle-timeout ![<1-35791394>:minutes]', {
      run: (context, { minutes }) => change(context, { idleTimeout: minutes }),
      no: (context) => change(context, { idleTimeout: undefined }),
    });
}

function change(context: GroupPolicyContext, changes: Partial<GroupPolicy>): void {
  context.policy = { ...context.policy, ...changes };
  context.device.configuration.crypto.groupPolicies.set(context.policy.name, context.policy);
}

function attributesOf({ protocols, idleTimeout, filter }: GroupPolicy): string[] {
  return [
    ...(idleTimeout === undefined ? [] : [`vpn-idle-timeout ${idleTimeout === 0 ? 'none' : idleTimeout}`]),
    ...(filter === undefined ? [] : [filter === '' ? 'vpn-filter none' : `vpn-filter value ${filter}`]),
    ...(protocols === undefined ? [] : [`vpn-tunnel-protocol ${protocols.join(' ')} `]),
  ];
}

function policyLines(policy: GroupPolicy, isAll: boolean): (string | { line: string; body: string[] })[] {
  const { name } = policy;
  const defaults = name === factoryPolicy ? attributesOf(factoryAttributes) : [];
  const own = attributesOf(policy).filter((line) => !defaults.includes(line));
  const isSaid = (line: string): boolean => own.some((one) => one.split(' ')[0] === line.split(' ')[0]);
  const body = [...(isAll ? defaults.filter((line) => !isSaid(line)) : []), ...own];
  return [
    ...(name === factoryPolicy && !isAll ? [] : [`group-policy ${name} internal`]),
    ...(body.length === 0 ? [] : [{ line: `group-policy ${name} attributes`, body }]),
  ];
}

function declareVocabulary(): void {
  configureMode.words({
    'group-policy': 'Configure or remove a group policy',
    'group-policy name': 'Name of the group policy',
    internal: 'Enter this keyword to specify an internal group policy',
    attributes: 'Enter the attributes sub-command mode',
  });
  groupPolicyMode.words({
    no: 'Negate a command or set its defaults',
    exit: 'Exit from group-policy configuration mode',
    'vpn-tunnel-protocol': 'Enter permitted tunneling protocols',
    protocols: 'Permitted protocols',
    'vpn-filter': 'Enter the name of the filter for the tunnels of the group',
    'vpn-filter none': 'No filter',
    value: 'Enter the name of an access list',
    list: 'Name of the access list: remote addresses stand where sources do',
    'vpn-idle-timeout': 'Enter idle timeout period in minutes',
    'vpn-idle-timeout none': 'No idle timeout',
    minutes: 'Minutes',
    ikev1: 'IKE version 1',
    ikev2: 'IKE version 2',
  });
}
