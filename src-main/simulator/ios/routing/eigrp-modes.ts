/** The modes of router eigrp: classic, with address families for VRFs, and named, where all stands in address families. */
import { Mode } from '../../cli/mode.ts';
import type { EigrpConfiguration } from '../../routing/eigrp/configuration.ts';
import type { IosDevice } from '../device.ts';
import { existingKinds } from '../interface/interface-kinds.ts';
import { configureMode } from '../modes.ts';

export interface EigrpContext {
  readonly device: IosDevice;
  readonly configuration: EigrpConfiguration;
}

interface EigrpNameContext {
  readonly device: IosDevice;
  readonly name: string;
}

export interface EigrpInterfaceContext extends EigrpContext {
  /** An interface, or `default`: what holds for those that do not say it. */
  readonly interfaceName: string;
}

const privilege = 15;
const title = 'Router configuration commands:';

/** What stands in a process as in an address family, in this order. */
const ofProcesses = [
  'metric',
  'variance',
  'distance',
  'redistribute',
  'passive-interface',
  'network',
  'default-metric',
  'auto-summary',
];

export const routerEigrpMode = new Mode<EigrpContext>({
  name: 'router eigrp',
  prompt: '(config-router)#',
  title,
  privilege,
  parent: configureMode,
  interfaces: ({ device }) => existingKinds(device),
  layout: ['address-family', ...ofProcesses, 'router-id', 'eigrp'],
});

/** `address-family ipv4 vrf NAME` of a classic process. */
export const eigrpFamilyMode = new Mode<EigrpContext>({
  name: 'router eigrp address family',
  prompt: '(config-router-af)#',
  title: 'Address Family configuration commands:',
  privilege,
  parent: routerEigrpMode,
  interfaces: ({ device }) => existingKinds(device),
  layout: [...ofProcesses, 'autonomous-system', 'router-id', 'eigrp'],
});

export const namedEigrpMode = new Mode<EigrpNameContext>({
  name: 'router eigrp by name',
  prompt: '(config-router)#',
  title,
  privilege,
  parent: configureMode,
});

export const namedFamilyMode = new Mode<EigrpContext>({
  name: 'named address family',
  prompt: '(config-router-af)#',
  title: 'Address Family configuration commands:',
  privilege,
  parent: namedEigrpMode,
  interfaces: ({ device }) => existingKinds(device),
  layout: ['af-interface', 'topology', 'network', 'router-id', 'eigrp'],
});

export const afInterfaceMode = new Mode<EigrpInterfaceContext>({
  name: 'af-interface',
  prompt: '(config-router-af-interface)#',
  title: 'Address Family Interfaces configuration commands:',
  privilege,
  parent: namedFamilyMode,
});

export const topologyMode = new Mode<EigrpContext>({
  name: 'topology base',
  prompt: '(config-router-af-topology)#',
  title: 'Address Family Topology configuration commands:',
  privilege,
  parent: namedFamilyMode,
  layout: ['default-metric', 'distance', 'redistribute', 'auto-summary'],
});

export const eigrpModes = [
  routerEigrpMode,
  eigrpFamilyMode,
  namedEigrpMode,
  namedFamilyMode,
  afInterfaceMode,
  topologyMode,
];
