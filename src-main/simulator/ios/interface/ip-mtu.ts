/** ip mtu: the largest packet that leaves an interface in one piece. */
import { interfaceMode } from '../modes.ts';

export function declareIpMtu(): void {
  interfaceMode
    .words({ 'ip mtu': 'Set IP Maximum Transmission Unit', 'ip mtu bytes': 'MTU (bytes)' })
    .add('ip mtu ![<68-1500>:bytes]', {
      section: 'ip mtu',
      run: ({ device, one }, { bytes }) => {
        // What a tunnel has by itself changes with its settings: what was typed stays.
        const isUsual = one.carrier.kind !== 'tunnel' && bytes === one.carrier.ipMtu();
        one.configuredIpMtu = isUsual ? undefined : bytes;
        device.router.converge();
      },
      no: ({ device, one }) => {
        one.configuredIpMtu = undefined;
        device.router.converge();
      },
      show: ({ one: { carrier, configuredIpMtu: bytes } }) =>
        bytes === undefined || bytes === carrier.ipMtu() ? [] : [`ip mtu ${bytes}`],
    });
}
