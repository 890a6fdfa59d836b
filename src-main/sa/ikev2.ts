/** IKE SAs of version 2 of IOS, and of both versions of ASA, with the children that `session` and `detail` list. */
import type { AsaIkeSa } from '../parsers/asa/ike-sa.ts';
import type { AddressRange, Ikev2Child, Ikev2Sa, Ikev2Session } from '../parsers/ios/ikev2-sa.ts';
import { assign } from './assign.ts';
import type {
  ChildSecurityAssociation,
  IkeSecurityAssociation,
  IkeState,
  Selector,
  Source,
  SpiState,
} from './model.ts';
import {
  normaliseAuthentication,
  normaliseEncryption,
  normaliseHash,
  type Cipher,
  type Transforms,
} from './normalise.ts';
import { rangeSelector } from './selectors.ts';

type Sourced = Pick<Source, 'line' | 'at'>;
const sourceOf = (command: string, { line, at }: Sourced): Source => ({ command, line, at });

/** READY; IN-NEG; DELETE. MM_ACTIVE and AM_ACTIVE; MM_WAIT_MSG3, MM_TM_INIT_XAUTH … */
function stateOf(status: string | undefined, isDeleted = false): IkeState {
  if (isDeleted || /^DELETE/.test(status ?? '')) return 'deleted';
  if (/^(?:READY|REKEY|(?:MM|AM)_(?:ACTIVE|REKEY\w*|ESTABLISHED))/.test(status ?? '')) return 'established';
  return /^(?:IN-NEG|(?:MM|AM|QM)_)/.test(status ?? '') ? 'negotiating' : 'unknown';
}

interface Shown {
  encryption?: string | undefined;
  keyBits?: number | undefined;
  hash?: string | undefined;
  prf?: string | undefined;
  localSpi?: string | undefined;
  remoteSpi?: string | undefined;
}

/** Before there is one, IOS prints "Unknown - 0". */
function cipherOf({ encryption, keyBits }: Shown): Cipher | undefined {
  if (encryption === undefined || /^unknown/i.test(encryption)) return undefined;
  return normaliseEncryption(encryption, keyBits === 0 ? undefined : keyBits);
}

/** "None" is what AES-GCM has, and what an SA has before it is negotiated. */
function hashOf(text: string | undefined): string | undefined {
  return text === undefined || /^(?:none|n\/a|unknown.*)$/i.test(text) ? undefined : normaliseHash(text);
}

type Role = 'initiator' | 'responder' | undefined;

function spisOf({ localSpi, remoteSpi }: Shown, role: Role): Partial<IkeSecurityAssociation> {
  if (localSpi === undefined || remoteSpi === undefined) return {};
  const [local, remote] = [localSpi.toLowerCase(), remoteSpi.toLowerCase()];
  const cookies = role === 'initiator' ? { initiator: local, responder: remote } : { initiator: remote, responder: local }; // prettier-ignore
  return role === undefined ? { localSpi: local, remoteSpi: remote } : { localSpi: local, remoteSpi: remote, cookies };
}

function endsOf(local: string | undefined, remote: string | undefined, role: Role): Partial<IkeSecurityAssociation> {
  const [initiator, responder] = role === 'initiator' ? [local, remote] : [remote, local];
  const known = role === undefined ? {} : { role, initiator, responder };
  return assign<Partial<IkeSecurityAssociation>>({}, { local, remote, ...known });
}

function remainingOf(life: number | undefined, active: number | undefined): number | undefined {
  return life === undefined || active === undefined ? life : Math.max(0, life - active);
}

export function ikeOfIkev2(sa: Ikev2Sa, command: string): IkeSecurityAssociation {
  const role: Role = sa.isInitiator === undefined ? undefined : sa.isInitiator ? 'initiator' : 'responder';
  const ike: IkeSecurityAssociation = {
    version: 2,
    state: stateOf(sa.status),
    vendorState: sa.status,
    sources: [sourceOf(command, sa)],
  };
  return assign(ike, {
    ...endsOf(sa.local, sa.remote, role),
    ...spisOf(sa, role),
    encryption: cipherOf(sa),
    hash: hashOf(sa.hash),
    prf: hashOf(sa.prf),
    dhGroup: sa.dhGroup === 0 ? undefined : sa.dhGroup,
    authentication: authenticationOf(sa.authenticationSign),
    peerAuthentication: authenticationOf(sa.authenticationVerify),
    lifetimeSeconds: sa.remainingSeconds ?? remainingOf(sa.lifetimeSeconds, sa.activeSeconds),
    connectionId: sa.tunnelId,
    vrf: sa.frontVrf,
    localPort: sa.localPort,
    remotePort: sa.remotePort,
    localId: sa.localId,
    remoteId: sa.remoteId,
    translated: translationOf(sa.natTraversal),
  });
}

function authenticationOf(text: string | undefined): string | undefined {
  return text === undefined || /^unknown/i.test(text) ? undefined : normaliseAuthentication(text);
}

/** "not detected", "detected inside", "detected outside" as IOS prints it; inside is this end. */
function translationOf(text: string | undefined): IkeSecurityAssociation['translated'] {
  if (text === undefined) return undefined;
  if (/not\b/i.test(text)) return 'none';
  const [isInside, isOutside] = [/inside/i.test(text), /outside/i.test(text)];
  return isInside && isOutside ? 'both' : isInside ? 'local' : isOutside ? 'remote' : undefined;
}

export function childrenOfSession({ children, ikeSas }: Ikev2Session, command: string): ChildSecurityAssociation[] {
  const [ike] = ikeSas;
  return children.map((child) => childOf(child, ike ?? {}, command));
}

type Child = Pick<Ikev2Child, 'line' | 'at' | 'localSelectors' | 'remoteSelectors'> & {
  espSpiIn?: number | undefined;
  espSpiOut?: number | undefined;
  ahSpiIn?: number | undefined;
  ahSpiOut?: number | undefined;
  encryption?: string | undefined;
  keyBits?: number | undefined;
  espHmac?: string | undefined;
  ahHmac?: string | undefined;
  mode?: string | undefined;
};

interface Ends {
  local?: string | undefined;
  remote?: string | undefined;
  localPort?: number | undefined;
  remotePort?: number | undefined;
}

function childOf(child: Child, ends: Ends, command: string): ChildSecurityAssociation {
  const source = sourceOf(command, child);
  const isAh = (child.espSpiIn ?? 0) === 0 && (child.ahSpiIn ?? 0) !== 0;
  const [inbound, outbound] = isAh
    ? [spiStates(source, child.ahSpiIn), spiStates(source, child.ahSpiOut)]
    : [spiStates(source, child.espSpiIn), spiStates(source, child.espSpiOut)];
  const one: ChildSecurityAssociation = {
    status: (['none', 'partial', 'up'] as const)[inbound.length + outbound.length] ?? 'up',
    ...selectorsOf(child),
    isUdpEncapsulated: ends.localPort === 4500 || ends.remotePort === 4500,
    inbound,
    outbound,
    counters: {},
    sources: [source],
  };
  return assign(one, {
    localEndpoint: ends.local,
    remoteEndpoint: ends.remote,
    protocol: isAh ? 'ah' : 'esp',
    mode: modeOf(child.mode),
    spiIn: inbound[0]?.spi,
    spiOut: outbound[0]?.spi,
    transforms: transformsOf(child, isAh),
  });
}

type Selectors = Pick<ChildSecurityAssociation, 'localSelector' | 'remoteSelector' | 'moreLocalSelectors' | 'moreRemoteSelectors'>; // prettier-ignore

function selectorsOf({ localSelectors, remoteSelectors }: Child): Selectors {
  const [local = ANY, ...moreLocal] = localSelectors.map(selectorOf);
  const [remote, ...moreRemote] = remoteSelectors.map(selectorOf);
  return assign<Selectors>(
    { localSelector: local },
    {
      remoteSelector: remote,
      moreLocalSelectors: moreLocal.length > 0 ? moreLocal : undefined,
      moreRemoteSelectors: moreRemote.length > 0 ? moreRemote : undefined,
    },
  );
}

const ANY: Selector = { address: '0.0.0.0', mask: '0.0.0.0', protocol: 0, port: 0 };

/** 0 is none. */
function spiStates(source: Source, spi = 0): SpiState[] {
  return spi === 0 ? [] : [{ spi, ...source }];
}

function transformsOf(child: Child, isAh: boolean): Transforms {
  const integrity = hashOf(isAh ? child.ahHmac : child.espHmac);
  return assign({}, { encryption: isAh ? undefined : cipherOf(child), integrity });
}

function modeOf(mode: string | undefined): ChildSecurityAssociation['mode'] {
  return mode === undefined ? undefined : /transport/i.test(mode) ? 'transport' : 'tunnel';
}

function selectorOf({ first, firstPort, last, lastPort }: AddressRange): Selector {
  return rangeSelector(first, last, [firstPort, lastPort]);
}

export function ikeOfAsa(sa: AsaIkeSa, command: string): IkeSecurityAssociation {
  const role = /^init/i.test(sa.role ?? '') ? 'initiator' : /^resp/i.test(sa.role ?? '') ? 'responder' : undefined;
  const ike: IkeSecurityAssociation = {
    version: sa.version,
    state: stateOf(sa.state, sa.isDeleting === true),
    vendorState: sa.state ?? '',
    sources: [sourceOf(command, sa)],
  };
  return assign(ike, {
    ...endsOf(sa.local, sa.remote, role),
    ...spisOf(sa, role),
    role,
    encryption: cipherOf(sa),
    hash: hashOf(sa.hash),
    prf: hashOf(sa.prf),
    dhGroup: sa.dhGroup === 0 ? undefined : sa.dhGroup,
    authentication: authenticationOf(sa.authentication),
    peerAuthentication: authenticationOf(sa.peerAuthentication),
    lifetimeSeconds: sa.remainingSeconds ?? remainingOf(sa.lifetimeSeconds, sa.activeSeconds),
    connectionId: sa.tunnelId ?? sa.index,
    vrf: sa.frontVrf,
    localPort: sa.localPort,
    remotePort: sa.remotePort,
    localId: sa.localId,
    remoteId: sa.remoteId,
  });
}

export function childrenOfAsa(sa: AsaIkeSa, command: string): ChildSecurityAssociation[] {
  return sa.children.map((child) => {
    const rangeOf = (one: AsaIkeSa['children'][number]['local'] | undefined): AddressRange[] =>
      one ? [{ first: one.from, firstPort: one.fromPort, last: one.to, lastPort: one.toPort }] : [];
    const shown: Child = {
      line: child.line,
      at: child.at,
      localSelectors: rangeOf(child.local),
      remoteSelectors: rangeOf(child.remote),
      espSpiIn: child.espInboundSpi,
      espSpiOut: child.espOutboundSpi,
      ahSpiIn: child.ahInboundSpi,
      ahSpiOut: child.ahOutboundSpi,
      encryption: child.encryption,
      keyBits: child.keyBits,
      espHmac: child.integrity,
      ahHmac: child.ahIntegrity,
      mode: child.mode,
    };
    return childOf(shown, sa, command);
  });
}
