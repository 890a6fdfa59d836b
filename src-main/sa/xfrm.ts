/** The associations in the kernel of Linux: states, two of which are the directions of one child, and its policies. */
import type { XfrmPolicy } from '../parsers/linux/ip-xfrm-policy.ts';
import type { XfrmState } from '../parsers/linux/ip-xfrm-state.ts';
import { assign } from './assign.ts';
import type { ChildSecurityAssociation, Selector, SpiState } from './model.ts';
import { normaliseEncryption, normaliseHash, type Cipher } from './normalise.ts';
import { numberOfProtocol, selectorOf } from './selectors.ts';

const STATES = 'ip xfrm state';
const ANY: Selector = { address: '0.0.0.0', mask: '0.0.0.0', protocol: 0, port: 0 };
/** Bits of salt behind the key, by the RFC that the kernel names. */
const SALT: readonly (readonly [RegExp, number])[] = [
  [/rfc4309|rfc7539/, 24],
  [/rfc4106|rfc4543|rfc3686/, 32],
];

type Direction = 'in' | 'out' | undefined;

/** @param locals addresses of this machine: newer kernels tell the direction themselves */
export function childrenOfXfrm(
  states: readonly XfrmState[],
  policies: readonly XfrmPolicy[],
  locals: ReadonlySet<string>,
): ChildSecurityAssociation[] {
  const own = new Set([...locals, ...ownAddresses(policies)]);
  const children = new Map<string, XfrmState[]>();
  for (const state of states) {
    if (!/^(?:esp|ah)$/.test(state.protocol ?? '')) continue;
    const key = keyOf(state, directionOf(state, own));
    children.set(key, [...(children.get(key) ?? []), state]);
  }
  return [...children.values()].map((group) => childOf(group, policies, own));
}

/** Where policies send from. */
function ownAddresses(policies: readonly XfrmPolicy[]): string[] {
  const out = policies.filter(({ direction, isSocket }) => direction === 'out' && isSocket !== true);
  return out.flatMap(({ templates = [] }) => templates.map(({ source }) => source)).filter((one) => !/^(?:0\.0\.0\.0|::)$/.test(one)); // prettier-ignore
}

/** One that received has a sequence number of what it received, one that sends of what it sent. */
function directionOf(
  { direction, source, destination, sequenceIn = 0, sequenceOut = 0 }: XfrmState,
  own: ReadonlySet<string>,
): Direction {
  // prettier-ignore
  if (direction) return direction;
  if (own.has(source) !== own.has(destination)) return own.has(source) ? 'out' : 'in';
  return sequenceOut > sequenceIn ? 'out' : sequenceIn > sequenceOut ? 'in' : undefined;
}

function keyOf(
  { source, destination, protocol, requestId, mode, interfaceId }: XfrmState,
  direction: Direction,
): string {
  // prettier-ignore
  const ends = direction === 'in' ? [destination, source] : direction === 'out' ? [source, destination] : [source, destination].sort(); // prettier-ignore
  return [...ends, protocol, requestId, mode, interfaceId ?? ''].join(' ');
}

function childOf(
  states: XfrmState[],
  policies: readonly XfrmPolicy[],
  own: ReadonlySet<string>,
): ChildSecurityAssociation {
  // prettier-ignore
  const inbound = states.filter((one) => directionOf(one, own) === 'in');
  const outbound = states.filter((one) => directionOf(one, own) === 'out');
  const ways = Math.min(inbound.length, 1) + Math.min(outbound.length, 1);
  const child: ChildSecurityAssociation = {
    status: (['none', 'partial', 'up'] as const)[ways] ?? 'up',
    localSelector: ANY,
    isUdpEncapsulated: states.some(({ encapsulation }) => encapsulation !== undefined),
    inbound: inbound.flatMap(spiState),
    outbound: outbound.flatMap(spiState),
    counters: assign({}, { encaps: sum(outbound, 'packets'), decaps: sum(inbound, 'packets'), receiveErrors: errorsOf(inbound) }), // prettier-ignore
    sources: states.map(({ line, at }) => ({ command: STATES, line, at })),
  };
  const [first] = [...outbound, ...inbound, ...states];
  if (!first) return child;
  const [current, back] = [newest(outbound), newest(inbound)];
  return assign(child, {
    ...selectorsOf(first, first === outbound[0], policies),
    ...describe(first, inbound.includes(first)),
    spiOut: current?.spi,
    spiIn: back?.spi,
    isReplayDetected: back && (back.replayWindow ?? 0) > 0,
    replayWindow: back?.replayWindow,
  });
}

function describe(state: XfrmState, isIn: boolean): Partial<ChildSecurityAssociation> {
  const { source, destination, protocol, mode, integrity, interfaceId } = state;
  const [local, remote] = isIn ? [destination, source] : [source, destination];
  return assign<Partial<ChildSecurityAssociation>>(
    {},
    {
      localEndpoint: local,
      remoteEndpoint: remote,
      protocol: protocol === 'ah' ? 'ah' : 'esp',
      mode: mode === 'transport' ? 'transport' : 'tunnel',
      transforms: assign({}, { encryption: cipherOf(state), integrity: integrity === undefined ? undefined : normaliseHash(integrity) }), // prettier-ignore
      interface: interfaceId === undefined ? undefined : `if_id ${interfaceId}`,
    },
  );
}

/** New states are listed before old ones; one that was added later is newer. */
function newest(states: readonly XfrmState[]): XfrmState | undefined {
  return states.reduce<XfrmState | undefined>((best, one) => (best && (best.added ?? '') >= (one.added ?? '') ? best : one), undefined); // prettier-ignore
}

function cipherOf({ encryption, keyBits }: XfrmState): Cipher | undefined {
  if (encryption === undefined) return undefined;
  const salt = SALT.find(([pattern]) => pattern.test(encryption))?.[1] ?? 0;
  return normaliseEncryption(encryption, keyBits === undefined ? undefined : keyBits - salt);
}

function spiState({ spi, line, at, hardSeconds, hardBytes }: XfrmState): SpiState[] {
  if (spi === undefined) return [];
  const kilobytes = hardBytes === undefined ? undefined : Math.floor(hardBytes / 1024);
  return [assign<SpiState>({ spi, command: STATES, line, at }, { seconds: hardSeconds, kilobytes })];
}

function selectorsOf(
  first: XfrmState,
  isOut: boolean,
  policies: readonly XfrmPolicy[],
): Partial<ChildSecurityAssociation> {
  // prettier-ignore
  const policy = policies.find((one) => isPolicyOf(one, first, isOut ? 'out' : 'in'));
  const [from, to] = policy ? policySelectors(policy) : stateSelectors(first);
  const [local, remote] = isOut ? [from, to] : [to, from];
  return assign<Partial<ChildSecurityAssociation>>({}, { localSelector: local, remoteSelector: remote });
}

function isPolicyOf(
  { direction, templates = [], interfaceId }: XfrmPolicy,
  state: XfrmState,
  wanted: 'in' | 'out',
): boolean {
  // prettier-ignore
  const isSame = templates.some(({ protocol, requestId }) => protocol === state.protocol && requestId === state.requestId); // prettier-ignore
  return direction === wanted && interfaceId === state.interfaceId && isSame;
}

function policySelectors({
  source,
  destination,
  protocol,
  sourcePort = 0,
  destinationPort = 0,
}: XfrmPolicy): [Selector | undefined, Selector | undefined] {
  // prettier-ignore
  const number = numberOfProtocol(protocol ?? '');
  const [from, to] = [selectorOf(source), selectorOf(destination)];
  return [from && { ...from, protocol: number, port: sourcePort }, to && { ...to, protocol: number, port: destinationPort }]; // prettier-ignore
}

/** A state in transport mode has a selector of its own; one in tunnel mode takes what policies give it. */
function stateSelectors({ selector = '' }: XfrmState): [Selector | undefined, Selector | undefined] {
  const [, source, destination, protocol = ''] = /^src (\S+) dst (\S+)(?: proto (\S+))?/.exec(selector) ?? [];
  if (source === undefined || destination === undefined) return [undefined, undefined];
  return policySelectors({ line: 0, at: {}, source, destination, protocol });
}

function sum(states: readonly XfrmState[], name: 'packets'): number | undefined {
  const counts = states.flatMap((one) => one[name] ?? []);
  return counts.length === 0 ? undefined : counts.reduce((total, one) => total + one, 0);
}

function errorsOf(states: readonly XfrmState[]): number | undefined {
  const counts = states.flatMap(({ replayErrors, integrityErrors }) => replayErrors === undefined ? [] : [replayErrors + (integrityErrors ?? 0)]); // prettier-ignore
  return counts.length === 0 ? undefined : counts.reduce((total, one) => total + one, 0);
}
