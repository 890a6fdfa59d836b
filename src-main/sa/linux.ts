/** The security associations of a Linux: what its daemon of IKE lists, and what the kernel has. */
import type { IpAddressRecord } from '../parsers/linux/ip-address.ts';
import type { XfrmPolicy } from '../parsers/linux/ip-xfrm-policy.ts';
import type { XfrmState } from '../parsers/linux/ip-xfrm-state.ts';
import type { LibreswanStatus } from '../parsers/linux/libreswan-status.ts';
import type { StrongswanStatus } from '../parsers/linux/strongswan-status-record.ts';
import type { SwanConnection } from '../parsers/linux/swan-connection.ts';
import type { SwanIkeSa } from '../parsers/linux/swan-ike-sa.ts';
import { parseIpv4 } from '../base/address.ts';
import { associationsOfLibreswan } from './libreswan.ts';
import type { ChildSecurityAssociation, DeviceAssociations, IkeSecurityAssociation } from './model.ts';
import { normaliseAuthentication } from './normalise.ts';
import { childOfTrap, childrenOfSwan, ikeOfSwan } from './strongswan.ts';
import type { Taken } from './taken.ts';
import { childrenOfXfrm } from './xfrm.ts';

export interface LinuxCapture {
  /** What tells most comes first. */
  sas: readonly Taken<SwanIkeSa>[];
  connections: readonly SwanConnection[];
  statuses: readonly Taken<StrongswanStatus | LibreswanStatus>[];
  addresses: readonly IpAddressRecord[];
  states: readonly XfrmState[];
  policies: readonly XfrmPolicy[];
  localAddresses: readonly string[];
}

export function associationsOfLinux(capture: LinuxCapture): DeviceAssociations {
  const { ike, children } = ofDaemon(capture);
  const { addresses, states, policies, localAddresses } = capture;
  const own = addresses.flatMap((one) => one.addresses.map(({ address }) => address));
  const locals = new Set([...localAddresses, ...own, ...ike.flatMap(({ local }) => local ?? [])]);
  const all = withKernel(children, childrenOfXfrm(states, policies, locals));
  return { ike, children: all.map((child) => withInterface(child, addresses)) };
}

const isLibreswan = (status: StrongswanStatus | LibreswanStatus): status is LibreswanStatus => 'states' in status;

function ofDaemon({ sas, connections, statuses }: LinuxCapture): DeviceAssociations {
  const [status] = statuses.flatMap(({ command, records }) => records.map((record) => ({ command, record })));
  if (status && isLibreswan(status.record)) return associationsOfLibreswan(status.record, status.command);
  const ofStatus = statuses.map(({ command, records }) => ({ command, records: records.flatMap((one) => (isLibreswan(one) ? [] : one.sas)) })); // prettier-ignore
  const { command = '', records = [] } = [...sas, ...ofStatus].find((one) => one.records.length > 0) ?? {};
  const children = records.flatMap((sa) => childrenOfSwan(sa, command));
  const routed = status && !isLibreswan(status.record) ? status.record.routed : [];
  const traps = routed.filter(({ name }) => !children.some((one) => one.name === name));
  return {
    ike: records.map((sa) => withAuthentication(ikeOfSwan(sa, command), sa.name, connections)),
    children: [...children, ...traps.map((one) => childOfTrap(one, status?.command ?? ''))],
  };
}

/** How an end proves who it is, only its connection says. */
function withAuthentication(
  ike: IkeSecurityAssociation,
  name: string,
  connections: readonly SwanConnection[],
): IkeSecurityAssociation {
  const connection = connections.find((one) => one.name === name);
  const [own, peer] = [connection?.local[0]?.method, connection?.remote[0]?.method];
  if (own !== undefined) ike.authentication = normaliseAuthentication(own);
  if (peer !== undefined) ike.peerAuthentication = normaliseAuthentication(peer);
  if (connection) ike.sources = [...ike.sources, { command: 'swanctl --list-conns', line: connection.line, at: connection.at }]; // prettier-ignore
  return ike;
}

/** An interface of kind xfrm has the number of its policies; one of kind vti has their mark as its key. */
function withInterface(
  child: ChildSecurityAssociation,
  addresses: readonly IpAddressRecord[],
): ChildSecurityAssociation {
  const id = /^if_id (0x[0-9a-f]+|\d+)$/i.exec(child.interface ?? '')?.[1];
  const found = id === undefined ? undefined : addresses.find(({ interfaceId }) => Number(interfaceId) === Number(id));
  const marked = child.mark === undefined ? undefined : addresses.find(({ kind, inputKey = '' }) => kind === 'vti' && parseIpv4(inputKey) === child.mark); // prettier-ignore
  const name = found?.name ?? marked?.name;
  return name === undefined ? child : { ...child, interface: name };
}

/** The kernel tells more of the same SAs, and has those that were made by hand. */
function withKernel(swan: ChildSecurityAssociation[], kernel: ChildSecurityAssociation[]): ChildSecurityAssociation[] {
  const spisOf = ({ inbound, outbound }: ChildSecurityAssociation): number[] => [...inbound, ...outbound].map(({ spi }) => spi); // prettier-ignore
  const known = new Map(swan.flatMap((child) => spisOf(child).map((spi) => [spi, child] as const)));
  const others = kernel.filter((child) => {
    const twin = spisOf(child).map((spi) => known.get(spi)).find((one) => one !== undefined); // prettier-ignore
    if (!twin) return true;
    const { isReplayDetected, replayWindow, counters, sources } = child;
    if (isReplayDetected !== undefined) twin.isReplayDetected = isReplayDetected;
    if (replayWindow !== undefined) twin.replayWindow = replayWindow;
    twin.counters = { ...counters, ...twin.counters };
    twin.sources = [...twin.sources, ...sources];
    return false;
  });
  return [...swan, ...others];
}
