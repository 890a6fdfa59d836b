/** The security associations of a device, whatever its vendor, from what it printed. */
import { parserOf } from '../parsers/catalogue.ts';
import type { ParsedPlatform } from '../parsers/command-parser.ts';
import type { IpAddressRecord } from '../parsers/linux/ip-address.ts';
import type { StrongswanStatus } from '../parsers/linux/strongswan-status-record.ts';
import type { SwanIkeSa } from '../parsers/linux/swan-ike-sa.ts';
import type { XfrmPolicy } from '../parsers/linux/ip-xfrm-policy.ts';
import type { XfrmState } from '../parsers/linux/ip-xfrm-state.ts';
import { associationsOfAsa, type AsaCapture } from './asa.ts';
import { associationsOfIos, type IosCapture } from './ios.ts';
import type { ChildSecurityAssociation, DeviceAssociations } from './model.ts';
import { childOfTrap, childrenOfSwan, ikeOfSwan } from './strongswan.ts';
import { childrenOfXfrm } from './xfrm.ts';

/** One answer, as it came. Of several to the same command the last counts. */
export interface Answer {
  command: string;
  text: string;
}

/**
 * @param localAddresses of the device, where they are known: `show crypto isakmp sa` and kernels do not tell which end is
 * this one
 */
export function deviceAssociations(
  platform: ParsedPlatform,
  evidence: readonly Answer[],
  localAddresses: readonly string[] = [],
): DeviceAssociations {
  const records = recordsOf(platform, evidence);
  if (platform === 'asa') return associationsOfAsa(asaCapture(records));
  if (platform === 'linux') return associationsOfLinux(records, localAddresses);
  if (platform === 'vpcs') return { ike: [], children: [] };
  return associationsOfIos({ ...iosCapture(records), localAddresses: [...localAddresses, ...brief(records)] });
}

/** Records by the command in full; the parser of a command says what they are. */
type Records = (command: string) => readonly never[];

function recordsOf(platform: ParsedPlatform, evidence: readonly Answer[]): Records {
  const latest = new Map(evidence.map(({ command, text }) => [command.trim(), text]));
  const found = new Map<string, unknown[]>();
  // Sorted, so that the order of answers changes nothing.
  for (const [command, text] of [...latest].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const parser = parserOf(platform, command);
    if (!parser) continue;
    const { records, outcome } = parser.parse(text);
    if (outcome !== 'rejected') found.set(parser.command, [...(found.get(parser.command) ?? []), ...records]);
  }
  return (command) => (found.get(command) ?? []) as never[];
}

function iosCapture(records: Records): IosCapture {
  return {
    isakmpSa: records('show crypto isakmp sa'),
    isakmpSaDetail: records('show crypto isakmp sa detail'),
    ipsecSa: records('show crypto ipsec sa'),
    sessions: records('show crypto session'),
    ikev2Sa: [...records('show crypto ikev2 sa'), ...records('show crypto ikev2 sa detailed')],
    ikev2Sessions: [...records('show crypto ikev2 session'), ...records('show crypto ikev2 session detailed')],
  };
}

function brief(records: Records): string[] {
  const rows: readonly { address?: string }[] = records('show ip interface brief');
  return rows.flatMap(({ address }) => address ?? []);
}

function asaCapture(records: Records): AsaCapture {
  const ike = ['show crypto isakmp sa', 'show crypto ikev1 sa', 'show crypto ikev2 sa', 'show isakmp sa'];
  return {
    ikeSas: ike.flatMap((command) => records(command)),
    ipsecSa: [...records('show crypto ipsec sa'), ...records('show ipsec sa')],
  };
}

const LISTED = 'swanctl --list-sas';

function associationsOfLinux(records: Records, localAddresses: readonly string[]): DeviceAssociations {
  const statuses = [...records('ipsec statusall'), ...records('ipsec status')] as StrongswanStatus[];
  const listed: readonly SwanIkeSa[] = records(LISTED);
  const [sas, command] = listed.length > 0 ? [listed, LISTED] : [statuses[0]?.sas ?? [], 'ipsec statusall'];
  const addresses: readonly IpAddressRecord[] = records('ip address');
  const locals = [...localAddresses, ...addresses.flatMap((one) => one.addresses.map(({ address }) => address)), ...sas.flatMap(({ localHost }) => localHost ?? [])]; // prettier-ignore
  const states: readonly XfrmState[] = records('ip xfrm state');
  const policies: readonly XfrmPolicy[] = records('ip xfrm policy');
  const swan = sas.flatMap((sa) => childrenOfSwan(sa, command));
  return {
    ike: sas.map((sa) => ikeOfSwan(sa, command)),
    children: [
      ...withKernel(swan, childrenOfXfrm(states, policies, new Set(locals))),
      ...(statuses[0]?.routed ?? []).filter(({ name }) => !swan.some((one) => one.name === name)).map((one) => childOfTrap(one, 'ipsec statusall')), // prettier-ignore
    ],
  };
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
