/** mtu NAME BYTES: how large packets may be that leave by an interface (Cisco ASA command reference, `mtu`). */
import { Refusal } from '../cli/refusal.ts';
import type { AsaDevice } from './device.ts';
import { configureMode } from './modes.ts';
import type { NamedInterface } from './named-interfaces.ts';

export function declareMtu(): void {
  configureMode
    .words({
      mtu: 'Specify the MTU of an interface',
      'mtu name': 'Name of the interface',
      bytes: 'Bytes',
    })
    .add('mtu WORD:name ![<64-9198>:bytes]', {
      run: (device, { name, bytes }) => {
        const { one } = portNamed(device, name);
        const most = one.carrier.ipMtu();
        if (bytes > most)
          throw Refusal.because(`ERROR: an MTU of more than ${most} bytes wants jumbo frames, which are not simulated`);
        one.configuredIpMtu = bytes === most ? undefined : bytes;
      },
      no: (device, { name }) => (portNamed(device, name).one.configuredIpMtu = undefined),
      show: ({ configuration: { interfaces } }) =>
        interfaces.named
          .filter(isPort)
          .map(({ name = '', one }) => `mtu ${name} ${one.configuredIpMtu ?? one.carrier.ipMtu()}`),
    });
}

function portNamed({ configuration: { interfaces } }: AsaDevice, name: string): NamedInterface {
  const named = interfaces.byName(name);
  if (!named) throw Refusal.invalid('name');
  if (!isPort(named)) throw Refusal.because('ERROR: the MTU of a tunnel interface is that of what it goes through');
  return named;
}

function isPort({ one: { carrier } }: NamedInterface): boolean {
  return carrier.kind === 'ethernet';
}
