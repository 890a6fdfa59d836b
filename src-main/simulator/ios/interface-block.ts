/** What `show interfaces` prints of one interface. Layout: consoles of 12.4(15)T (a Gt96k FE, GRE and IPsec tunnels). */
import { formatMacDotted } from '../../base/address.ts';
import { arpTimeout } from '../router/arp-cache.ts';
import { EthernetPort } from '../router/ethernet-port.ts';
import { splitInterfaceName } from '../router/interface.ts';
import { Tunnel } from '../router/tunnel.ts';
import { ageOf } from './age.ts';
import type { InterfaceContext } from './device.ts';
import { chipOf } from './hardware.ts';
import { addressLine } from './interface-address-line.ts';
import { counterLines, queueLines } from './interface-counters.ts';
import { figuresOf } from './interface-defaults.ts';
import { keepaliveText } from './interface-harmless.ts';
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

function hardwareOf({ one: { name, carrier } }: InterfaceContext): string {
  if (!(carrier instanceof EthernetPort)) return splitInterfaceName(name).type;
  const mac = formatMacDotted(carrier.mac);
  return `${chipOf(name)}, address is ${mac} (bia ${mac})`;
}

function figureLines(context: InterfaceContext): string[] {
  const { mtu, bandwidth, delay } = figuresOf(context);
  const now = context.device.clock.now();
  const load = (bits: number): number => Math.min(255, Math.max(1, Math.floor((255 * bits) / (1000 * bandwidth))));
  const { inRate, outRate } = context.one;
  return [
    `  MTU ${mtu} bytes, BW ${bandwidth} Kbit, DLY ${10 * delay} usec, `,
    `     reliability 255/255, txload ${load(outRate.at(now).bits)}/255, rxload ${load(inRate.at(now).bits)}/255`,
  ];
}

function encapsulationLines(context: InterfaceContext): string[] {
  const { carrier, name } = context.one;
  if (carrier instanceof Tunnel) {
    const keepalive = `  ${keepaliveText(context)}`;
    return ['  Encapsulation TUNNEL, loopback not set', keepalive, ...tunnelLines(carrier)];
  }
  if (!(carrier instanceof EthernetPort)) return ['  Encapsulation LOOPBACK, loopback not set'];
  const { vlan } = context.one;
  if (vlan) return [`  Encapsulation 802.1Q Virtual LAN, Vlan ID  ${vlan.id}.`, `  ARP type: ARPA, ARP Timeout ${ageOf(arpTimeout)}`]; // prettier-ignore
  const medium = mediumOf(context);
  return [
    '  Encapsulation ARPA, loopback not set',
    `  ${keepaliveText(context)}`,
    ...(medium === undefined ? [] : [`  ${medium}, ${mediaOf(name)}`]),
    `  ARP type: ARPA, ARP Timeout ${ageOf(arpTimeout)}`,
  ];
}

/** What was negotiated: both ends of a cable can do all there is. Nothing for ports that have no choice. */
function mediumOf({ device, one }: InterfaceContext): string | undefined {
  const { type } = splitInterfaceName(one.name);
  if (type === 'Ethernet') return undefined;
  const { duplex, speed } = device.notesOf(one);
  const fastest = type === 'GigabitEthernet' ? '1000' : '100';
  const isConnected = one.isUp;
  const shownDuplex = duplex === 'auto' ? (isConnected ? 'Full' : 'Auto') : duplex === 'full' ? 'Full' : 'Half';
  const shownSpeed = speed === 'auto' ? (isConnected ? `${fastest}Mb/s` : 'Auto Speed') : `${speed}Mb/s`;
  return `${shownDuplex}-duplex, ${shownSpeed}`;
}

function mediaOf(name: string): string {
  return splitInterfaceName(name).type === 'GigabitEthernet'
    ? 'link type is autonegotiation, media type is RJ45'
    : '100BaseTX/FX';
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
