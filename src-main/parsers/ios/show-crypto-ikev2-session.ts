/**
 * show crypto ikev2 session [detailed]
 *
 * A session has IKE SAs and child SAs. A child has one selector a line; where several networks share a child (multi-SA)
 * it has several lines, and some releases print them as pairs, `local -> remote`.
 */
import { conclude } from '../account.ts';
import { put, type Parsed } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { appended, hexadecimal, integer, listed } from '../values.ts';
import type { Fields } from '../records.ts';
import type { AddressRange, Ikev2Child, Ikev2Session } from './ikev2-sa.ts';
import { Ikev2Sas, ikev2SaRules } from './ikev2-sa-rules.ts';

class Sessions extends Records<Ikev2Session> {
  /** Of the last session. */
  sas = new Ikev2Sas();
  child: Ikev2Child | undefined;
  /** The last SPI has fewer digits than most: it may be cut. */
  isShort = false;

  open(line: number, fields: Pick<Ikev2Session, 'sessionId' | 'status'> & Fields<Ikev2Session>): void {
    const { family, isDetail } = this.sas;
    this.sas = new Ikev2Sas();
    this.sas.family = family;
    this.sas.isDetail = isDetail;
    this.child = undefined;
    this.begin(line, { family, ...fields, ikeSas: this.sas.all, children: [] });
  }

  openChild(line: number): void {
    this.child = { line, at: {}, localSelectors: [], remoteSelectors: [] };
    this.last?.children.push(this.child);
  }

  get isOpen(): boolean {
    const { last, child } = this;
    if (!last) return this.sas.all.length > 0;
    if (this.sas.isOpen || last.ikeSas.length < (last.ikeCount ?? 0)) return true;
    if (last.children.length < (last.childCount ?? 0)) return true;
    return child !== undefined && (child.espSpiIn === undefined || (child.ahSpiIn !== undefined && child.mode === undefined)); // prettier-ignore
  }
}

const RANGE = String.raw`[\da-fA-F.:]+\/\d+\s+-\s+[\da-fA-F.:]+\/\d+`;

function rangeOf(text: string): AddressRange | undefined {
  const match = /^(\S+)\/(\d+)\s+-\s+(\S+)\/(\d+)$/.exec(text.trim());
  if (!match) return undefined;
  const [, first = '', firstPort, last = '', lastPort] = match;
  return { first, firstPort: Number(firstPort), last, lastPort: Number(lastPort) };
}

function addSelector({ child }: Sessions, side: 'local' | 'remote', text: string, line: number): boolean {
  const range = rangeOf(text);
  if (!child || !range) return false;
  const name = side === 'local' ? 'localSelectors' : 'remoteSelectors';
  child[name].push(range);
  child.at[name] ??= line;
  return true;
}

const PARTS: Record<string, (value: string) => Fields<Ikev2Child>> = {
  Encr: (encryption) => ({ encryption }),
  keysize: (bits) => ({ keyBits: integer(bits) }),
  esp_hmac: (espHmac) => ({ espHmac }),
  ah_hmac: (ahHmac) => ({ ahHmac }),
  comp: (compression) => ({ compression }),
};

/** `Encr: AES-CBC, keysize: 256, esp_hmac: SHA256`, `ah_hmac: None, comp: IPCOMP_NONE, mode tunnel` */
function readChildParts({ child }: Sessions, text: string, line: number): boolean {
  if (!child) return false;
  for (const part of listed(text)) {
    const [, name = '', value = ''] = /^(\w+):? +(\S.*)$/.exec(part) ?? [];
    const read = PARTS[name];
    if (read) put(child, line, read(value));
    else if (name === 'mode') put(child, line, { mode: value });
    else put(child, line, { others: appended(child.others, part) });
  }
  return true;
}

const hasChild = ({ child }: Sessions): boolean => child !== undefined;

type SpiLine = [kind: string, inbound: string, outbound: string];

const CHILD = [
  rule<Sessions, [string | undefined]>(
    new RegExp(String.raw`^Child sa:(?:\s*local selector\s+(${RANGE})| *local selector *-> *remote selector)?$`, 'i'),
    (sessions, [range], line) => {
      sessions.openChild(line);
      return range === undefined || addSelector(sessions, 'local', range, line);
    },
    ({ last }) => last !== undefined,
  ),
  rule<Sessions, [string, string]>(
    new RegExp(String.raw`^(?:Child sa: *)?(${RANGE}) *-> *(${RANGE})$`, 'i'),
    (sessions, [local, remote], line) =>
      addSelector(sessions, 'local', local, line) && addSelector(sessions, 'remote', remote, line),
    hasChild,
  ),
  rule<Sessions, ['local' | 'remote', string]>(
    new RegExp(String.raw`^(local|remote) selector:?\s+(${RANGE})$`),
    (sessions, [side, range], line) => addSelector(sessions, side, range, line),
    hasChild,
  ),
  passes<Sessions>(/^local selector *-> *remote selector$/i),
  rule<Sessions, SpiLine>(
    /^(ESP spi|AH spi|CPI) in\/out: (0x[0-9A-Fa-f]+)\/(0x[0-9A-Fa-f]+)$/,
    (sessions, [kind, inbound, outbound], line) => {
      const { child } = sessions;
      const [i, o] = [hexadecimal(inbound), hexadecimal(outbound)];
      const fields = kind === 'CPI' ? { cpiIn: i, cpiOut: o } : kind === 'AH spi' ? { ahSpiIn: i, ahSpiOut: o } : { espSpiIn: i, espSpiOut: o }; // prettier-ignore
      if (child) put(child, line, fields);
      sessions.isShort = outbound.length < '0x12345678'.length && o !== 0;
    },
    hasChild,
  ),
  rule<Sessions, [string]>(/^((?:Encr|ah_hmac|esp_hmac): .+)$/, (sessions, [text], line) => readChildParts(sessions, text, line), hasChild), // prettier-ignore
];

const TABLE = new RuleTable<Sessions>([
  rule<Sessions, [string, string, string | undefined, string | undefined]>(
    /^Session-id: ?(\d+), Status: ?([\w-]+)(?:, IKE count: ?(\d+))?(?:, CHILD count: ?(\d+))?$/,
    (sessions, [id, status, ikeCount, childCount], line) =>
      sessions.open(line, { sessionId: Number(id), status, ikeCount: integer(ikeCount), childCount: integer(childCount) }), // prettier-ignore
  ),
  ...CHILD,
  ...ikev2SaRules<Sessions>((sessions) => sessions.sas),
  passes(/^There are no IKEv2 sessions$/i),
]);

export function parseShowCryptoIkev2Session(text: string): Parsed<Ikev2Session> {
  const sessions = new Sessions();
  const reading = readLines(text, TABLE, sessions);
  return conclude(reading, sessions.all, sessions.isOpen || (reading.isLoose && sessions.isShort));
}
