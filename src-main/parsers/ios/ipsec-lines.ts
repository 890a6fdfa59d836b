/** What the readers of `show crypto ipsec sa` lines share: where they are, and values of several kinds of line. */
import { Again } from '../again.ts';
import { AlikeRecords } from '../alike.ts';
import { hexadecimal, integer } from '../values.ts';
import { CounterLine } from './ipsec-counter-line.ts';
import type { IpsecIdent, IpsecSa, ProxyIdentity } from './ipsec-ident.ts';

/** Lists are put in, never into. */
const NONE: string[] = [];
const NO_SAS: IpsecSa[] = [];

export interface Section {
  direction: 'inbound' | 'outbound';
  protocol: IpsecSa['protocol'];
}

/** What stands above the idents that it holds for, and on which line. */
export interface Above {
  interface: string | undefined;
  cryptoMap: string | undefined;
  localAddress: string | undefined;
  vrf: string | undefined;
  interfaceLine: number;
  cryptoMapLine: number;
  vrfLine: number;
}

/**
 * What a constructor makes has room for the fields that follow, as V8 learns how many there will be; a literal that grows
 * is copied again and again.
 */
class Ident {
  inbound: IpsecSa[] = NO_SAS;
  outbound: IpsecSa[] = NO_SAS;
  constructor(
    public line: number,
    public at: Record<string, number>,
    public local: ProxyIdentity,
    public counters: Record<string, number>,
  ) {}
}

class Sa {
  transforms: string[] = NONE;
  settings: string[] = NONE;
  constructor(
    public line: number,
    public at: Record<string, number>,
    public protocol: IpsecSa['protocol'],
    public spi: number,
  ) {}
}

export interface Mtu {
  field: 'plaintextMtu' | 'pathMtu' | 'ipMtu' | 'mtuInterface';
  size: number;
  name: string;
}

export interface Pfs {
  isOn: boolean;
  dhGroup: string | undefined;
  /** What IOS XE puts after it. */
  additional: string;
}

/** No release prints more lines of counters for an ident. */
const COUNTER_LINES = 16;

export class IpsecLines {
  readonly idents: IpsecIdent[] = [];
  above: Above = { ...NOTHING_ABOVE };
  ident: IpsecIdent | undefined;
  sa: IpsecSa | undefined;
  section: Section | undefined;
  /** How many outbound lists of the last ident were seen. */
  outboundSections = 0;
  /** What is on many lines: the values are shared by all records that have them. */
  readonly again = {
    vrfs: new Again<string>(),
    actions: new Again<string>(),
    flags: new Again<string[]>(),
    mtus: new Again<Mtu[]>(),
    forwardSecrecies: new Again<Pfs | 'none'>(),
    transforms: new Again<string[]>(),
    settings: new Again<string[]>(),
    siblingFlags: new Again<string>(),
    maps: new Again<string>(),
    statuses: new Again<string>(),
  };
  readonly counters = Array.from({ length: COUNTER_LINES }, () => new CounterLine());
  /** How many lines of counters of the last ident were seen. */
  readonly counterLines = { count: 0 };
  readonly #at = new AlikeRecords();
  readonly #counters = new AlikeRecords();
  readonly #saAt = new AlikeRecords();

  open(local: ProxyIdentity, line: number): IpsecIdent {
    this.close();
    const at = this.#at.begin();
    this.ident = new Ident(line, at, local, this.#counters.begin());
    this.outboundSections = 0;
    this.counterLines.count = 0;
    this.idents.push(this.ident);
    return this.ident;
  }

  openSa(spi: number, line: number): boolean {
    if (!this.ident || !this.section) return false;
    this.closeSa();
    const { direction, protocol } = this.section;
    const at = this.#saAt.begin();
    at['spi'] = line;
    this.sa = new Sa(line, at, protocol, spi);
    // Mostly there is one, and a list that is pushed into has room for many.
    if (this.ident[direction] === NO_SAS) this.ident[direction] = [this.sa];
    else this.ident[direction].push(this.sa);
    return true;
  }

  closeSa(): void {
    if (this.sa) this.#saAt.end();
    this.sa = undefined;
  }

  close(): void {
    this.closeSa();
    if (this.ident) {
      this.#at.end();
      this.#counters.end();
    }
    this.ident = undefined;
    this.section = undefined;
  }

  /** The last ident lacks lists: those of the outbound direction are the last that it has. */
  get isOpen(): boolean {
    return this.idents.length > 0 && (this.outboundSections < 3 || this.sa?.status === '');
  }
}

export const NOTHING_ABOVE: Above = {
  interface: undefined,
  cryptoMap: undefined,
  localAddress: undefined,
  vrf: undefined,
  interfaceLine: -1,
  cryptoMapLine: -1,
  vrfLine: -1,
};

/** Reads a line whose first letters are known; false when the rest is not as it should be, or has no place here. */
export type ReadIpsecLine = (lines: IpsecLines, text: string, line: number) => boolean;

const BLANK = 0x20;
const CLOSE = 0x29;

/** What stands in brackets behind an SPI, where it is not the SPI in decimal. */
export function otherInBrackets(spi: number, text: string): string | undefined {
  const bracket = text.indexOf('(');
  const end = text.charCodeAt(text.length - 1) === CLOSE ? text.length - 1 : text.length;
  if (bracket < 0 || integer(text, bracket + 1, end) === spi) return undefined;
  return text.slice(bracket + 1, end);
}

/** After a heading, `0xB1677585(2976347525)`, `0xAB (171)`, `397C36EE`, `0`: the hexadecimal is the SPI. */
export function spiAfter(heading: string, text: string): number | undefined {
  const bracket = text.indexOf('(');
  let [from, to] = [heading.length, bracket < 0 ? text.length : bracket];
  while (text.charCodeAt(from) === BLANK) from++;
  while (text.charCodeAt(to - 1) === BLANK) to--;
  return hexadecimal(text, from, to);
}
