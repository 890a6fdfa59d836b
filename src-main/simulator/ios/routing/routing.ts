/** The commands of routing protocols, for the list of all commands. */
import type { IosDevice } from '../device.ts';
import { figuresOf } from '../interface/interface-defaults.ts';
import { eigrpModes } from './eigrp-modes.ts';
import { declareRouterEigrp } from './routing-eigrp.ts';
import { declareKeyChain, keyChainModes } from './key-chain.ts';
import { declareOspfAuthentication } from './ospf-authentication.ts';
import { debugOspf, declareOspfDebug } from './ospf-debug.ts';
import { logRouting } from './routing-log.ts';
import { declareOspfInterface } from './routing-ospf-interface.ts';
import { routerOspfMode } from './ospf-mode.ts';
import { declareRouterOspf } from './routing-ospf.ts';
import { declareShowEigrp } from './show-ip-eigrp.ts';
import { declareShowOspf } from './show-ip-ospf.ts';
import { declareShowIpProtocols } from './show-ip-protocols.ts';

export const routingDeclarations: readonly (() => void)[] = [
  declareRouterEigrp,
  declareRouterOspf,
  declareKeyChain,
  declareOspfInterface,
  declareOspfAuthentication,
  declareOspfDebug,
  declareShowOspf,
  declareShowEigrp,
  declareShowIpProtocols,
];

export const routingModes = [routerOspfMode, ...eigrpModes, ...keyChainModes];

export const routingServices: readonly ((device: IosDevice) => void)[] = [tellFigures, logRouting, debugOspf];

/** Costs and metrics follow from what the interfaces of this kind of router say of themselves. */
function tellFigures(device: IosDevice): void {
  device.router.routing.figures = (one) => figuresOf({ device, one });
}
