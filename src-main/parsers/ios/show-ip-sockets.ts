/** show ip sockets [detail], show crypto sockets is another one */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';
import { integer } from '../values.ts';

export interface IpSocket extends Sourced {
  /** The number of the protocol; with "(v6)" behind it where it is one of IPv6. */
  protocol: number;
  isIpv6: boolean;
  /** An address, "--listen--". */
  remote: string;
  remotePort?: number;
  /** An address, "--any--". */
  local: string;
  localPort: number;
  inputs: number;
  outputs: number;
  /** As printed, hexadecimal. */
  status: string;
  tty: number;
  outputInterface?: string;
}

type Row = [protocol: string, v6: string | undefined, remote: string, remotePort: string | undefined, local: string,
  localPort: string, inputs: string, outputs: string, status: string, tty: string, output: string | undefined]; // prettier-ignore

const TABLE = new RuleTable<Records<IpSocket>>([
  passes(/^Proto\s+Remote\s+Port\s+Local\s+Port\s+In\s+Out\s+Stat\s+TTY\s+OutputIF$/),
  begins<IpSocket, Row>(
    /^(\d+)(\(v6\))?\s+(\S+)(?:\s+(\d+))?\s+(\S+)\s+(\d+)\s+(\d+)\s+(\d+)\s+([0-9A-Fa-f]+)\s+(\d+)(?:\s+([A-Za-z]\S*))?$/,
    ([protocol, v6, remote, remotePort, local, localPort, inputs, outputs, status, tty, outputInterface]) => ({
      protocol: Number(protocol),
      isIpv6: v6 !== undefined,
      remote,
      remotePort: integer(remotePort),
      local,
      localPort: Number(localPort),
      inputs: Number(inputs),
      outputs: Number(outputs),
      status,
      tty: Number(tty),
      outputInterface,
    }),
  ),
]);

export function parseShowIpSockets(text: string): Parsed<IpSocket> {
  return parseRecords(text, TABLE);
}
