/** show asp table vpn-context [detail]: the contexts in which packets of tunnels are encrypted and decrypted. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { hexadecimal, integer, named } from '../values.ts';
import { Labels } from './labels.ts';

export interface AsaVpnContext extends Sourced {
  /** As printed, hexadecimal: "0x058070576". */
  context: string;
  /** An address or a name. */
  peer?: string;
  pointer?: string;
  /** "UP", "DOWN". */
  state?: string;
  /** "DECR", "ESP", "PRESERVE". */
  flags?: string[];
  sa?: string;
  spi?: number;
  group?: number;
  packets?: number;
  badPackets?: number;
  badSpi?: number;
  spoofed?: number;
  badCrypto?: number;
  rekeyPackets?: number;
  rekeyCalls?: number;
  filter?: string;
}

const flagsOf = (text: string): string[] => text.split('+').filter((flag) => flag !== '');

/** `VPN Filter = <none>` */
const filterOf = (text: string): string | undefined => named(text.replace(/^<(.*)>$/, '$1'));

const DETAIL = new Labels(
  {
    'Peer IP': 'peer',
    Pointer: 'pointer',
    State: 'state',
    Flags: ['flags', flagsOf],
    SA: 'sa',
    SPI: ['spi', hexadecimal],
    Group: ['group', integer],
    Pkts: ['packets', integer],
    'Bad Pkts': ['badPackets', integer],
    'Bad SPI': ['badSpi', integer],
    Spoof: ['spoofed', integer],
    'Bad Crypto': ['badCrypto', integer],
    'Rekey Pkt': ['rekeyPackets', integer],
    'Rekey Call': ['rekeyCalls', integer],
    'VPN Filter': ['filter', filterOf],
  },
  1,
);

type Row = [context: string, pointer: string, flags: string, state: string, packets: string, rekeys: string, group: string | undefined]; // prettier-ignore

const TABLE = new RuleTable<Records<AsaVpnContext>>([
  rule<Records<AsaVpnContext>, Row>(
    /^VPN CTX=(0x[0-9A-Fa-f]+), Ptr=(0x[0-9A-Fa-f]+), ([A-Z+]+), ([A-Z]+), pk=(\d+), rk=(\d+)(?:, gc=(\d+))?$/,
    (contexts, [context, pointer, flags, state, packets, rekeys, group], line) => {
      const numbers = { packets: Number(packets), rekeyPackets: Number(rekeys), group: integer(group) };
      return contexts.begin(line, { context, pointer, state, flags: flagsOf(flags), ...numbers });
    },
  ),
  rule<Records<AsaVpnContext>, [string]>(
    /^VPN CTX\s*= (0x[0-9A-Fa-f]+)(?: \[0x[0-9A-Fa-f]+\])?$/,
    (contexts, [context], line) => contexts.begin(line, { context }),
  ),
  says<AsaVpnContext, [string]>(/^([A-Z][A-Za-z ]{1,12}?\s*= ?\S.*)$/, ([text]) =>
    DETAIL.fieldsOf(text.replace(/\s*=/, ':')),
  ),
]);

export function parseShowAspTableVpnContext(text: string): Parsed<AsaVpnContext> {
  const contexts = new Records<AsaVpnContext>();
  const reading = readLines(text, TABLE, contexts);
  const { last } = contexts;
  return conclude(reading, contexts.all, last !== undefined && (last.state === undefined || reading.isLoose));
}
