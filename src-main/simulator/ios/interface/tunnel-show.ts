/**
 * The lines of `show interfaces` that only a tunnel has: seed 000, and consoles of 12.4 for their order. From 15 on the
 * hop limit and the switching share a line, and the tunnel says what fits into it.
 */
import { formatIpv4 } from '../../../base/address.ts';
import type { Tunnel, TunnelSettings } from '../../router/tunnel/tunnel.ts';
import { ageOf } from '../age.ts';
import type { Flavour } from '../flavour.ts';
import { tunnelProtectionLines } from '../crypto/crypto-tunnel-protection.ts';

export function tunnelLines(tunnel: Tunnel, { hasModernInterfaces }: Flavour, now: number): string[] {
  const { settings } = tunnel;
  return [
    `  Tunnel source ${sourceOf(tunnel)}${destinationOf(tunnel, hasModernInterfaces)}`,
    `  Tunnel protocol/transport ${transports[settings.mode]}`,
    ...(tunnel.isGre ? greLines(settings) : []),
    ...(hasModernInterfaces
      ? [
          `  Tunnel TTL ${settings.timeToLive}, Fast tunneling enabled`,
          ...discoveryLines(tunnel, now),
          `  Tunnel transport MTU ${tunnel.ipMtu()} bytes`,
        ]
      : [`  Tunnel TTL ${settings.timeToLive}`, '  Fast tunneling enabled', ...discoveryLines(tunnel, now, 0)]),
    '  Tunnel transmit bandwidth 8000 (kbps)',
    '  Tunnel receive bandwidth 8000 (kbps)',
    ...tunnelProtectionLines(settings),
  ];
}

/**
 * Before 15 a tunnel that has learned nothing says MTU 0. When it ends what was learned: a console of 12.4.
 * @param unknown what stands for an MTU that is not known; undefined leaves it out
 */
function discoveryLines({ settings, pathMtu }: Tunnel, now: number, unknown?: number): string[] {
  const { discovery } = settings;
  if (!discovery) return [];
  const { agingMinutes, least } = discovery;
  const bytes = pathMtu.bytes ?? unknown;
  const expires = pathMtu.expiresAt === undefined ? 'never' : ageOf(pathMtu.expiresAt - now);
  const ager = agingMinutes === undefined ? 'ager infinite' : `ager ${agingMinutes} mins`;
  const learned = bytes === undefined ? '' : `, MTU ${bytes}, expires ${expires}`;
  return [`  Path MTU Discovery, ${ager}, min MTU ${least}${learned}`];
}

const transports = { 'gre-ip': 'GRE/IP', 'gre-multipoint': 'multi-GRE/IP', 'ipsec-ipv4': 'IPSEC/IP' } as const;

/** A tunnel with many ends has none: 12.4 says UNKNOWN, later releases nothing. */
function destinationOf({ settings, isMultipoint }: Tunnel, isModern: boolean): string {
  if (isMultipoint) return isModern ? '' : ', destination UNKNOWN';
  return `, destination ${formatIpv4(settings.destination ?? 0)}`;
}

/** The address; in brackets the interface, where the source was named by it. */
function sourceOf({ settings: { source }, localAddress }: Tunnel): string {
  if (!source) return formatIpv4(0);
  if ('address' in source) return formatIpv4(source.address);
  return `${formatIpv4(localAddress ?? 0)} (${source.interface})`;
}

function greLines({ key, checksummed }: TunnelSettings): string[] {
  const shown = key === undefined ? 'disabled' : `0x${key.toString(16).toUpperCase()}`;
  return [
    `    Key ${shown}, sequencing disabled`,
    `    Checksumming of packets ${checksummed ? 'enabled' : 'disabled'}`,
  ];
}
