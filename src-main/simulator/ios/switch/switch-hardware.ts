/** The switch inside of a device that is one: its ports are those of the router, which sees the ones that are routed. */
import type { Clock } from '../../../base/clock.ts';
import { hexOf } from '../../../base/bytes.ts';
import { EthernetPort } from '../../router/ethernet-port.ts';
import type { Interface } from '../../router/interface.ts';
import type { Router } from '../../router/router.ts';
import { EthernetSwitch } from '../../switch/ethernet-switch.ts';
import { SwitchPort } from '../../switch/switch-port.ts';
import { isEthernet, type Hardware } from '../hardware.ts';

/** iosvl2, the L2 images of IOL, the Catalyst 9000v. */
export function isSwitch({ model }: Hardware): boolean {
  return /l2\b|l2[-_]|cat9000|cat9k/i.test(model);
}

/** Undefined for a router. */
export function switchingOf(hardware: Hardware, router: Router, clock: Clock): EthernetSwitch | undefined {
  if (!isSwitch(hardware)) return undefined;
  const [lowest] = hardware.interfaces.map(({ mac }) => mac).sort((a, b) => hexOf(a).localeCompare(hexOf(b)));
  const switching = new EthernetSwitch({
    clock,
    mac: lowest ?? new Uint8Array(6),
    changed: () => router.converge(),
  });
  const ports = [...router.interfaces.values()].filter(({ name }) => isEthernet(name));
  for (const [index, one] of ports.entries()) switching.addPort(portOf({ one, number: index + 1, clock }));
  router.events.on(({ kind }) => {
    if (kind === 'link' || kind === 'administratively-down') switching.refresh();
  });
  return switching;
}

function portOf({ one, number, clock }: { one: Interface; number: number; clock: Clock }): SwitchPort {
  const { carrier } = one;
  const port = new SwitchPort({
    name: one.name,
    number,
    mac: carrier instanceof EthernetPort ? carrier.mac : new Uint8Array(6),
    isOn: () => !one.isShutdown,
    counted: (direction, { length }) => {
      if (direction === 'out') one.countOutput(length, clock.now());
      else one.countInput(length, clock.now());
    },
  });
  return port;
}

/** The interface of a VLAN. It works while the VLAN has a port that carries frames. */
export function addVlanInterface(router: Router, switching: EthernetSwitch, name: string): Interface {
  const vlan = Number(/\d+$/.exec(name)?.[0]);
  const one = router.addEthernet(name, macOf(switching.mac, vlan));
  one.carrier.plugIn(switching.joinVlan(vlan, one.carrier.mac));
  one.carrier.dependsOn = {
    get isUp() {
      return switching.isActive(vlan);
    },
  };
  router.events.emit({ kind: 'interface-made', interface: name });
  router.setShutdown(one, false);
  return one;
}

/** Above those of the ports, as in 'aabb.cc80.0100' for a switch whose ports begin at 'aabb.cc00.0100' (IOL). */
function macOf(base: Uint8Array, vlan: number): Uint8Array {
  const mac = base.slice();
  mac[3] = (mac[3] ?? 0) ^ 0x80;
  mac[4] = ((mac[4] ?? 0) + (vlan >>> 8)) & 0xff;
  mac[5] = ((mac[5] ?? 0) + vlan) & 0xff;
  return mac;
}
