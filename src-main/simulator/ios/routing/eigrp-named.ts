/**
 * router eigrp NAME: address families, and in them what holds for interfaces (`af-interface`) and for routes (`topology
 * base`). Metrics are those of IOS 15.1 and later, which count delay in picoseconds (RFC 7868 section 5.6.2).
 */
import { formatIpv4 } from '../../../base/address.ts';
import { omit } from '../../../base/omit.ts';
import { block } from '../../cli/configuration.ts';
import type { ConfigurationLine } from '../../cli/declaration.ts';
import { refuseByName } from '../../cli/refuse-by-name.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { EigrpConfiguration, EigrpInterfaceSettings } from '../../routing/eigrp/configuration.ts';
import type { IosDevice } from '../device.ts';
import { withoutSummary, withSummary } from './eigrp-interface.ts';
import {
  afInterfaceMode,
  namedEigrpMode,
  namedFamilyMode,
  topologyMode,
  type EigrpContext,
  type EigrpInterfaceContext,
} from './eigrp-modes.ts';
import { declareDistances, declareNetworks, declareOthers, declareRedistribution } from './eigrp-settings.ts';
import { requireVrf } from './vrf-named.ts';

export function declareNamedEigrp(): void {
  declareFamily();
  declareNetworks(namedFamilyMode);
  declareOthers(namedFamilyMode);
  declareAfInterface();
  declareTopology();
}

function declareFamily(): void {
  namedEigrpMode
    .words({
      no: 'Negate a command or set its defaults',
      exit: 'Exit from routing protocol configuration mode',
      'address-family': 'Enter Address Family command mode',
      'address-family ipv4': 'Address Family IPv4',
      unicast: 'Address Family Unicast',
      'ipv4 vrf': 'Specify parameters for a VPN Routing/Forwarding instance',
      'unicast vrf': 'Specify parameters for a VPN Routing/Forwarding instance',
      'vrf vrf': 'VPN Routing/Forwarding instance name',
      'autonomous-system': 'Specify Address-Family Autonomous System Number',
      'autonomous-system number': 'Autonomous System',
    })
    .add('address-family ipv4 [unicast] [vrf WORD:vrf] autonomous-system <1-65535>:number', {
      run: ({ device, name }, { vrf, number }, exec) => {
        if (vrf !== undefined) requireVrf(device, vrf);
        const under = { kind: 'name', name } as const;
        const { configuration } = device.router.routing.eigrpProcess({ autonomousSystem: number, vrf, under });
        // Worded from memory of IOS 15, which has one process for an autonomous system in a table.
        if (!isUnder(configuration, name)) throw Refusal.because(`% EIGRP: AS ${number} is configured elsewhere already`); // prettier-ignore
        exec.enter(namedFamilyMode, { device, configuration });
      },
      no: ({ device, name }, { vrf, number }) =>
        device.router.routing.removeEigrp(
          (one) => isUnder(one, name) && one.vrf === vrf && one.autonomousSystem === number,
        ),
      show: ({ device, name }) =>
        device.router.routing.eigrp.flatMap(({ configuration }) =>
          isUnder(configuration, name) ? familyLines(device, configuration) : [],
        ),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

const isUnder = ({ under }: EigrpConfiguration, name: string): boolean => under?.kind === 'name' && under.name === name;

function familyLines(device: IosDevice, configuration: EigrpConfiguration): ConfigurationLine[] {
  const { vrf, autonomousSystem } = configuration;
  const title = `address-family ipv4 unicast${vrf === undefined ? '' : ` vrf ${vrf}`} autonomous-system ${autonomousSystem}`; // prettier-ignore
  return ['!', block(title, namedFamilyMode, { device, configuration }), 'exit-address-family'];
}

function declareAfInterface(): void {
  namedFamilyMode
    .words({
      'exit-address-family': 'Exit Address Family configuration mode',
      'af-interface': 'Enter Address Family interface configuration',
      'af-interface default': 'Specify the default af-interface',
    })
    .add('af-interface ( default | INTERFACE:name )' as 'af-interface [INTERFACE:name]', {
      section: 'af-interface',
      run: (context, { name = 'default' }, exec) => {
        const { interfaces } = context.configuration;
        if (!interfaces.has(name)) interfaces.set(name, {});
        exec.enter(afInterfaceMode, { ...context, interfaceName: name });
      },
      no: ({ device, configuration }, { name = 'default' }) => {
        configuration.interfaces.delete(name);
        device.router.converge();
      },
      show: (context) =>
        [...context.configuration.interfaces.keys()].sort(defaultFirst).flatMap((interfaceName) => {
          const within = { ...context, interfaceName };
          return ['!', block(`af-interface ${interfaceName}`, afInterfaceMode, within), 'exit-af-interface'];
        }),
    });
  declareIntervals();
  declareAfFlags();
  declareAfSummaries();
  declareAfAuthentication();
}

function declareAfSummaries(): void {
  afInterfaceMode
    .words({
      'summary-address': 'Perform address summarization',
      'summary-address address': 'IP address',
      'address mask': 'IP network mask',
    })
    .add('summary-address A.B.C.D:address MASK:mask', {
      run: (context, { address, mask }) => set(context, { summaries: withSummary(settingsOf(context), address, mask) }),
      no: (context, { address, mask }) =>
        set(context, { summaries: withoutSummary(settingsOf(context), address, mask) }),
      show: (context) =>
        (settingsOf(context).summaries ?? []).map(
          ({ network, mask }) => `summary-address ${formatIpv4(network)} ${formatIpv4(mask)}`,
        ),
    });
}

function declareAfAuthentication(): void {
  afInterfaceMode
    .words({
      authentication: 'authentication subcommands',
      'authentication mode': 'mode',
      'mode md5': 'Keyed message digest',
      'authentication key-chain': 'key-chain',
      'key-chain chain': 'name of key-chain',
    })
    .add('authentication mode ![md5]', {
      run: (context) => set(context, { isAuthenticated: true }),
      no: (context) => unset(context, 'isAuthenticated'),
      show: (context) => (settingsOf(context).isAuthenticated ? ['authentication mode md5'] : []),
    })
    .add('authentication key-chain ![WORD:chain]', {
      run: (context, { chain }) => set(context, { keyChain: chain }),
      no: (context) => unset(context, 'keyChain'),
      show: (context) => lineOf(settingsOf(context).keyChain, (chain) => `authentication key-chain ${chain}`),
    });
  refuseByName(afInterfaceMode, {
    '': 'add-paths bandwidth-percent bfd dampening-change dampening-interval stub-site',
    'authentication mode': 'hmac-sha-256',
  });
}

const defaultFirst = (a: string, b: string): number => Number(b === 'default') - Number(a === 'default');

function declareIntervals(): void {
  afInterfaceMode
    .words({
      no: 'Negate a command or set its defaults',
      exit: 'Exit from Address Family interface configuration mode',
      'exit-af-interface': 'Exit from Address Family Interface configuration mode',
      'hello-interval': 'Configures hello interval',
      'hold-time': 'Configures hold time',
      seconds: 'Seconds between hello transmissions',
    })
    .add('hello-interval ![<1-65535>:seconds]', {
      run: (context, { seconds }) => set(context, { helloInterval: seconds }),
      no: (context) => unset(context, 'helloInterval'),
      show: (context) => lineOf(settingsOf(context).helloInterval, (seconds) => `hello-interval ${seconds}`),
    })
    .add('hold-time ![<1-65535>:seconds]', {
      run: (context, { seconds }) => set(context, { holdTime: seconds }),
      no: (context) => unset(context, 'holdTime'),
      show: (context) => lineOf(settingsOf(context).holdTime, (seconds) => `hold-time ${seconds}`),
    })
    .add('exit-af-interface', { run: (_, __, exec) => exec.leave() })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

const flags = {
  'next-hop-self': 'isNextHopSelf',
  'split-horizon': 'hasSplitHorizon',
  'passive-interface': 'isPassive',
  shutdown: 'isShutdown',
} as const;

/** What is so of itself: the other two are not. */
const usual = { isNextHopSelf: true, hasSplitHorizon: true, isPassive: false, isShutdown: false };

function declareAfFlags(): void {
  afInterfaceMode.words({
    'next-hop-self': 'Configures EIGRP next-hop-self',
    'split-horizon': 'Perform split horizon',
    'passive-interface': 'Suppress address updates on an interface',
    shutdown: 'Disable Address-Family on interface',
  });
  for (const [word, flag] of Object.entries(flags))
    afInterfaceMode.add(word as 'shutdown', {
      section: word,
      run: (context) => set(context, { [flag]: true }),
      no: (context) => set(context, { [flag]: false }),
      default: (context) => unset(context, flag),
      show: (context) => {
        const value = settingsOf(context)[flag];
        const isSaid = value !== undefined && value !== usualOf(context, flag);
        return isSaid ? [`${value ? '' : 'no '}${word}`] : [];
      },
    });
}

/** What holds where an interface says nothing. */
function usualOf({ configuration, interfaceName }: EigrpInterfaceContext, flag: keyof typeof usual): boolean {
  const general = interfaceName === 'default' ? undefined : configuration.interfaces.get('default')?.[flag];
  return general ?? usual[flag];
}

function settingsOf({ configuration, interfaceName }: EigrpInterfaceContext): EigrpInterfaceSettings {
  return configuration.interfaces.get(interfaceName) ?? {};
}

function set(context: EigrpInterfaceContext, change: EigrpInterfaceSettings): void {
  const { device, configuration, interfaceName } = context;
  configuration.interfaces.set(interfaceName, { ...settingsOf(context), ...change });
  device.router.converge();
}

function unset(context: EigrpInterfaceContext, what: keyof EigrpInterfaceSettings): void {
  const { device, configuration, interfaceName } = context;
  configuration.interfaces.set(interfaceName, omit(settingsOf(context), what));
  device.router.converge();
}

function lineOf<T>(value: T | undefined, line: (value: T) => string): string[] {
  return value === undefined ? [] : [line(value)];
}

/** There is one topology, which is always there. */
function declareTopology(): void {
  namedFamilyMode
    .words({ topology: 'Enter Topology configuration mode', 'topology base': 'Specify the base topology' })
    .add('topology base', {
      section: 'topology',
      run: (context: EigrpContext, _, exec) => exec.enter(topologyMode, context),
      show: (context) => ['!', block('topology base', topologyMode, context), 'exit-af-topology'],
    });
  topologyMode
    .words({
      no: 'Negate a command or set its defaults',
      exit: 'Exit from Address Family Topology configuration mode',
      'exit-af-topology': 'Exit from Address Family Topology configuration mode',
    })
    .add('exit-af-topology', { run: (_, __, exec) => exec.leave() })
    .add('exit', { run: (_, __, exec) => exec.leave() });
  declareRedistribution(topologyMode);
  declareDistances(topologyMode);
}
