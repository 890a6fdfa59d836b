/** The security associations of strongSwan: swanctl --list-sas, ipsec statusall, and the kernel's where it has them. */
import type { SwanChildSa, SwanIkeSa } from '../parsers/linux/swan-ike-sa.ts';
import { assign } from './assign.ts';
import type { ChildSecurityAssociation, IkeSecurityAssociation, IkeState, Selector, SpiState } from './model.ts';
import { normaliseEncryption, normaliseGroup, normaliseHash, type Transforms } from './normalise.ts';
import { selectorOf } from './selectors.ts';

const ANY: Selector = { address: '0.0.0.0', mask: '0.0.0.0', protocol: 0, port: 0 };

/** REKEYED and DELETING ones have a successor, or none. */
function ikeStateOf(state: string | undefined): IkeState {
  if (state === undefined) return 'unknown';
  if (/^(?:ESTABLISHED|PASSIVE|REKEYING)$/.test(state)) return 'established';
  if (/^(?:CREATED|CONNECTING)$/.test(state)) return 'negotiating';
  return /^(?:REKEYED|DELETING|DESTROYING)$/.test(state) ? 'deleted' : 'unknown';
}

function translationOf({ isLocalNat, isRemoteNat }: SwanIkeSa): IkeSecurityAssociation['translated'] {
  if (isLocalNat === true && isRemoteNat === true) return 'both';
  return isLocalNat === true ? 'local' : isRemoteNat === true ? 'remote' : undefined;
}

export function ikeOfSwan(sa: SwanIkeSa, command: string): IkeSecurityAssociation {
  const ike: IkeSecurityAssociation = {
    version: sa.version ?? 2,
    state: ikeStateOf(sa.state),
    vendorState: sa.state ?? '',
    sources: [{ command, line: sa.line, at: sa.at }],
  };
  return assign(ike, {
    ...endsOf(sa),
    ...algorithmsOf(sa),
    lifetimeSeconds: sa.rekeySeconds ?? sa.reauthenticationSeconds,
    connectionId: sa.uniqueId,
    cookies: cookiesOf(sa),
    localPort: sa.localPort,
    remotePort: sa.remotePort,
    localId: known(sa.localId),
    remoteId: known(sa.remoteId),
    translated: translationOf(sa),
  });
}

function endsOf({ localHost, remoteHost, isInitiator }: SwanIkeSa): Partial<IkeSecurityAssociation> {
  const ends = assign<Partial<IkeSecurityAssociation>>({}, { local: localHost, remote: remoteHost });
  if (isInitiator === undefined) return ends;
  const [initiator, responder] = isInitiator ? [localHost, remoteHost] : [remoteHost, localHost];
  return assign(ends, { initiator, responder, role: isInitiator ? 'initiator' : 'responder' });
}

function algorithmsOf({ encryption, keyBits, integrity, prf, group }: SwanIkeSa): Partial<IkeSecurityAssociation> {
  return assign<Partial<IkeSecurityAssociation>>(
    {},
    {
      encryption: encryption === undefined ? undefined : normaliseEncryption(encryption, keyBits),
      hash: integrity === undefined ? undefined : normaliseHash(integrity),
      prf: prf === undefined ? undefined : normaliseHash(prf),
      dhGroup: normaliseGroup(group),
    },
  );
}

function cookiesOf({ initiatorSpi, responderSpi }: SwanIkeSa): IkeSecurityAssociation['cookies'] {
  if (initiatorSpi === undefined || responderSpi === undefined) return undefined;
  return { initiator: initiatorSpi.toLowerCase(), responder: responderSpi.toLowerCase() };
}

const known = (id: string | undefined): string | undefined => (id === '%any' ? undefined : id);

/**
 * One for each policy: while an SA is rekeyed strongSwan lists the old one and the new one as two. The old one, once it
 * is told to the peer, only receives.
 */
export function childrenOfSwan(sa: SwanIkeSa, command: string): ChildSecurityAssociation[] {
  const policies = new Map<string, SwanChildSa[]>();
  for (const child of sa.children) {
    const key = [child.name, child.requestId, child.mode, child.localSelectors, child.remoteSelectors].join(' ');
    policies.set(key, [...(policies.get(key) ?? []), child]);
  }
  return [...policies.values()].map((children) => childOf(sa, children, command));
}

/** Of a policy without SAs: a trap. */
export function childOfTrap(child: SwanChildSa, command: string): ChildSecurityAssociation {
  return describe({ ...bareChild(child, command), status: 'none' }, child);
}

const isOld = ({ state }: SwanChildSa): boolean => /^(?:REKEYED|DELETED|DELETING|DESTROYING)$/.test(state ?? '');

function childOf(sa: SwanIkeSa, children: SwanChildSa[], command: string): ChildSecurityAssociation {
  const inOrder = [...children].sort((a, b) => (a.uniqueId ?? 0) - (b.uniqueId ?? 0));
  const current = inOrder.findLast((one) => !isOld(one)) ?? inOrder.at(-1);
  const inbound = inOrder.flatMap((one) => spiState(one, one.spiIn, command));
  const outbound = inOrder.flatMap((one) => (isOld(one) ? [] : spiState(one, one.spiOut, command)));
  const first = current ?? ({ line: sa.line, at: sa.at, name: sa.name } satisfies SwanChildSa);
  const child = describe(bareChild(first, command), first);
  child.inbound = inbound;
  child.outbound = outbound;
  child.status = inbound.length > 0 && outbound.length > 0 ? 'up' : inbound.length + outbound.length > 0 ? 'partial' : 'none'; // prettier-ignore
  child.counters = assign({}, { decaps: sum(inOrder, 'packetsIn'), encaps: sum(inOrder, 'packetsOut') });
  return assign(child, {
    localEndpoint: sa.localHost,
    remoteEndpoint: sa.remoteHost,
    spiIn: first.spiIn,
    spiOut: isOld(first) ? undefined : first.spiOut,
  });
}

function bareChild(child: SwanChildSa, command: string): ChildSecurityAssociation {
  return {
    status: 'none',
    localSelector: ANY,
    isUdpEncapsulated: child.isUdpEncapsulated === true,
    inbound: [],
    outbound: [],
    counters: {},
    sources: [{ command, line: child.line, at: child.at }],
  };
}

function describe(child: ChildSecurityAssociation, shown: SwanChildSa): ChildSecurityAssociation {
  const [local, ...moreLocal] = selectorsOf(shown.localSelectors);
  const [remote, ...moreRemote] = selectorsOf(shown.remoteSelectors);
  const transforms = transformsOf(shown);
  const group = normaliseGroup(shown.group);
  return assign(child, {
    localSelector: local ?? ANY,
    remoteSelector: remote,
    moreLocalSelectors: moreLocal.length > 0 ? moreLocal : undefined,
    moreRemoteSelectors: moreRemote.length > 0 ? moreRemote : undefined,
    protocol: protocolOf(shown.protocol),
    mode: modeOf(shown.mode),
    transforms: Object.keys(transforms).length > 0 ? transforms : undefined,
    // The first child of version 2 has no exchange of its own, whatever was agreed for later ones.
    pfs: group === undefined ? undefined : true,
    pfsGroup: group,
    interface: shown.interfaceIdIn === undefined ? undefined : `if_id 0x${Number(shown.interfaceIdIn).toString(16)}`,
    mark: markOf(shown.markOut ?? shown.markIn),
    name: shown.name,
  });
}

/** "0x2a", "0x2a/0xffffffff", "42" */
function markOf(text: string | undefined): number | undefined {
  const mark = Number(text?.split('/', 1)[0]);
  return text === undefined || Number.isNaN(mark) ? undefined : mark;
}

function transformsOf({ encryption, keyBits, integrity }: SwanChildSa): Transforms {
  return assign<Transforms>(
    {},
    {
      encryption: encryption === undefined ? undefined : normaliseEncryption(encryption, keyBits),
      integrity: integrity === undefined ? undefined : normaliseHash(integrity),
    },
  );
}

function protocolOf(protocol: string | undefined): ChildSecurityAssociation['protocol'] {
  return protocol === undefined ? undefined : protocol === 'AH' ? 'ah' : 'esp';
}

function modeOf(mode: string | undefined): ChildSecurityAssociation['mode'] {
  return mode === 'TUNNEL' ? 'tunnel' : mode === 'TRANSPORT' ? 'transport' : undefined;
}

function selectorsOf(texts: readonly string[] | undefined): Selector[] {
  return (texts ?? []).flatMap((text) => selectorOf(text) ?? []);
}

function spiState(child: SwanChildSa, spi: number | undefined, command: string): SpiState[] {
  if (spi === undefined) return [];
  const { line, at, lifeSeconds, state } = child;
  return [assign<SpiState>({ spi, command, line, at }, { seconds: lifeSeconds, status: state })];
}

function sum(children: readonly SwanChildSa[], name: 'packetsIn' | 'packetsOut'): number | undefined {
  const counts = children.flatMap((one) => one[name] ?? []);
  return counts.length === 0 ? undefined : counts.reduce((total, one) => total + one, 0);
}
