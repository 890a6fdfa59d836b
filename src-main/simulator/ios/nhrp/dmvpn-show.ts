/**
 * show dmvpn: every peer of a tunnel that NHRP knows, and which layer below it is missing: IKE, IPSEC, or NHRP itself.
 * Layout: the command reference of 12.4T, and corpus genie and muninn iosxe show_dmvpn for 15 and later.
 */
import { formatIpv4, lengthOfMask } from '../../../base/address.ts';
import type { NhrpEntry } from '../../routing/nhrp/cache.ts';
import type { Nhrp } from '../../routing/nhrp/nhrp.ts';
import type { NhrpServer } from '../../routing/nhrp/server.ts';
import type { Interface } from '../../router/interface.ts';
import type { Tunnel } from '../../router/tunnel/tunnel.ts';
import { ageOf } from '../age.ts';
import type { IosDevice } from '../device.ts';
import { detailHead, sessionLines } from './dmvpn-show-detail.ts';
import type { Flavour } from '../flavour.ts';
import { execMode } from '../modes.ts';
import { placeInTable } from './nhrp-show.ts';

export function declareShowDmvpn(): void {
  execMode
    .words({
      'show dmvpn': 'Display Dynamic Multipoint VPN information',
      'dmvpn detail': 'Detail information',
      'dmvpn interface': 'DMVPN interface',
      'dmvpn interface name': 'Tunnel interface',
    })
    .add('show dmvpn [interface INTERFACE:name] [detail:detail]', {
      run: (device, { name, detail }, exec) =>
        exec.print(...dmvpnLines(device, { name, isDetailed: detail !== undefined })),
    });
}

const rule = '='.repeat(74);

function legendOf({ hasLocalRoutes, isXe }: Flavour): string[] {
  if (!hasLocalRoutes)
    return [
      'Legend: Attrb --> S - Static, D - Dynamic, I - Incompletea',
      '        N - NATed, L - Local, X - No Socket',
      '        # Ent --> Number of NHRP entries with same NBMA peer',
      '',
    ];
  return [
    'Legend: Attrb --> S - Static, D - Dynamic, I - Incomplete',
    '        N - NATed, L - Local, X - No Socket',
    `        T1 - Route Installed, T2 - Nexthop-override${isXe ? ', B - BGP' : ''}`,
    '        C - CTS Capable, I2 - Temporary',
    '        # Ent --> Number of NHRP entries with same NBMA peer',
    '        NHS Status: E --> Expecting Replies, R --> Responding, W --> Waiting',
    '        UpDn Time --> Up or Down Time for a Tunnel',
    rule,
    '',
  ];
}

interface View {
  name: string | undefined;
  isDetailed: boolean;
}

interface Place {
  device: IosDevice;
  tunnel: Interface<Tunnel>;
  nhrp: Nhrp;
}

function dmvpnLines(device: IosDevice, { name, isDetailed }: View): string[] {
  const tunnels = placesOf(device).filter(({ tunnel }) => (name ?? tunnel.name) === tunnel.name);
  return [
    ...legendOf(device.flavour),
    ...tunnels.flatMap((place) => [...headOf(place, isDetailed), ...table(place, isDetailed), '']),
    ...(isDetailed && tunnels.length > 0 ? sessionLines(device, tunnels.map(({ tunnel }) => tunnel)) : []),
  ]; // prettier-ignore
}

function placesOf(device: IosDevice): Place[] {
  return device.router.nhrp.all.flatMap(([name, nhrp]) => {
    const tunnel = [...device.router.tunnels()].find((one) => one.name === name);
    return tunnel && nhrp.settings.networkId !== undefined ? [{ device, tunnel, nhrp }] : [];
  });
}

function headOf({ device, tunnel, nhrp }: Place, isDetailed: boolean): string[] {
  const role = nhrp.settings.servers.length > 0 ? 'Spoke' : 'Hub';
  const count = new Set(peersOf(nhrp).map(({ nbma }) => nbma)).size;
  if (isDetailed) return detailHead({ device, tunnel, nhrp, role, count });
  if (!device.flavour.hasLocalRoutes) return [`${tunnel.name}, Type:${role}, NHRP Peers:${count}, `];
  return [`Interface: ${tunnel.name}, IPv4 NHRP Details `, `Type:${role}, NHRP Peers:${count}, `, ''];
}

type Peer = NhrpEntry & { nbma: number | undefined };

const peersOf = ({ cache }: Nhrp): Peer[] => cache.entries.filter(({ isLocal }) => !isLocal);

function table(place: Place, isDetailed: boolean): string[] {
  const margin = isDetailed ? '' : ' ';
  const more = isDetailed ? ['    Target Network', ' -----------------'] : ['', ''];
  const rows = peersOf(place.nhrp).map((peer) => row(place, peer, isDetailed));
  return [
    `${margin}# Ent  Peer NBMA Addr Peer Tunnel Add State  UpDn Tm Attrb${more[0]}`,
    `${margin}----- --------------- --------------- ----- -------- -----${more[1]}`,
    ...rows,
    ...(isDetailed ? [''] : []),
  ];
}

function row(place: Place, peer: Peer, isDetailed: boolean): string {
  const isModern = place.device.flavour.hasLocalRoutes;
  const outer = peer.nbma === undefined ? 'UNKNOWN' : formatIpv4(peer.nbma);
  const { state, since } = standingOf(place, peer);
  const attributes = attributesOf(place, peer);
  const count = peersOf(place.nhrp).filter(({ nbma }) => nbma === peer.nbma).length;
  const columns = [
    String(count).padStart(isDetailed ? 5 : 6),
    isModern ? outer.padEnd(15) : outer.padStart(15),
    formatIpv4(peer.via ?? peer.network).padStart(15),
    state.padStart(5),
    since.padStart(8),
    isModern ? attributes.padStart(5) : attributes.padEnd(5),
  ];
  const target = isDetailed ? ` ${`${formatIpv4(peer.network)}/${lengthOfMask(peer.mask)}`.padStart(18)}` : '';
  return columns.join(' ') + target;
}

function attributesOf({ device, tunnel, nhrp }: Place, peer: Peer): string {
  const { kind, claimedNbma } = peer;
  if (kind === 'incomplete') return 'IX';
  const place =
    device.flavour.hasLocalRoutes && nhrp.settings.isShortcut ? placeInTable(device, tunnel.name, peer) : undefined;
  const shortcut = { route: 'T1', override: 'T2', none: '' }[place ?? 'none'];
  return `${kind === 'static' ? 'S' : 'D'}${claimedNbma === undefined ? '' : 'N'}${shortcut}`;
}

/** The lowest layer that is missing, and since when all of them have been there, or have not. */
function standingOf(place: Place, peer: Peer): { state: string; since: string } {
  const server = place.nhrp.servers.find(({ settings }) => settings.address === peer.network);
  const missing = layerMissing(place, peer) ?? (server?.isResponding === false ? 'NHRP' : undefined);
  const since = missing === undefined ? upSince(place, peer, server) : server?.changedAt;
  const now = place.device.clock.now();
  return { state: missing ?? 'UP', since: since === undefined ? 'never' : ageOf(now - since) };
}

function upSince({ device, tunnel }: Place, { nbma, createdAt }: Peer, server: NhrpServer | undefined): number {
  const flow = nbma === undefined ? undefined : device.router.ipsec.flowOf(tunnel, nbma);
  return Math.max(server?.changedAt ?? createdAt, flow?.upSince ?? 0);
}

/** Of protection, which is below; without it only who is not known can be missing. */
function layerMissing({ device, tunnel }: Place, { nbma }: Peer): 'NHRP' | 'IPSEC' | 'IKE' | undefined {
  if (nbma === undefined) return 'NHRP';
  const { carrier } = tunnel;
  const { ipsec } = device.router;
  if (carrier.settings.protection === undefined || ipsec.flowOf(tunnel, nbma)?.current) return undefined;
  const ends = { local: carrier.localAddress, remote: nbma, frontDoor: carrier.settings.vrf };
  return isAgreed(ipsec, ends) ? 'IPSEC' : 'IKE';
}

interface KeyEnds {
  local: number | undefined;
  remote: number;
  frontDoor?: string | undefined;
}

function isAgreed({ ike, ikev2 }: IosDevice['router']['ipsec'], { local, remote, frontDoor }: KeyEnds): boolean {
  const isWith = (one: KeyEnds): boolean => one.local === local && one.remote === remote && one.frontDoor === frontDoor;
  return (
    ike.associations.some((one) => isWith(one) && one.state === 'QM_IDLE' && !one.isDeleted) ||
    ikev2.associations.some((one) => isWith(one) && one.status === 'READY')
  );
}
