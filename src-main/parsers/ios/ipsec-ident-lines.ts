/** The lines of `show crypto ipsec sa` that describe an ident, one reader for each kind. */
import { integer, listed, named, trimmed } from '../values.ts';
import type { IpsecIdent, ProxyIdentity } from './ipsec-ident.ts';
import { NOTHING_ABOVE, otherInBrackets, spiAfter, type Mtu, type Pfs, type ReadIpsecLine } from './ipsec-lines.ts';

export const readInterface: ReadIpsecLine = (lines, text, line) => {
  lines.close();
  lines.above = { ...NOTHING_ABOVE, interface: text.slice('interface:'.length).trim(), interfaceLine: line };
  return true;
};

/** 12.2 has a full stop after `local addr`. */
const CRYPTO_MAP = /^Crypto map tag: (.+?), local addr\.? ?(\S+)$/;

export const readCryptoMap: ReadIpsecLine = (lines, text, line) => {
  const match = CRYPTO_MAP.exec(text);
  if (!match) return false;
  lines.close();
  Object.assign(lines.above, { cryptoMap: match[1], localAddress: match[2], cryptoMapLine: line });
  return true;
};

/** Empty for none. */
const vrfIn = (text: string): string => named(text.slice(text.indexOf(':') + 1)) ?? '';

export const readVrf: ReadIpsecLine = (lines, text, line) => {
  lines.close();
  const vrf = lines.again.vrfs.of(text, vrfIn);
  lines.above.vrf = vrf === '' ? undefined : vrf;
  lines.above.vrfLine = line;
  return true;
};

export const readLocal: ReadIpsecLine = (lines, text, line) => {
  const local = identityIn(text);
  if (!local) return false;
  const { interface: name, cryptoMap, localAddress, vrf, interfaceLine, cryptoMapLine, vrfLine } = lines.above;
  const ident = lines.open(local, line);
  const { at } = ident;
  if (name !== undefined) ident.interface = name;
  if (name !== undefined) at['interface'] = interfaceLine;
  if (cryptoMap !== undefined) ident.cryptoMap = cryptoMap;
  if (localAddress !== undefined) ident.localAddress = localAddress;
  if (cryptoMapLine >= 0) at['cryptoMap'] = at['localAddress'] = cryptoMapLine;
  if (vrf !== undefined) ident.vrf = vrf;
  if (vrfLine >= 0) at['vrf'] = vrfLine;
  at['local'] = line;
  return true;
};

export const readRemote: ReadIpsecLine = ({ ident }, text, line) => {
  const remote = identityIn(text);
  if (!ident || !remote) return false;
  ident.remote = remote;
  ident.at['remote'] = line;
  return true;
};

/** `… ident (addr/mask/prot/port): (10.1.1.0/255.255.255.0/0/0)` */
function identityIn(text: string): ProxyIdentity | undefined {
  const start = text.lastIndexOf('(') + 1;
  const mask = text.indexOf('/', start) + 1;
  const afterMask = text.indexOf('/', mask);
  const afterProtocol = text.indexOf('/', afterMask + 1);
  if (mask === 0 || afterMask < 0 || !text.endsWith(')') || !text.includes('ident (')) return undefined;
  const protocol = integer(text, afterMask + 1, afterProtocol);
  const port = integer(text, afterProtocol + 1, text.length - 1);
  if (protocol === undefined || port === undefined) return undefined;
  return { address: text.slice(start, mask - 1), mask: text.slice(mask, afterMask), protocol, port };
}

/** `current_peer 10.0.0.1 port 500`; 12.2 has a colon, and `10.0.0.1:500` */
const PEER = /^current_peer:?\s*((?:\d+\.){3}\d+(?=:\d)|(?!port )\S*)(?::(\d+))?(?:\s*port (\d+))?$/;

/** Of an ident that no peer was found for. */
const NOBODY = '(none)';

export const readPeer: ReadIpsecLine = ({ ident }, text, line) => {
  const match = PEER.exec(text);
  if (!ident || !match) return false;
  if (match[1] !== NOBODY && match[1] !== '') {
    ident.peer = match[1] ?? '';
    ident.at['peer'] = line;
  }
  const port = integer(match[3] ?? match[2]);
  if (port === undefined) return true;
  ident.peerPort = port;
  ident.at['peerPort'] = line;
  return true;
};

const flagsIn = (text: string): string[] => listed(text.slice(text.indexOf('{') + 1, -1));
const actionIn = (text: string): string => text.slice(0, text.indexOf(','));

/** `PERMIT, flags={origin_is_acl,}` */
export const readFlags: ReadIpsecLine = ({ ident, again }, text, line) => {
  const comma = text.indexOf(', flags={');
  if (!ident || comma < 0 || !text.endsWith('}')) return false;
  ident.action = again.actions.of(text, actionIn);
  ident.flags = again.flags.of(text, flagsIn);
  ident.at['action'] = ident.at['flags'] = line;
  return true;
};

/** `Group: GETVPN` of a map of GDOI, and what later releases may say of an ident. */
export const readOther: ReadIpsecLine = ({ ident }, text) => {
  if (!ident) return false;
  (ident.others ??= []).push(text);
  return true;
};

const BLANK = 0x20;

/** `#pkts encaps: 5, #pkts encrypt: 5, #pkts digest 5`, `##pkts replay failed (rcv): 0`, `#send errors 0` */
export const readCounters: ReadIpsecLine = ({ ident, counters, counterLines }, text, line) => {
  if (!ident) return false;
  // The second line of one ident is mostly the second of the one before: nothing was compressed.
  const place = counterLines.count++ % counters.length;
  return counters[place]?.read(text, ident.counters, ident.at, line) ?? false;
};

const LOCAL_ENDPOINT = 'local crypto endpt.:';
const REMOTE_ENDPOINT = 'remote crypto endpt.:';

/** `local crypto endpt.: A, remote crypto endpt.: B`; with IPv6 on two lines */
export const readEndpoints: ReadIpsecLine = ({ ident }, text, line) => {
  if (!ident) return false;
  for (let from = 0; from < text.length;) {
    while (text.charCodeAt(from) === BLANK) from++;
    const comma = text.indexOf(',', from);
    const to = comma < 0 ? text.length : comma;
    if (from < to && !setEndpoint(ident, text.slice(from, to), line)) return false;
    from = to + 1;
  }
  return true;
};

function setEndpoint(ident: IpsecIdent, part: string, line: number): boolean {
  const value = trimmed(part, part.indexOf(':') + 1, part.length);
  const name = part.startsWith(LOCAL_ENDPOINT) ? 'localEndpoint' : 'remoteEndpoint';
  if (value.includes(' ') || (name === 'remoteEndpoint' && !part.startsWith(REMOTE_ENDPOINT))) return false;
  // It may have none.
  if (value === NOBODY || value === '') return true;
  ident[name] = value;
  ident.at[name] = line;
  return true;
}

/** `plaintext mtu 1438, path mtu 1500, ip mtu 1500, ip mtu idb FastEthernet0/0`; 12.2: `path mtu 1500, media mtu 1500` */
export const readMtu: ReadIpsecLine = ({ ident, again }, text, line) => {
  const values = ident && again.mtus.of(text, mtusIn);
  if (!ident || !values || values.length === 0) return false;
  for (const { field, size, name } of values) {
    if (field === 'mtuInterface') ident.mtuInterface = name;
    else ident[field] = size;
    ident.at[field] = line;
  }
  return true;
};

/** Nothing when it is no such line. */
function mtusIn(text: string): Mtu[] {
  const found = listed(text).map(mtuIn);
  return found.every((one) => one !== undefined) ? found : [];
}

function mtuIn(part: string): Mtu | undefined {
  const blank = part.lastIndexOf(' ');
  const name = part.slice(0, blank);
  const value = part.slice(blank + 1);
  if (name.endsWith(' mtu idb')) return { field: 'mtuInterface', size: 0, name: value };
  const size = integer(value);
  if (size === undefined || !name.endsWith(' mtu')) return undefined;
  const field = name === 'plaintext mtu' ? 'plaintextMtu' : name === 'path mtu' ? 'pathMtu' : 'ipMtu';
  return { field, size, name: value };
}

export const readOutboundSpi: ReadIpsecLine = ({ ident }, text, line) => {
  const spi = spiAfter('current outbound spi:', text);
  if (!ident || spi === undefined) return false;
  ident.outboundSpi = spi;
  ident.at['outboundSpi'] = line;
  const other = otherInBrackets(spi, text);
  if (other !== undefined) ident.outboundSpiInBrackets = other;
  return true;
};

/** `PFS (Y/N): Y, DH group: group14`, and what IOS XE puts after it */
export const readPfs: ReadIpsecLine = ({ ident, again }, text, line) => {
  const found = again.forwardSecrecies.of(text, forwardSecrecyIn);
  if (!ident || found === 'none') return false;
  const { isOn, dhGroup, additional } = found;
  ident.pfs = isOn;
  ident.at['pfs'] = line;
  if (dhGroup !== undefined) ident.dhGroup = dhGroup;
  if (dhGroup !== undefined) ident.at['dhGroup'] = line;
  if (additional !== '') ident.additionalKeyExchange = additional;
  return true;
};

function forwardSecrecyIn(text: string): Pfs | 'none' {
  const [answer = '', group = '', ...rest] = listed(text);
  if (!/^PFS \(Y\/N\): [YN]$/.test(answer)) return 'none';
  const dhGroup = group.startsWith('DH group:') ? named(group.slice('DH group:'.length)) : undefined;
  return { isOn: answer.endsWith('Y'), dhGroup, additional: rest.join(', ') };
}
