/** The lines of `show crypto ipsec sa` that describe one security association, one reader for each kind. */
import { integer, listed, trimmed, words } from '../values.ts';
import type { IpsecSa } from './ipsec-ident.ts';
import { otherInBrackets, spiAfter, type IpsecLines, type ReadIpsecLine, type Section } from './ipsec-lines.ts';

/** The headings of lists, each with its reader. */
export const SECTIONS = (['inbound', 'outbound'] as const).flatMap((direction) =>
  (['esp', 'ah', 'pcp'] as const).map((protocol) => {
    const heading = `${direction} ${protocol} sas:`;
    return [heading, sectionReader(heading.length, { direction, protocol })] as const;
  }),
);

function sectionReader(length: number, section: Section): ReadIpsecLine {
  return (lines, text) => {
    if (!lines.ident || text.length !== length) return false;
    lines.closeSa();
    lines.section = section;
    if (section.direction === 'outbound') lines.outboundSections++;
    return true;
  };
}

export const readSpi: ReadIpsecLine = (lines, text, line) => {
  const spi = spiAfter('spi:', text);
  if (spi === undefined || !lines.openSa(spi, line)) return false;
  const other = otherInBrackets(spi, text);
  if (lines.sa && other !== undefined) lines.sa.spiInBrackets = other;
  return true;
};

const itself = (text: string): string => text;
const flagsIn = (text: string): string => trimmed(text, 'sibling_flags'.length, text.length);
const transformsIn = (text: string): string[] => words(text.slice('transform:'.length)).filter((word) => word !== ',');
const settingsIn = (text: string): string[] => listed(text.slice(text.indexOf('{') + 1, -1));
const statusIn = (text: string): string => text.slice('Status:'.length).trim();

/** `transform: esp-3des esp-sha-hmac ,` */
export const readTransform: ReadIpsecLine = ({ sa, again }, text, line) => {
  if (!sa) return false;
  sa.transforms = again.transforms.of(text, transformsIn);
  sa.at['transforms'] = line;
  return sa.transforms.length > 0;
};

/** `in use settings ={Tunnel UDP-Encaps, }` */
export const readSettings: ReadIpsecLine = ({ sa, again }, text, line) => {
  if (!sa || !text.includes('{') || !text.endsWith('}')) return false;
  sa.settings = again.settings.of(text, settingsIn);
  sa.at['settings'] = line;
  return true;
};

/** `slot: 0, conn id: 2000, flow_id: SW:1, sibling_flags 80000048, crypto map: CRYPTO, initiator : True` */
export const readConnection: ReadIpsecLine = ({ sa, again }, text, line) => {
  if (!sa) return false;
  // A broken line is read twice.
  if (sa.others) Reflect.deleteProperty(sa, 'others');
  for (let from = 0; from < text.length;) {
    const comma = text.indexOf(',', from);
    const to = comma < 0 ? text.length : comma;
    const part = trimmed(text, from, to);
    if (part !== '') readConnectionPart(sa, part, again);
    from = to + 1;
  }
  sa.at['connectionId'] = line;
  return sa.connectionId !== undefined;
};

function readConnectionPart(sa: IpsecSa, part: string, again: IpsecLines['again']): void {
  const value = trimmed(part, part.indexOf(':') + 1, part.length);
  if (part.startsWith('conn id:') || part.startsWith('conn_id:')) {
    const connectionId = integer(value);
    if (connectionId !== undefined) sa.connectionId = connectionId;
  } else if (part.startsWith('flow_id:')) sa.flowId = value;
  else if (part.startsWith('sibling_flags')) sa.siblingFlags = again.siblingFlags.of(part, flagsIn);
  else if (part.startsWith('crypto map:')) sa.cryptoMap = again.maps.of(value, itself);
  else if (part.startsWith('initiator')) sa.isInitiator = value === 'True';
  else if (!part.startsWith('slot:')) (sa.others ??= []).push(part);
}

const TIMING = 'sa timing: remaining key lifetime (';
const UNIT = 'sec): ';
const OPEN = 0x28;
const CLOSE = 0x29;

/** `(k/sec): (4607999/3586)`, `(k/sec): (KB Vol Rekey Disabled/3210)`, `(sec): 548` */
export const readTiming: ReadIpsecLine = ({ sa }, text, line) => {
  const unit = text.indexOf(UNIT, TIMING.length);
  if (!sa || unit < 0 || !text.startsWith(TIMING)) return false;
  let from = unit + UNIT.length;
  let to = text.length;
  if (text.charCodeAt(from) === OPEN && text.charCodeAt(to - 1) === CLOSE) {
    from++;
    to--;
  }
  const slash = text.indexOf('/', from);
  const seconds = integer(text, slash < 0 ? from : slash + 1, to);
  if (seconds === undefined) return false;
  sa.seconds = seconds;
  sa.at['seconds'] = line;
  if (slash < 0) return true;
  const kilobytes = integer(text, from, slash);
  if (kilobytes === undefined) {
    sa.volume = trimmed(text, from, slash);
    return true;
  }
  sa.kilobytes = kilobytes;
  sa.at['kilobytes'] = line;
  return true;
};

const IV = 'IV size: ';

/** `IV size: 16 bytes` */
export const readIv: ReadIpsecLine = ({ sa }, text, line) => {
  const end = text.indexOf(' ', IV.length);
  const bytes = integer(text, IV.length, end < 0 ? text.length : end);
  if (!sa || bytes === undefined) return false;
  sa.ivBytes = bytes;
  sa.at['ivBytes'] = line;
  return true;
};

const REPLAY = 'replay detection support: ';
const WINDOW = 'replay window size: ';

/** `replay detection support: Y  replay window size: 1024` */
export const readReplay: ReadIpsecLine = ({ sa }, text, line) => {
  const answer = text.charAt(REPLAY.length);
  if (!sa || (answer !== 'Y' && answer !== 'N')) return false;
  sa.isReplayDetected = answer === 'Y';
  sa.at['isReplayDetected'] = line;
  if (text.length === REPLAY.length + 1) return true;
  const rest = text.slice(REPLAY.length + 1).trim();
  const window = rest.startsWith(WINDOW) ? integer(rest.slice(WINDOW.length)) : undefined;
  if (window === undefined) return false;
  sa.replayWindow = window;
  sa.at['replayWindow'] = line;
  return true;
};

export const readStatus: ReadIpsecLine = ({ sa, again }, text, line) => {
  const status = again.statuses.of(text, statusIn);
  if (!sa || status === '') return false;
  sa.status = status;
  sa.at['status'] = line;
  return true;
};

export const readOther: ReadIpsecLine = ({ sa }, text) => {
  if (!sa) return false;
  (sa.others ??= []).push(text);
  return true;
};
