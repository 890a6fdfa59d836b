/** interface NAME: the way into interface configuration. Loopbacks and tunnels are made when they are named. */
import { block } from '../../cli/configuration.ts';
import type { ConfigurationBlock, Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { Interface } from '../../router/interface.ts';
import type { IosDevice } from '../device.ts';
import { isForeign, isMade } from './interface-kinds.ts';
import { interfaceOf } from './interface-named.ts';
import { resetInterface } from './interface-reset.ts';
import { configured } from './interface-state.ts';
import { configureMode, interfaceMode } from '../modes.ts';

export function declareInterfaceEnter(): void {
  configureMode
    .words({
      interface: 'Select an interface to configure',
      'interface name type': 'Virtual-Template interface type',
      'name type tunnel': 'Tunnel interface',
      default: 'Set a command to its defaults',
    })
    .add('interface INTERFACE:name', {
      run: (device, { name }, exec: Exec) => {
        if (isForeign(name)) throw notSimulated(name);
        if (isTemplate(name) && !device.router.interfaces.has(name)) throw Refusal.notSimulated(otherTemplate);
        exec.enter(interfaceMode, { device, one: interfaceOf(device, name) });
      },
      no: removeInterface,
      default: (device, { name }, exec) => resetInterface(device, name, exec),
      show: blocksOf,
    })
    .add('interface INTERFACE:name type tunnel', {
      run: (device, { name }, exec: Exec) => {
        if (!isTemplate(name)) throw Refusal.invalid('name');
        exec.enter(interfaceMode, { device, one: interfaceOf(device, name) });
      },
    });
}

/** That of nowhere stands after the loopbacks, when it says something: that it sends no unreachables. */
function blocksOf(device: IosDevice, isAll?: boolean): ConfigurationBlock[] {
  const { nowhere } = device.router;
  const blockOf = (one: Interface): ConfigurationBlock =>
    block(headOf(one.name), interfaceMode, { device, one }, isAll);
  const body = blockOf(nowhere).body.filter((line) => line === 'no ip unreachables');
  const all = configured(device);
  const loopbacks = all.filter(({ name }) => name.startsWith('Loopback'));
  const others = all.filter((one) => !loopbacks.includes(one));
  const ofNowhere = body.length === 0 ? [] : [{ line: headOf(nowhere.name), body }];
  return [...loopbacks.map(blockOf), ...ofNowhere, ...others.map(blockOf)];
}

const notSimulated = (name: string): Refusal => Refusal.notSimulated(`Interface ${name} is not simulated`);

const isTemplate = (name: string): boolean => name.startsWith('Virtual-Template');
const otherTemplate = "Of Virtual-Templates those of 'type tunnel' are simulated, and no others";

function headOf(name: string): string {
  return `interface ${name}${isTemplate(name) ? ' type tunnel' : ''}`;
}

/** Takes away an interface that was made by its name. @throws Refusal of a port, which is there for good */
export function removeInterface({ router, switching }: IosDevice, { name }: { name: string }): void {
  if (isForeign(name)) return;
  if (!isMade(name)) throw Refusal.because('% Removal of physical interfaces is not permitted');
  if (!router.interfaces.has(name)) return;
  router.removeInterface(name);
  if (name.startsWith('Vlan')) switching?.leaveVlan(Number(name.slice('Vlan'.length)));
}
