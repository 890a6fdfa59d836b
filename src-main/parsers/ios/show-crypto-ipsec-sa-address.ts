/** show crypto ipsec sa address: security associations under the address that they lead to, without idents. */
import { conclude } from '../account.ts';
import { put, type Parsed, type Sourced } from '../parsed.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { named } from '../values.ts';
import type { IpsecSa } from './ipsec-ident.ts';
import { IpsecLines, type Section } from './ipsec-lines.ts';
import { readIpsecLine } from './show-crypto-ipsec-sa.ts';

export interface AddressSas extends Sourced {
  /** Where packets of these go: an address of this device for those that it decrypts. */
  address: string;
  frontVrf?: string;
  sas: IpsecSa[];
}

class Addresses {
  readonly all: AddressSas[] = [];
  readonly lines = new IpsecLines();

  begin(address: string, frontVrf: string | undefined, line: number): void {
    const ident = this.lines.open({ address, mask: '', protocol: 0, port: 0 }, line);
    ident.inbound = [];
    const record: AddressSas = { line, at: {}, address, sas: ident.inbound };
    put(record, line, { address, frontVrf });
    this.all.push(record);
  }
}

const PROTOCOLS: Readonly<Record<string, Section['protocol']>> = { ESP: 'esp', AH: 'ah', PCP: 'pcp' };

const TABLE = new RuleTable<Addresses>([
  rule<Addresses, [string]>(/^dest address: (\S+)$/, (state, [address], line) => {
    state.begin(address, undefined, line);
  }),
  rule<Addresses, [string]>(/^fvrf\/address: (\S+)$/, (state, [both], line) => {
    const slash = both.indexOf('/');
    state.begin(both.slice(slash + 1), named(both.slice(0, Math.max(slash, 0))), line);
  }),
  rule<Addresses, [string]>(/^protocol: (\w+)$/, ({ lines }, [name]) => {
    const protocol = PROTOCOLS[name.toUpperCase()];
    lines.closeSa();
    lines.section = protocol && { direction: 'inbound', protocol };
    return protocol !== undefined;
  }),
  rule<Addresses>(/^No SAs found$/, () => undefined),
  rule<Addresses, [string]>(
    /^((?:spi|transform|in use settings|slot|conn id|crypto engine type|sa timing|no sa timing|ike_cookies|Kilobyte Volume Rekey|IV size|replay detection support|ecn bit support|[Ss]tatus|ekey|HA last|QOS|antireplay)\b.*)$/,
    ({ lines }, [text], line) => readIpsecLine(lines, text, line),
    ({ lines }) => lines.ident !== undefined,
  ),
]);

export function parseShowCryptoIpsecSaAddress(text: string): Parsed<AddressSas> {
  const state = new Addresses();
  const reading = readLines(text, TABLE, state);
  const isOpen = state.lines.sa !== undefined && state.lines.sa.status === undefined;
  state.lines.close();
  return conclude(reading, state.all, isOpen || state.all.at(-1)?.sas.length === 0);
}
