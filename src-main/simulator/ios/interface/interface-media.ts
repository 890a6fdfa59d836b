/** The lines of `show interfaces` about the cable: what was negotiated. Both ends of a cable can do all there is. */
import { splitInterfaceName } from '../../router/interface.ts';
import type { InterfaceContext } from '../device.ts';

/** Nothing for ports that have no choice. */
export function mediumLines(context: InterfaceContext): string[] {
  const { device, one } = context;
  if (splitInterfaceName(one.name).type === 'Ethernet') return [];
  if (device.flavour.hasModernInterfaces) return modernLines(context);
  const { duplex, speed } = negotiated(context, 'Mb/s');
  return [`  ${duplex}-duplex, ${speed}, ${mediaOf(one.name)}`];
}

/** 15 on IOSv and an ISR G2, IOS XE on a CSR 1000V (corpus genie ios golden_output_2, iosxe golden_interface_output_3). */
function modernLines(context: InterfaceContext): string[] {
  const { device } = context;
  const { duplex, speed } = negotiated(context, 'Mbps');
  const media = device.flavour.isXe ? 'Virtual' : 'RJ45';
  const link = device.notesOf(context.one).speed === 'auto' ? 'auto' : 'force-up';
  return [
    `  ${duplex} Duplex, ${speed}, link type is ${link}, media type is ${media}`,
    '  output flow-control is unsupported, input flow-control is unsupported',
  ];
}

function negotiated({ device, one }: InterfaceContext, unit: string): { duplex: string; speed: string } {
  const { duplex, speed } = device.notesOf(one);
  const fastest = splitInterfaceName(one.name).type === 'GigabitEthernet' ? '1000' : '100';
  const isConnected = one.isUp;
  const shownDuplex = duplex === 'auto' ? (isConnected ? 'Full' : 'Auto') : duplex === 'full' ? 'Full' : 'Half';
  const shownSpeed = speed === 'auto' ? (isConnected ? `${fastest}${unit}` : 'Auto Speed') : `${speed}${unit}`;
  return { duplex: shownDuplex, speed: shownSpeed };
}

function mediaOf(name: string): string {
  return splitInterfaceName(name).type === 'GigabitEthernet'
    ? 'link type is autonegotiation, media type is RJ45'
    : '100BaseTX/FX';
}
