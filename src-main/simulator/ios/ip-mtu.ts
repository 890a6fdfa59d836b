/** ip mtu: the largest packet that leaves an interface in one piece. */
import { interfaceMode } from './modes.ts';

export function declareIpMtu(): void {
  interfaceMode
    .words({ 'ip mtu': 'Set IP Maximum Transmission Unit', 'ip mtu bytes': 'MTU (bytes)' })
    .add('ip mtu ![<68-1500>:bytes]', {
      section: 'ip mtu',
      run: ({ device, one }, { bytes }) => {
        one.configuredIpMtu = bytes === one.carrier.ipMtu() ? undefined : bytes;
        device.router.converge();
      },
      no: ({ device, one }) => {
        one.configuredIpMtu = undefined;
        device.router.converge();
      },
      show: ({ one: { configuredIpMtu } }) => (configuredIpMtu === undefined ? [] : [`ip mtu ${configuredIpMtu}`]),
    });
}
