/** show ip eigrp [vrf V] neighbors, show eigrp address-family ipv4 neighbors */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

export interface EigrpNeighbor extends Sourced {
  process?: number;
  vrf?: string;
  handle: number;
  address: string;
  interface: string;
  holdSeconds: number;
  uptime: string;
  /** Smooth round-trip time in milliseconds. */
  srtt: number;
  rto: number;
  queued: number;
  sequence: number;
}

class Neighbors extends Records<EigrpNeighbor> {
  process: number | undefined;
  vrf: string | undefined;
}

type Row = [handle: string, address: string, name: string, hold: string, uptime: string, srtt: string, rto: string,
  queued: string, sequence: string]; // prettier-ignore

const TABLE = new RuleTable<Neighbors>([
  rule<Neighbors, [string, string | undefined]>(
    /^(?:EIGRP-IPv[46]|IP-EIGRP|IPv6-EIGRP|EIGRP-IPv[46] VR\([^)]*\)) (?:Address-Family )?[Nn]eighbors for (?:process |AS\()(\d+)\)?(?:.*VRF\(([^)]*)\))?$/,
    (neighbors, [process, vrf]) => {
      neighbors.process = Number(process);
      neighbors.vrf = vrf;
    },
  ),
  passes(/^H\s+Address\s+Interface\s+Hold\s+Uptime\s+SRTT\s+RTO\s+Q\s+Seq(?:\s+Type)?$/),
  passes(/^\(sec\)\s+\(ms\)\s+Cnt\s+Num$/),
  rule<Neighbors, Row>(
    /^(\d+)\s+(\d+\.\d+\.\d+\.\d+)\s+([A-Z]\S*)\s+(\d+)\s+(\S+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)$/,
    (neighbors, [handle, address, name, hold, uptime, srtt, rto, queued, sequence], line) =>
      neighbors.begin(line, {
        process: neighbors.process,
        vrf: neighbors.vrf,
        handle: Number(handle),
        address,
        interface: name,
        holdSeconds: Number(hold),
        uptime,
        srtt: Number(srtt),
        rto: Number(rto),
        queued: Number(queued),
        sequence: Number(sequence),
      }),
  ),
]);

export function parseShowIpEigrpNeighbors(text: string): Parsed<EigrpNeighbor> {
  const neighbors = new Neighbors();
  const reading = readLines(text, TABLE, neighbors);
  return conclude(reading, neighbors.all);
}
