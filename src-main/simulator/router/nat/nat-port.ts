/** The port that a flow gets at an address which many share. */
import { ipProtocols } from '../../wire/ipv4.ts';

/**
 * IOS keeps the port when it is free, and otherwise takes the lowest free one of the same group: 0 to 511, 512 to 1023,
 * 1024 to 65535 (Cisco, "NAT: Frequently Asked Questions"). For queries of ICMP the identifier stands for the port.
 * What has no ports has 0, and that is taken by whoever comes first, for each far end: the table sees to it.
 */
const groups: readonly (readonly [number, number])[] = [
  [0, 511],
  [512, 1023],
  [1024, 65535],
];

export function choosePort(protocol: number, wanted: number, isFree: (port: number) => boolean): number | undefined {
  const hasPorts = protocol === ipProtocols.tcp || protocol === ipProtocols.udp || protocol === ipProtocols.icmp;
  if (!hasPorts || isFree(wanted)) return wanted;
  const [low, high] = groups.find(([, end]) => wanted <= end) ?? [1024, 65535];
  for (let port = Math.max(low, 1); port <= high; port++) if (isFree(port)) return port;
  return undefined;
}
