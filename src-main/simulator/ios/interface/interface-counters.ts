/** The lines of `show interfaces` that count. The errors that are always 0 cannot happen on simulated cables. */
import { EthernetPort } from '../../router/ethernet-port.ts';
import { hasSignal, SerialPort } from '../../router/serial-port.ts';
import type { TrafficRate } from '../../router/traffic-rate.ts';
import type { InterfaceContext } from '../device.ts';

export function queueLines(context: InterfaceContext): string[] {
  const { outDrops } = sinceCleared(context);
  const { carrier } = context.one;
  const isPort = carrier instanceof EthernetPort || carrier instanceof SerialPort;
  const depth = isPort ? 40 : 0;
  const most = isPort && context.device.flavour.isXe ? 375 : 75;
  return [
    `  Input queue: 0/${most}/0/0 (size/max/drops/flushes); Total output drops: ${outDrops}`,
    '  Queueing strategy: fifo',
    `  Output queue: 0/${depth} (size/max)`,
  ];
}

export function counterLines(context: InterfaceContext): string[] {
  const { device, one } = context;
  const now = device.clock.now();
  const rates = [rateLine('input', one.inRate, now), rateLine('output', one.outRate, now)];
  const isPort = one.carrier instanceof EthernetPort;
  const pins = one.carrier instanceof SerialPort ? [pinsLine(context)] : [];
  if (device.flavour.hasModernInterfaces) return [...rates, ...modernLines(context, isPort), ...pins];
  return [...rates, ...(isPort ? portLines(context) : softwareLines(context)), ...pins];
}

/** The cable of a serial port: what it hears of the other end, and what it says itself. */
function pinsLine({ one }: InterfaceContext): string {
  const [heard, said] = [hasSignal(one.carrier), !one.isShutdown].map((isUp) => (isUp ? 'up' : 'down'));
  const pins = `DCD=${heard}  DSR=${heard}  DTR=${said}  RTS=${said}  CTS=${heard}`;
  return `     ${one.counters.resets} carrier transitions     ${pins}`;
}

/** IOS works it out in thousands of bits, and never rounds up. */
function rateLine(direction: string, rate: TrafficRate, now: number): string {
  const { bits, packets } = rate.at(now);
  return `  5 minute ${direction} rate ${1000 * Math.floor(bits / 1000)} bits/sec, ${Math.floor(packets)} packets/sec`;
}

function portLines(context: InterfaceContext): string[] {
  const { inPackets, inBytes, inBroadcasts, outPackets, outBytes, resets } = sinceCleared(context);
  return [
    `     ${inPackets} packets input, ${inBytes} bytes`,
    `     Received ${inBroadcasts} broadcasts, 0 runts, 0 giants, 0 throttles`,
    '     0 input errors, 0 CRC, 0 frame, 0 overrun, 0 ignored',
    '     0 watchdog',
    '     0 input packets with dribble condition detected',
    `     ${outPackets} packets output, ${outBytes} bytes, 0 underruns`,
    `     0 output errors, 0 collisions, ${resets} interface resets`,
    '     0 babbles, 0 late collision, 0 deferred',
    '     0 lost carrier, 0 no carrier',
    '     0 output buffer failures, 0 output buffers swapped out',
  ];
}

function softwareLines(context: InterfaceContext): string[] {
  const { inPackets, inBytes, inBroadcasts, outPackets, outBytes, resets } = sinceCleared(context);
  return [
    `     ${inPackets} packets input, ${inBytes} bytes, 0 no buffer`,
    `     Received ${inBroadcasts} broadcasts, 0 runts, 0 giants, 0 throttles`,
    '     0 input errors, 0 CRC, 0 frame, 0 overrun, 0 ignored, 0 abort',
    `     ${outPackets} packets output, ${outBytes} bytes, 0 underruns`,
    `     0 output errors, 0 collisions, ${resets} interface resets`,
    '     0 output buffer failures, 0 output buffers swapped out',
  ];
}

/** From 15 on broadcasts have a line of their own, and what no protocol wanted is counted: here everything is wanted. */
function modernLines(context: InterfaceContext, isPort: boolean): string[] {
  const { inPackets, inBytes, inBroadcasts, outPackets, outBytes, resets } = sinceCleared(context);
  return [
    `     ${inPackets} packets input, ${inBytes} bytes, 0 no buffer`,
    `     Received ${inBroadcasts} broadcasts (0 IP multicasts)`,
    '     0 runts, 0 giants, 0 throttles ',
    `     0 input errors, 0 CRC, 0 frame, 0 overrun, 0 ignored${isPort ? '' : ', 0 abort'}`,
    ...(isPort ? ['     0 watchdog, 0 multicast, 0 pause input'] : []),
    `     ${outPackets} packets output, ${outBytes} bytes, 0 underruns`,
    ...(context.device.flavour.isXe ? ['     Output 0 broadcasts (0 IP multicasts)'] : []),
    `     0 output errors, 0 collisions, ${resets} interface resets`,
    '     0 unknown protocol drops',
    ...(isPort
      ? ['     0 babbles, 0 late collision, 0 deferred', '     0 lost carrier, 0 no carrier, 0 pause output']
      : []),
    '     0 output buffer failures, 0 output buffers swapped out',
  ];
}

type Count = 'inPackets' | 'inBytes' | 'inBroadcasts' | 'outPackets' | 'outBytes' | 'outDrops' | 'resets';

function sinceCleared({ device, one }: InterfaceContext): Record<Count, number> {
  const before = device.notesOf(one).cleared?.counters;
  const count = (name: Count): number => one.counters[name] - (before?.[name] ?? 0);
  return {
    inPackets: count('inPackets'),
    inBytes: count('inBytes'),
    inBroadcasts: count('inBroadcasts'),
    outPackets: count('outPackets'),
    outBytes: count('outBytes'),
    outDrops: count('outDrops'),
    resets: count('resets'),
  };
}
