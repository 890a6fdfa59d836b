/** The figures that an interface tells of itself while nobody has set them. */
import { splitInterfaceName } from '../../router/interface.ts';
import type { InterfaceContext } from '../device.ts';

interface Figures {
  readonly mtu: number;
  /** Kilobits per second. */
  readonly bandwidth: number;
  /** Tens of microseconds. */
  readonly delay: number;
}

/** Seen in `show interfaces` of 12.4(15)T: a tunnel says 9 kbit/s and half a second, whatever it runs over. */
const defaults: Readonly<Record<string, Figures>> = {
  Tunnel: { mtu: 1514, bandwidth: 9, delay: 50_000 },
  Loopback: { mtu: 1514, bandwidth: 8_000_000, delay: 500 },
  Ethernet: { mtu: 1500, bandwidth: 10_000, delay: 100 },
  FastEthernet: { mtu: 1500, bandwidth: 100_000, delay: 10 },
  GigabitEthernet: { mtu: 1500, bandwidth: 1_000_000, delay: 1 },
  Serial: { mtu: 1500, bandwidth: 1544, delay: 2000 },
};
/** 15.x on IOSv, IOS XE on a CSR 1000V: 100 kbit/s, a twentieth of a second. */
const modernTunnel = { bandwidth: 100, delay: 5000 };
const tunnelMtu = { ios: 17_916, xe: 9976 };

const unknown: Figures = { mtu: 1500, bandwidth: 100_000, delay: 10 };

export function figuresOf({ device, one }: InterfaceContext): Figures {
  const own = defaultsOf({ device, one });
  const { speed } = device.notesOf(one);
  // A port that was set to a slower speed is as fast as that.
  const medium = speed === 'auto' ? own : { ...own, bandwidth: 1000 * Number(speed), delay: 1000 / Number(speed) };
  return { mtu: own.mtu, bandwidth: one.bandwidth ?? medium.bandwidth, delay: one.delay ?? medium.delay };
}

function defaultsOf({ device, one }: InterfaceContext): Figures {
  // What a virtual template makes is a tunnel, too.
  const isTunnel = one.carrier.kind === 'tunnel';
  const type = isTunnel ? 'Tunnel' : splitInterfaceName(one.name).type;
  if (isTunnel && device.flavour.hasModernInterfaces)
    return { ...modernTunnel, mtu: device.flavour.isXe ? tunnelMtu.xe : tunnelMtu.ios };
  return defaults[type] ?? unknown;
}
