/**
 * What `show interfaces` prints of one interface. Layout: consoles of 12.4(15)T (a Gt96k FE, GRE and IPsec tunnels); from
 * 15 on the corpus (genie ios: an ISR G2; genie iosxe: a CSR 1000V). A serial port is an M4T's, from memory.
 */
import { formatMacDotted } from '../../../base/address.ts';
import { arpTimeout } from '../../router/arp-cache.ts';
import { EthernetPort } from '../../router/ethernet-port.ts';
import { splitInterfaceName } from '../../router/interface.ts';
import { SerialPort } from '../../router/serial-port.ts';
import { Tunnel } from '../../router/tunnel/tunnel.ts';
import { ageOf } from '../age.ts';
import type { InterfaceContext } from '../device.ts';
import { chipOf } from '../hardware.ts';
import { addressLine } from './interface-address-line.ts';
import { counterLines, queueLines } from './interface-counters.ts';
import { figuresOf } from './interface-defaults.ts';
import { keepaliveText } from './interface-keepalive.ts';
import { mediumLines } from './interface-media.ts';
import { headingOf } from './interface-state.ts';
import { tunnelLines } from './tunnel-show.ts';

export function interfaceLines(context: InterfaceContext): string[] {
  const { one } = context;
  return [
    // The heading and the figures end in a blank, on every console of 12.4.
    `${headingOf(one)} `,
    `  Hardware is ${hardwareOf(context)}`,
    ...(one.description === '' ? [] : [`  Description: ${one.description}`]),
    ...addressLine(one),
    ...figureLines(context),
    ...encapsulationLines(context),
    ...lastLines(context),
    ...queueLines(context),
    ...counterLines(context),
  ];
}

function hardwareOf({ device, one: { name, carrier } }: InterfaceContext): string {
  if (carrier instanceof SerialPort) return chipOf(device.hardware, name);
  if (!(carrier instanceof EthernetPort)) return splitInterfaceName(name).type;
  const mac = formatMacDotted(carrier.mac);
  return `${chipOf(device.hardware, name)}, address is ${mac} (bia ${mac})`;
}

function figureLines(context: InterfaceContext): string[] {
  const { mtu, bandwidth, delay } = figuresOf(context);
  const now = context.device.clock.now();
  const load = (bits: number): number => Math.min(255, Math.max(1, Math.floor((255 * bits) / (1000 * bandwidth))));
  const { inRate, outRate } = context.one;
  const unit = context.device.flavour.hasModernInterfaces ? 'Kbit/sec' : 'Kbit';
  return [
    `  MTU ${mtu} bytes, BW ${bandwidth} ${unit}, DLY ${10 * delay} usec, `,
    `     reliability 255/255, txload ${load(outRate.at(now).bits)}/255, rxload ${load(inRate.at(now).bits)}/255`,
  ];
}

function encapsulationLines(context: InterfaceContext): string[] {
  const { carrier } = context.one;
  const keepalive = `  ${keepaliveText(context)}`;
  if (carrier instanceof Tunnel)
    return [
      '  Encapsulation TUNNEL, loopback not set',
      keepalive,
      ...tunnelLines(carrier, context.device.flavour, context.device.clock.now()),
    ];
  if (carrier instanceof SerialPort)
    return ['  Encapsulation HDLC, crc 16, loopback not set', keepalive, '  Restart-Delay is 0 secs'];
  if (!(carrier instanceof EthernetPort)) {
    const beats = context.device.flavour.hasModernInterfaces ? ['  Keepalive set (10 sec)'] : [];
    return ['  Encapsulation LOOPBACK, loopback not set', ...beats];
  }
  const { vlan } = context.one;
  if (vlan) return [`  Encapsulation 802.1Q Virtual LAN, Vlan ID  ${vlan.id}.`, `  ARP type: ARPA, ARP Timeout ${ageOf(arpTimeout)}`]; // prettier-ignore
  return [
    `  Encapsulation ${portEncapsulation(context)}, loopback not set`,
    keepalive,
    ...mediumLines(context),
    `  ARP type: ARPA, ARP Timeout ${ageOf(arpTimeout)}`,
  ];
}

/** A port with VLANs is in the native one itself, which is 1 unless a subinterface says so. */
function portEncapsulation({ device, one }: InterfaceContext): string {
  const vlans = [...device.router.interfaces.values()].flatMap(({ parent, vlan }) =>
    parent === one && vlan ? [vlan] : [],
  );
  if (vlans.length === 0) return 'ARPA';
  return `802.1Q Virtual LAN, Vlan ID  ${vlans.find(({ isNative }) => isNative)?.id ?? 1}.`;
}

function lastLines({ device, one }: InterfaceContext): string[] {
  const now = device.clock.now();
  const since = (time: number | undefined): string => (time === undefined ? 'never' : ageOf(now - time));
  const { lastInput, lastOutput } = one.counters;
  const { cleared } = device.notesOf(one);
  const clearing = cleared ? ageOf(device.uptime - cleared.at) : 'never';
  return [
    `  Last input ${since(lastInput)}, output ${since(lastOutput)}, output hang never`,
    `  Last clearing of "show interface" counters ${clearing}`,
  ];
}
