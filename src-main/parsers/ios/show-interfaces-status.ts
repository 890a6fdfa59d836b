/** show interfaces status: the ports of a switch. */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';

export interface PortStatus extends Sourced {
  port: string;
  name?: string;
  /** connected, notconnect, disabled, err-disabled, inactive, monitoring, suspended … */
  status: string;
  /** A number, "trunk", "routed", "unassigned". */
  vlan: string;
  duplex: string;
  speed: string;
  type?: string;
}

type Row = [port: string, name: string | undefined, status: string, vlan: string, duplex: string, speed: string, type: string | undefined]; // prettier-ignore

const TABLE = new RuleTable<Records<PortStatus>>([
  passes(/^Port\s+Name\s+Status\s+Vlan\s+Duplex\s+Speed(?:\s+Type)?$/),
  begins<PortStatus, Row>(
    /^([A-Z][A-Za-z-]*\d[\d/.]*)\s+(?:(\S(?:.*?\S)??)\s+)?(connected|notconnect|disabled|err-disabled|inactive|monitoring|suspended|sfpAbsent|xcvrAbsen|noOperMem|xcvrInval|faulty|up|down)\s+(\d+|trunk|routed|unassigned|f-path|--)\s+(a-full|a-half|full|half|auto)\s+(a-\S+|\d+\S*|auto)(?:\s+(\S.*))?$/,
    ([port, name, status, vlan, duplex, speed, type]) => ({ port, name, status, vlan, duplex, speed, type }),
  ),
]);

export function parseShowInterfacesStatus(text: string): Parsed<PortStatus> {
  return parseRecords(text, TABLE);
}
