/** ip mtu: the largest packet that leaves an interface in one piece. */
import { unlessUsual } from '../../cli/configuration.ts';
import { interfaceMode } from '../modes.ts';

const longest = 1500;

export function declareIpMtu(): void {
  interfaceMode
    .words({ 'ip mtu': 'Set IP Maximum Transmission Unit', 'ip mtu bytes': 'MTU (bytes)' })
    .add(`ip mtu ![<68-${longest}>:bytes]`, {
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
      show: ({ one: { carrier, configuredIpMtu: bytes = carrier.ipMtu() } }, isAll) =>
        // To type what a tunnel has by itself would fix it, and that of a loopback is longer than can be typed.
        unlessUsual(
          `ip mtu ${bytes}`,
          bytes === carrier.ipMtu(),
          isAll && bytes <= longest && carrier.kind !== 'tunnel',
        ),
    });
}
