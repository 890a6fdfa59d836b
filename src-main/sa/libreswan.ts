/** The security associations of Libreswan: its states, and what its connections say of them. */
import type { LibreswanConnection, LibreswanEnd } from '../parsers/linux/libreswan-connection.ts';
import type { LibreswanState } from '../parsers/linux/libreswan-states.ts';
import type { LibreswanStatus } from '../parsers/linux/libreswan-status.ts';
import { assign } from './assign.ts';
import type { ChildSecurityAssociation, DeviceAssociations, IkeSecurityAssociation, Selector, Source, SpiState } from './model.ts'; // prettier-ignore
import { normaliseAuthentication, normaliseEncryption, normaliseGroup, normaliseHash, type Transforms } from './normalise.ts'; // prettier-ignore
import { selectorOf } from './selectors.ts';

const ANY: Selector = { address: '0.0.0.0', mask: '0.0.0.0', protocol: 0, port: 0 };

export function associationsOfLibreswan({ states, connections }: LibreswanStatus, command: string): DeviceAssociations {
  const of = ({ connection, instance, line }: LibreswanState): LibreswanConnection =>
    connections.find((one) => one.name === connection && one.instance === instance) ??
    connections.find((one) => one.name === connection) ?? { name: connection, line, at: {}, settings: {} };
  const children = states.filter(isChild);
  return {
    ike: states.filter((state) => !isChild(state)).map((state) => ikeOf(state, of(state), command)),
    children: children.map((state) => childOf(state, of(state), command)),
  };
}

/** A child has SPIs, or the association of IKE that it belongs to. */
function isChild({ state = '', parent, spiIn, spiOut }: LibreswanState): boolean {
  return parent !== undefined || spiIn !== undefined || spiOut !== undefined || /Child SA|IPsec SA|QUICK/.test(state);
}

const sourcesOf = (command: string, ...all: Pick<Source, 'line' | 'at'>[]): Source[] =>
  all.map(({ line, at }) => ({ command, line, at }));

function stateOf(state: string): IkeSecurityAssociation['state'] {
  if (/established/i.test(state)) return 'established';
  return /delet/i.test(state) ? 'deleted' : 'negotiating';
}

function versionOf({ state = '' }: LibreswanState, { ikeVersion, policy = [] }: LibreswanConnection): 1 | 2 {
  if (ikeVersion !== undefined) return ikeVersion;
  return /ISAKMP|MAIN|AGGR/.test(state) || policy.some((word) => /^IKEV?1/i.test(word)) ? 1 : 2;
}

/** "AES_CBC_256-HMAC_SHA2_256-MODP2048", "AES_GCM_16_256-HMAC_SHA2_512-DH19" */
function algorithmsOf(text: string): Partial<IkeSecurityAssociation> {
  const [cipher = '', hash, group] = text.split('-');
  const number = normaliseGroup(group?.replace(/^DH/, ''));
  return assign<Partial<IkeSecurityAssociation>>(
    { encryption: normaliseEncryption(cipher) },
    { hash: hash === undefined ? undefined : normaliseHash(hash), dhGroup: number },
  );
}

interface Ends {
  local: LibreswanEnd | undefined;
  remote: LibreswanEnd | undefined;
}

function endsOf({ local, remote }: Ends, peer: string | undefined): Partial<IkeSecurityAssociation> {
  return assign<Partial<IkeSecurityAssociation>>(
    {},
    { local: local?.host, localId: local?.id, remote: peer ?? remote?.host, remoteId: remote?.id },
  );
}

function methodOf(secret: string | undefined): string | undefined {
  if (secret === undefined) return undefined;
  return secret === 'secret' ? 'psk' : normaliseAuthentication(secret);
}

function ikeOf(state: LibreswanState, connection: LibreswanConnection, command: string): IkeSecurityAssociation {
  const { state: words = '', serial, peer } = state;
  const { newestIkeSa = serial, ikeAlgorithm, ourAuthentication, local, remote } = connection;
  const ike: IkeSecurityAssociation = {
    version: versionOf(state, connection),
    state: stateOf(words),
    vendorState: words,
    sources: sourcesOf(command, state, connection),
  };
  return assign(ike, {
    ...endsOf({ local, remote }, peer),
    connectionId: serial,
    ...(ikeAlgorithm === undefined || newestIkeSa !== serial ? {} : algorithmsOf(ikeAlgorithm)),
    authentication: methodOf(ourAuthentication),
    lifetimeSeconds: secondsTo(state, /REPLACE/),
  });
}

function secondsTo({ events = [] }: LibreswanState, which: RegExp): number | undefined {
  const found = /in (\d+)s$/.exec(events.find((one) => which.test(one)) ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
}

function statusOf({ spiIn, spiOut }: LibreswanState): ChildSecurityAssociation['status'] {
  const ways = [spiIn, spiOut].filter((spi) => spi !== undefined).length;
  return (['none', 'partial', 'up'] as const)[ways] ?? 'up';
}

function modeOf(isTunnel: boolean | undefined): ChildSecurityAssociation['mode'] {
  return isTunnel === undefined ? undefined : isTunnel ? 'tunnel' : 'transport';
}

function childOf(state: LibreswanState, connection: LibreswanConnection, command: string): ChildSecurityAssociation {
  const { spiIn, spiOut, protocol = 'esp', peer, isTunnel } = state;
  const ends = endsOf({ local: connection.local, remote: connection.remote }, peer);
  const child: ChildSecurityAssociation = {
    status: statusOf(state),
    localSelector: selectorAt(connection.local) ?? ANY,
    isUdpEncapsulated: /inUDP/i.test(protocol),
    inbound: spiState(state, spiIn, command),
    outbound: spiState(state, spiOut, command),
    counters: {},
    sources: sourcesOf(command, state, connection),
  };
  return assign(child, {
    remoteSelector: selectorAt(connection.remote),
    localEndpoint: state.local ?? ends.local,
    remoteEndpoint: state.remote ?? ends.remote,
    protocol: protocol === 'ah' ? 'ah' : 'esp',
    mode: modeOf(isTunnel),
    spiIn,
    spiOut,
    transforms: transformsOf(connection),
    name: state.connection,
  });
}

function transformsOf({ espAlgorithm, ahAlgorithm }: LibreswanConnection): Transforms | undefined {
  if (ahAlgorithm !== undefined) return { integrity: normaliseHash(ahAlgorithm) };
  if (espAlgorithm === undefined) return undefined;
  const [cipher = '', integrity] = espAlgorithm.split('-');
  const hash = integrity === undefined || integrity === 'NONE' ? undefined : normaliseHash(integrity);
  return assign<Transforms>({ encryption: normaliseEncryption(cipher) }, { integrity: hash });
}

function selectorAt(end: LibreswanEnd | undefined): Selector | undefined {
  return end && selectorOf(end.subnet ?? end.host);
}

function spiState(state: LibreswanState, spi: number | undefined, command: string): SpiState[] {
  const { line, at } = state;
  return spi === undefined ? [] : [assign<SpiState>({ spi, command, line, at }, { seconds: secondsTo(state, /REPLACE/), status: state.state })]; // prettier-ignore
}
