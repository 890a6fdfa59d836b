/** bandwidth, delay and mtu: figures that an interface tells of itself. Routing protocols choose by the first two. */
import { Refusal } from '../../cli/refusal.ts';
import type { InterfaceContext } from '../device.ts';
import { interfaceMode } from '../modes.ts';

export function declareInterfaceFigures(): void {
  interfaceMode
    .words({
      bandwidth: 'Set bandwidth informational parameter',
      kilobits: 'Bandwidth in kilobits',
      delay: 'Specify interface throughput delay',
      tens: 'Throughput delay (tens of microseconds)',
      mtu: 'Set the interface Maximum Transmission Unit (MTU)',
      'mtu bytes': 'MTU size in bytes',
    })
    .add('bandwidth ![<1-10000000>:kilobits]', {
      section: 'bandwidth',
      run: ({ device, one }, { kilobits }) => {
        one.bandwidth = kilobits;
        device.router.converge();
      },
      no: ({ device, one }) => {
        one.bandwidth = undefined;
        device.router.converge();
      },
      show: ({ one: { bandwidth } }) => (bandwidth === undefined ? [] : [`bandwidth ${bandwidth}`]),
    })
    .add('delay ![<1-16777215>:tens]', {
      section: 'delay',
      run: ({ device, one }, { tens }) => {
        one.delay = tens;
        device.router.converge();
      },
      no: ({ device, one }) => {
        one.delay = undefined;
        device.router.converge();
      },
      show: ({ one: { delay } }) => (delay === undefined ? [] : [`delay ${delay}`]),
    })
    .add('mtu ![<64-17940>:bytes]', { run: refuseMtu, no: () => undefined });
}

/** Ports of Gigabit Ethernet may have another one; ports and tunnels of older chassis all have a fixed one. */
function refuseMtu({ one }: InterfaceContext): never {
  if (one.name.startsWith('GigabitEthernet'))
    throw Refusal.notSimulated("'mtu' of a port is not simulated: 'ip mtu' is");
  throw Refusal.because(`% Interface ${one.name} does not support user settable mtu.`);
}
