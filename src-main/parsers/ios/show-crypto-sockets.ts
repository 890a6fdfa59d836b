/** show crypto sockets: what tunnel protection asked IPsec for. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer } from '../values.ts';

export interface CryptoSocket extends Sourced {
  interface: string;
  local?: string;
  remote?: string;
  /** "(192.0.2.1/255.255.255.255/0/47)". */
  localIdentity?: string;
  remoteIdentity?: string;
  frontVrf?: string;
  /** "Open", "Closed"; as printed. */
  state?: string;
  profile?: string;
  /** "shared". */
  flags?: string;
  client?: string;
  clientState?: string;
}

class Sockets extends Records<CryptoSocket> {
  count: number | undefined;
}

const FIELDS = [
  says<CryptoSocket, [string, string]>(/^Peers \(local\/remote\): (\S+)\/(\S+)$/, ([local, remote]) => ({ local, remote })),
  says<CryptoSocket, [string]>(/^Local Ident\s+\(.*?\): (\(.*\))$/, ([localIdentity]) => ({ localIdentity })),
  says<CryptoSocket, [string]>(/^Remote Ident\s+\(.*?\): (\(.*\))$/, ([remoteIdentity]) => ({ remoteIdentity })),
  says<CryptoSocket, [string]>(/^(?:IPSec Profile|Profile): "([^"]*)"$/i, ([profile]) => ({ profile })),
  says<CryptoSocket, [string]>(/^Flags: (.+)$/, ([flags]) => ({ flags })),
  says<CryptoSocket, [string]>(/^Socket State: (.+)$/, ([state]) => ({ state })),
  says<CryptoSocket, [string, string]>(/^Client: "([^"]*)" \(Client State: ([^)]*)\)$/, ([client, clientState]) => ({ client, clientState })),
  says<CryptoSocket, [string]>(/^fvrf: ?"?([^"]*)"?$/i, ([frontVrf]) => ({ frontVrf })),
]; // prettier-ignore

const TABLE = new RuleTable<Sockets>([
  rule<Sockets, [string]>(/^Number of Crypto Socket connections (\d+)$/i, (sockets, [count]) => {
    sockets.count = integer(count);
  }),
  rule<Sockets, [string, string | undefined]>(
    /^([A-Z][A-Za-z]{1,15}\d[\w/.]*)(?: (Peers \(local\/remote\): .*))?$/,
    (sockets, [name, peers], line) => {
      const [, local, remote] = /: (\S+)\/(\S+)$/.exec(peers ?? '') ?? [];
      return sockets.begin(line, { interface: name, local, remote });
    },
    ({ count }) => count !== undefined,
  ),
  ...FIELDS,
  passes<Sockets>(/^(?:Crypto Sockets in Listen state:|Client: "[^"]*" Profile: "[^"]*" Map-name: .*)$/),
]);

export function parseShowCryptoSockets(text: string): Parsed<CryptoSocket> {
  const sockets = new Sockets();
  const reading = readLines(text, TABLE, sockets);
  return conclude(reading, sockets.all, (sockets.count ?? 0) > sockets.all.filter(({ state }) => state).length);
}
