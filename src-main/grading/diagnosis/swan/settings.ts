/** What swanctl.conf says of the connections to one peer. */
import { listOf, readSwanFile, type Section, type Value } from './file.ts';

export interface SwanConnection {
  name: string;
  line: number;
  version: 1 | 2;
  versionLine: number;
  localAddress: Value | undefined;
  remoteAddress: Value | undefined;
  proposals: Value | undefined;
  local: SwanEnd;
  remote: SwanEnd;
  secret: Value | undefined;
  children: SwanChild[];
}

export interface SwanEnd {
  line: number;
  /** psk, pubkey, eap-mschapv2; any when left out. */
  auth: Value | undefined;
  id: Value | undefined;
}

export interface SwanChild {
  name: string;
  line: number;
  mode: Value | undefined;
  esp: Value | undefined;
  ah: Value | undefined;
  localTs: Value | undefined;
  remoteTs: Value | undefined;
  /** Packets come to it by an interface: a VTI, an XFRM interface. */
  isRouted: boolean;
}

/** @param peers the addresses of the peer */
export function connectionsTo(text: string, peers: readonly string[]): SwanConnection[] {
  const root = readSwanFile(text);
  const all = sectionsIn(root, 'connections');
  const fitting = all.filter(([, { values }]) => isFor(values['remote_addrs'], peers));
  // The only one that there is may be meant for the peer, and have another address.
  return (fitting.length === 0 && all.length === 1 ? all : fitting).map(([name, section]) => connectionOf(name, section, root)); // prettier-ignore
}

function isFor(remote: Value | undefined, peers: readonly string[]): boolean {
  const named = listOf(remote);
  return named.length === 0 || named.some((one) => one.startsWith('%') || /[/-]/.test(one) || peers.includes(one));
}

function connectionOf(name: string, section: Section, root: Section): SwanConnection {
  const { values, line } = section;
  const ends = { local: endOf(section, 'local'), remote: endOf(section, 'remote') };
  const addresses = { localAddress: single(values['local_addrs']), remoteAddress: single(values['remote_addrs']) };
  const theirs = [ends.remote.id?.text, addresses.remoteAddress?.text];
  return {
    ...{ name, line, ...addresses, ...ends, proposals: values['proposals'] },
    version: values['version']?.text === '1' ? 1 : 2,
    versionLine: (values['version'] ?? section).line,
    secret: secretFor(root.sections['secrets'], theirs, [ends.local.id?.text, addresses.localAddress?.text]),
    children: sectionsIn(section, 'children').map(([child, one]) => childOf(child, one, values)),
  };
}

function sectionsIn({ sections }: Section, name: string): [string, Section][] {
  return Object.entries(sections[name]?.sections ?? {});
}

/** An address that stands for itself. */
function single(value: Value | undefined): Value | undefined {
  const [first = '', ...others] = listOf(value);
  return value && others.length === 0 && /^\d+\.\d+\.\d+\.\d+$/.test(first) ? { text: first, line: value.line } : undefined; // prettier-ignore
}

function endOf({ line, sections }: Section, side: 'local' | 'remote'): SwanEnd {
  const [, own] = Object.entries(sections).find(([name]) => name.replace(/-.*/, '') === side) ?? [];
  return { line: own?.line ?? line, auth: own?.values['auth'], id: own?.values['id'] };
}

function childOf(name: string, { line, values }: Section, connection: Section['values']): SwanChild {
  const marks = ['mark_in', 'mark_out', 'if_id_in', 'if_id_out'];
  return {
    ...{ name, line, mode: values['mode'], esp: values['esp_proposals'], ah: values['ah_proposals'] },
    ...{ localTs: values['local_ts'], remoteTs: values['remote_ts'] },
    isRouted: marks.some((one) => values[one] !== undefined || connection[one] !== undefined),
  };
}

type Names = readonly (string | undefined)[];

/** The secret that names most of the two ends; one without names is for everybody. */
function secretFor(secrets: Section | undefined, theirs: Names, ours: Names): Value | undefined {
  const all = Object.entries(secrets?.sections ?? {}).filter(([name]) => /^ike(?:-|$)/.test(name));
  const ranked = all.flatMap(([, { values }]) => {
    const ids = Object.entries(values).flatMap(([key, { text }]) => (/^id(?:-|$)/.test(key) ? [text] : []));
    const rank = ids.length === 0 ? 1 : (ids.some((id) => theirs.includes(id)) ? 4 : 0) + (ids.some((id) => ours.includes(id)) ? 2 : 0); // prettier-ignore
    return values['secret'] && rank > 0 ? [{ rank, secret: values['secret'] }] : [];
  });
  return ranked.sort((a, b) => b.rank - a.rank)[0]?.secret;
}
