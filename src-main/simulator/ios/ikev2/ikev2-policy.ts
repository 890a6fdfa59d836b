/** crypto ikev2 policy: which proposals are for which local address and front-door VRF. */
import { formatIpv4 } from '../../../base/address.ts';
import { block } from '../../cli/configuration.ts';
import type { ConfigurationLine, Exec } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import { defaultIkev2Policy, defaultName, type Ikev2Policy } from '../../ike2/configuration.ts';
import type { IosDevice } from '../device.ts';
import { isComplete } from './ikev2-proposal.ts';
import { hasIkev2 } from './ikev2-presence.ts';
import { configureMode } from '../modes.ts';

interface PolicyContext {
  readonly device: IosDevice;
  readonly policy: Ikev2Policy;
}

export const ikev2PolicyMode = new Mode<PolicyContext>({
  name: 'ikev2 policy',
  prompt: '(config-ikev2-policy)#',
  title: 'IKEv2 Policy commands:',
  privilege: 15,
  parent: configureMode,
  layout: ['match fvrf', 'match address', 'proposal'],
});

export function declareIkev2Policy(): void {
  configureMode
    .words({
      'crypto ikev2 policy': 'Define IKEv2 policies',
      'crypto ikev2 policy name': 'Name of IKEv2 policy',
    })
    .add('crypto ikev2 policy WORD:name', {
      section: 'crypto ikev2 policy',
      when: hasIkev2,
      run: enter,
      no: ({ router }, { name }) => {
        if (!router.crypto.ikev2.policies.delete(name)) throw Refusal.because(`% Policy ${name} does not exist`);
      },
      default: ({ router }, { name }) => {
        if (name !== defaultName) throw Refusal.because('% Only the policy default has a default');
        router.crypto.ikev2.policies.set(defaultName, defaultIkev2Policy());
      },
      show: configurationOf,
    });
  declareMatch();
  ikev2PolicyMode
    .words({
      proposal: 'Specify Proposal',
      'proposal names': 'Proposal name',
      no: 'Negate a command or set its defaults',
      default: 'Set a command to its defaults',
      exit: 'Exit from IKEv2 policy configuration mode',
    })
    .add('proposal WORD...:names', {
      section: 'proposal',
      run: ({ policy }, { names }) => (policy.proposals = [...new Set([...policy.proposals, ...names])]),
      no: ({ policy }, { names }) => (policy.proposals = policy.proposals.filter((name) => !names.includes(name))),
      show: ({ policy }) => policy.proposals.map((name) => `proposal ${name}`),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

function enter(device: IosDevice, { name }: { name: string }, exec: Exec): void {
  const { policies, proposals } = device.router.crypto.ikev2;
  const policy = policies.get(name) ?? { name, proposals: [], localAddress: undefined, vrf: undefined };
  policies.set(name, policy);
  const attached = policy.proposals.flatMap((one) => proposals.get(one) ?? []);
  if (!attached.some(isComplete)) exec.print('IKEv2 policy MUST have atleast one complete proposal attached ');
  exec.enter(ikev2PolicyMode, { device, policy });
}

function configurationOf(device: IosDevice): ConfigurationLine[] {
  if (!hasIkev2(device)) return [];
  const { policies } = device.router.crypto.ikev2;
  const untouched = JSON.stringify(defaultIkev2Policy());
  const written = [...policies.values()].filter((one) => JSON.stringify(one) !== untouched);
  const blocks = written.map((policy) =>
    block(`crypto ikev2 policy ${policy.name} `, ikev2PolicyMode, { device, policy }),
  );
  return [...(policies.has(defaultName) ? [] : ['no crypto ikev2 policy default']), ...blocks];
}

function declareMatch(): void {
  ikev2PolicyMode
    .words({
      match: 'Match values of local fields',
      'match fvrf': 'fvrf of the profile',
      any: 'Any fvrf',
      'fvrf vrf': 'fvrf name',
      'match address': 'Match on address',
      'match address local': 'Match on local address',
      'local address': 'Local address',
    })
    .add('match fvrf ![any]', {
      section: 'match fvrf',
      run: ({ policy }) => (policy.vrf = 'any'),
      no: ({ policy }) => (policy.vrf = undefined),
      show: ({ policy: { vrf } }) => (vrf === undefined ? [] : [`match fvrf ${vrf}`]),
    })
    .add('match fvrf WORD:vrf', {
      section: 'match fvrf',
      run: ({ policy }, { vrf }) => (policy.vrf = vrf),
    })
    .add('match address local ![A.B.C.D:address]', {
      section: 'match address',
      run: ({ policy }, { address }) => (policy.localAddress = address),
      no: ({ policy }) => (policy.localAddress = undefined),
      show: ({ policy: { localAddress } }) =>
        localAddress === undefined ? [] : [`match address local ${formatIpv4(localAddress)}`],
    });
}
