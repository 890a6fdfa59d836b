/** The mode of router ospf, and how areas are written. */
import { parseIpv4 } from '../../../base/address.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { OspfConfiguration } from '../../routing/ospf/configuration.ts';
import type { IosDevice } from '../device.ts';
import { existingKinds } from '../interface/interface-kinds.ts';
import { configureMode } from '../modes.ts';

export interface OspfContext {
  readonly device: IosDevice;
  readonly configuration: OspfConfiguration;
}

export const routerOspfMode = new Mode<OspfContext>({
  name: 'router ospf',
  prompt: '(config-router)#',
  title: 'Router configuration commands:',
  privilege: 15,
  parent: configureMode,
  interfaces: ({ device }) => existingKinds(device),
  layout: [
    'router-id',
    'log',
    'capability',
    'area',
    'auto-cost',
    'redistribute',
    'passive-interface',
    'network',
    'default-information',
    'distance',
  ],
});

/** A number, or the same in dots. */
export function areaNumber(text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : parseIpv4(text);
  if (number === undefined || number > 0xffffffff) throw Refusal.because('% Invalid OSPF area ID');
  return number;
}
