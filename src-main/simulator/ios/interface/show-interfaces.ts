/** show interfaces, and the two tables that are made of the same state. */
import type { Interface } from '../../router/interface.ts';
import type { IosDevice } from '../device.ts';
import { interfaceLines } from './interface-block.ts';
import { headingOf, listed, shortNameOf, stateOf } from './interface-state.ts';
import { execMode } from '../modes.ts';
import { addressLine } from './interface-address-line.ts';

export function declareShowInterfaces(): void {
  execMode
    .words({
      'show interfaces': 'Interface status and configuration',
      'interfaces description': 'Show interface description',
      'show protocols': 'Active network routing protocols',
    })
    .add('show interfaces', {
      run: (device, _, exec) => exec.print(...listed(device).flatMap((one) => interfaceLines({ device, one }))),
    })
    .add('show interfaces INTERFACE:name', {
      run: (device, { name }, exec) => {
        const one = device.router.interfaces.get(name);
        if (one) exec.print(...interfaceLines({ device, one }));
      },
    })
    .add('show interfaces description', {
      run: (device, _, exec) => exec.print(descriptionHeading, ...listed(device).map(descriptionLine)),
    })
    .add('show protocols', { run: (device, _, exec) => exec.print(...protocolLines(device)) });
}

const descriptionHeading = 'Interface                      Status         Protocol Description';

function descriptionLine(one: Interface): string {
  const { status, protocol } = stateOf(one);
  const shown = status === 'administratively down' ? 'admin down' : status;
  return shortNameOf(one.name).padEnd(31) + shown.padEnd(15) + protocol.padEnd(9) + one.description;
}

function protocolLines(device: IosDevice): string[] {
  const interfaces = listed(device).flatMap((one) => [headingOf(one), ...addressLine(one)]);
  return ['Global values:', '  Internet Protocol routing is enabled', ...interfaces];
}
