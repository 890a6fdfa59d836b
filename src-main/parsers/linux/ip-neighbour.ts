/** ip neighbour, with -s too, and arp -a and arp -n of net-tools. */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';

export interface Neighbour extends Sourced {
  address: string;
  device?: string;
  linkAddress?: string;
  isRouter?: boolean;
  /** REACHABLE, STALE, DELAY, PROBE, FAILED, PERMANENT, INCOMPLETE …; of arp its flags: C, CM. */
  state?: string;
}

const ADDRESS = String.raw`[0-9A-Fa-f]{0,4}[.:\d][0-9A-Fa-f.:]{0,45}`;
const STATES = 'REACHABLE|STALE|DELAY|PROBE|FAILED|PERMANENT|NOARP|INCOMPLETE|NONE';

const TABLE = new RuleTable<Records<Neighbour>>([
  begins<Neighbour, [string, string, string | undefined, string | undefined, string]>(
    new RegExp(
      String.raw`^(${ADDRESS}) dev (\S+)(?:\s+lladdr ([0-9a-f.:]+))?(?:\s+(router))?(?:\s+(?:proxy|extern_learn|managed))?(?:\s+ref \d+)?(?:\s+used \d+\/\d+\/\d+)?(?:\s*probes \d+)?\s+(${STATES})$`,
    ),
    ([address, device, linkAddress, router, state]) => ({
      address,
      device,
      linkAddress,
      isRouter: router === undefined ? undefined : true,
      state,
    }),
  ),
  begins<Neighbour, [string, string, string]>(
    new RegExp(String.raw`^(?:\?|[\w.-]{1,200}) \((${ADDRESS})\) at (\S+)(?: \[\w+\])?(?: PERM)? +on (\S+)$`),
    ([address, linkAddress, device]) => ({
      address,
      device,
      linkAddress: linkAddress.startsWith('<') ? undefined : linkAddress,
    }),
  ),
  passes(/^Address\s+HWtype\s+HWaddress\s+Flags Mask\s+Iface$/),
  begins<Neighbour, [string, string | undefined, string | undefined, string]>(
    new RegExp(String.raw`^(${ADDRESS})\s+(?:ether\s+([0-9a-f:]+)\s+([CMP!]+)|\(incomplete\))\s+(\S+)$`),
    ([address, linkAddress, state, device]) => ({ address, linkAddress, state, device }),
  ),
]);

export function parseIpNeighbour(text: string): Parsed<Neighbour> {
  return parseRecords(text, TABLE);
}
