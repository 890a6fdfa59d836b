/**
 * show dmvpn detail: what a tunnel is, its next hop servers, and the sessions of IKE and IPsec with its peers. Layout: the
 * command reference of 12.4T; consoles of 15 and IOS XE in public notes.
 */
import { formatIpv4 } from '../../../base/address.ts';
import type { Nhrp } from '../../routing/nhrp/nhrp.ts';
import type { Interface } from '../../router/interface.ts';
import type { ProtectedFlow } from '../../router/ipsec/protected-flow.ts';
import type { Tunnel } from '../../router/tunnel/tunnel.ts';
import { clockOf } from '../crypto/crypto-durations.ts';
import { sessionFlowOf } from '../crypto/crypto-proxies.ts';
import {
  sessionAssociationOf,
  sessionAssociationOfIkev2,
  type SessionAssociation,
} from '../crypto/show/crypto-session-association.ts';
import { sessionsOf, statusOf, type Session } from '../crypto/show/crypto-sessions.ts';
import { shownProposal } from '../crypto/crypto-transforms.ts';
import type { IosDevice } from '../device.ts';
import { stateOf } from '../interface/interface-state.ts';
import { serverState } from './nhrp-show-servers.ts';

interface Head {
  device: IosDevice;
  tunnel: Interface<Tunnel>;
  nhrp: Nhrp;
  role: 'Hub' | 'Spoke';
  /** Of outer addresses. */
  count: number;
}

export function detailHead(head: Head): string[] {
  return head.device.flavour.hasLocalRoutes ? modernHead(head) : earlyHead(head);
}

interface Ends {
  address: string;
  source: string;
  destination: string;
  transport: string;
  protection: string;
}

function endsOf({ sourceAddress, carrier }: Interface<Tunnel>, many: string): Ends {
  const { settings, localAddress, isMultipoint } = carrier;
  return {
    address: formatIpv4(sourceAddress ?? 0),
    source: formatIpv4(localAddress ?? 0),
    destination: isMultipoint ? many : formatIpv4(settings.destination ?? 0),
    transport: isMultipoint ? 'multi-GRE/IP' : 'GRE/IP',
    protection: settings.protection ?? '',
  };
}

function modernHead({ device, tunnel, nhrp, role, count }: Head): string[] {
  const { address, source, destination, transport, protection } = endsOf(tunnel, device.flavour.isXe ? 'Multipoint' : 'MGRE'); // prettier-ignore
  const { status, protocol } = stateOf(tunnel);
  const servers = nhrp.servers.map((server) => {
    const { address: inside, priority = 0, cluster = 0 } = server.settings;
    const outer = nhrp.nbmaOf(server.settings);
    const nbma = outer === undefined ? '' : `NBMA Address: ${formatIpv4(outer)} `;
    return `${formatIpv4(inside)}  ${serverState(server)} ${nbma}priority = ${priority} cluster = ${cluster}`;
  });
  return [
    `Interface ${tunnel.name} is ${status}/${protocol}, Addr. is ${address}, VRF "${tunnel.vrf ?? ''}" `,
    `   Tunnel Src./Dest. addr: ${source}/${destination}, Tunnel VRF "${tunnel.carrier.settings.vrf ?? ''}"`,
    `   Protocol/Transport: "${transport}", Protect "${protection}" `,
    '   Interface State Control: Disabled',
    '   nhrp event-publisher : Disabled',
    '',
    ...(servers.length > 0 ? ['IPv4 NHS:', ...servers] : []),
    `Type:${role}, Total NBMA Peers (v4/v6): ${count}`,
    '',
  ];
}

function earlyHead({ tunnel, nhrp, role, count }: Head): string[] {
  const { address, source, destination, transport, protection } = endsOf(tunnel, 'MGRE');
  const { status, protocol } = stateOf(tunnel);
  const servers = nhrp.servers.map(
    (server) => `${formatIpv4(server.settings.address).padStart(16)} ${serverState(server)} `,
  );
  return [
    ` -------------- Interface ${tunnel.name} info: -------------- `,
    `Intf. is ${status}, Line Protocol is ${protocol}, Addr. is ${address}`,
    `   Source addr: ${source}, Dest addr: ${destination}`,
    `  Protocol/Transport: "${transport}", Protect "${protection}",`,
    `Tunnel VRF "${tunnel.carrier.settings.vrf ?? ''}" ip vrf forwarding "${tunnel.vrf ?? ''}"`,
    '',
    ...(servers.length > 0 ? [`NHRP Details: NHS:${servers.join('')}`] : ['NHRP Details: ']),
    '',
    `Type:${role}, NBMA Peers:${count}`,
  ];
}

export function sessionLines(device: IosDevice, tunnels: readonly Interface<Tunnel>[]): string[] {
  const flows = device.router.ipsec.flows.filter(({ tunnel }) => tunnels.some(({ carrier }) => carrier === tunnel));
  const sessions = sessionsOf(flows, associationsOf(device));
  return [
    'Crypto Session Details: ',
    '-'.repeat(80),
    '',
    ...sessions.flatMap((session, index) => sessionBlock(device, session, index)),
    'Pending DMVPN Sessions:',
    '',
  ];
}

function associationsOf({ router, clock }: IosDevice): SessionAssociation[] {
  const { ike, ikev2 } = router.ipsec;
  const asksPeers = router.crypto.isakmp.keepalive !== undefined;
  return [
    ...ike.associations.map((one) => sessionAssociationOf(one, asksPeers)),
    ...ikev2.associations.map((one) => sessionAssociationOfIkev2(one, clock.now())),
  ];
}

/** Where IOS keeps the session in memory: a number that tells sessions apart, and means nothing else. */
const firstHandle = 0x0f4b2a90;

function sessionBlock(device: IosDevice, session: Session, index: number): string[] {
  const { saysIkeVersion } = device.flavour;
  const identity = session.associations.find((one) => one.identity !== undefined)?.identity ?? '(none)';
  return [
    `Interface: ${session.interfaceName}`,
    `Session: [0x${(firstHandle + 0x100 * index).toString(16).toUpperCase().padStart(8, '0')}]`,
    ...session.associations.flatMap((one) => associationLines(one, saysIkeVersion)),
    `  Crypto Session Status: ${statusOf(session)}${statusOf(session) === 'UP-ACTIVE' ? '     ' : ''}`,
    `  fvrf: ${session.frontDoor ?? '(none)'},\tPhase1_id: ${identity}`,
    ...session.flows.flatMap((flow) => flowLines(flow, device.clock.now())),
    '',
  ];
}

function associationLines(one: SessionAssociation, saysVersion: boolean): string[] {
  const { version, local, remote, ports, isReady, sessionId, capabilities, connectionId, lifetimeRemaining } = one;
  const name = saysVersion ? `IKEv${version} SA` : 'IKE SA';
  const lifetime = isReady ? clockOf(lifetimeRemaining) : '0';
  return [
    ...(saysVersion ? [`  Session ID: ${sessionId}  `] : []),
    `  ${name}: local ${formatIpv4(local)}/${ports.local} remote ${formatIpv4(remote)}/${ports.remote} ${isReady ? 'Active' : 'Inactive'} `,
    `          Capabilities:${capabilities || '(none)'} connid:${connectionId} lifetime:${lifetime}`,
  ];
}

function flowLines({ localSelector, remoteSelector, counters, current, pairs }: ProtectedFlow, now: number): string[] {
  const life = (way: 'inbound' | 'outbound'): string => {
    const { kilobytes, seconds } = current?.[way].usage.remaining(now) ?? { kilobytes: 0, seconds: 0 };
    return `${kilobytes}/${seconds}`;
  };
  const spi = (current?.outbound.spi ?? 0).toString(16).toUpperCase().padStart(8, '0');
  const transform = current ? shownProposal(current.child.proposal) : '';
  return [
    `  IPSEC FLOW: ${sessionFlowOf(localSelector, remoteSelector)} `,
    `        Active SAs: ${pairs.reduce((sum, { esp, ah }) => sum + (esp && ah ? 4 : 2), 0)}, origin: crypto map`,
    `        Inbound:  #pkts dec'ed ${counters.decrypt} drop ${counters.receiveErrors} life (KB/Sec) ${life('inbound')}`,
    `        Outbound: #pkts enc'ed ${counters.encrypt} drop ${counters.sendErrors} life (KB/Sec) ${life('outbound')}`,
    `   Outbound SPI : 0x${spi}, transform : ${transform} `,
    `    Socket State: ${current ? 'Open' : 'Closed'}`,
  ];
}
