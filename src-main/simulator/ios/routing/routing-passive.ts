/** passive-interface, which is the same in every routing process. */
import type { Mode } from '../../cli/mode.ts';
import type { IosDevice } from '../device.ts';

interface PassiveSettings {
  passive: Set<string>;
  isPassiveByDefault: boolean;
}

interface ProcessContext {
  readonly device: IosDevice;
  readonly configuration: PassiveSettings;
}

export function declarePassive<Context extends ProcessContext>(mode: Mode<Context>): void {
  mode
    .words({
      'passive-interface': 'Suppress routing updates on an interface',
      'passive-interface default': 'Suppress routing updates on all interfaces',
    })
    .add('passive-interface default', {
      section: 'passive-interface',
      run: (context) => setPassiveByDefault(context, true),
      no: (context) => setPassiveByDefault(context, false),
      show: ({ configuration: { isPassiveByDefault } }) => (isPassiveByDefault ? ['passive-interface default'] : []),
    })
    .add('passive-interface INTERFACE:name', {
      section: 'passive-interface',
      run: (context, { name }) => setPassive(context, name, true),
      no: (context, { name }) => setPassive(context, name, false),
      show: ({ configuration: { passive, isPassiveByDefault } }) =>
        [...passive].map((name) => `${isPassiveByDefault ? 'no ' : ''}passive-interface ${name}`),
    });
}

function setPassiveByDefault({ device, configuration }: ProcessContext, isPassive: boolean): void {
  configuration.isPassiveByDefault = isPassive;
  configuration.passive.clear();
  device.router.converge();
}

function setPassive({ device, configuration }: ProcessContext, name: string, isPassive: boolean): void {
  if (isPassive === configuration.isPassiveByDefault) configuration.passive.delete(name);
  else configuration.passive.add(name);
  device.router.converge();
}
