/** interface NAME: the way into interface configuration. Loopbacks and tunnels are made when they are named. */
import { block } from '../cli/configuration.ts';
import type { Exec } from '../cli/declaration.ts';
import { Refusal } from '../cli/refusal.ts';
import type { IosDevice } from './device.ts';
import { isMade } from './interface-kinds.ts';
import { interfaceOf } from './interface-named.ts';
import { resetInterface } from './interface-reset.ts';
import { configured } from './interface-state.ts';
import { configureMode, interfaceMode } from './modes.ts';

export function declareInterfaceEnter(): void {
  configureMode
    .words({ interface: 'Select an interface to configure', default: 'Set a command to its defaults' })
    .add('interface INTERFACE:name', {
      run: (device, { name }, exec: Exec) => exec.enter(interfaceMode, { device, one: interfaceOf(device, name) }),
      no: remove,
      default: (device, { name }, exec) => resetInterface(device, name, exec),
      show: (device) => configured(device).map((one) => block(`interface ${one.name}`, interfaceMode, { device, one })),
    });
}

function remove({ router }: IosDevice, { name }: { name: string }): void {
  if (!isMade(name)) throw Refusal.because('% Removal of physical interfaces is not permitted');
  if (router.interfaces.has(name)) router.removeInterface(name);
}
