/**
 * Authentication of OSPF: of an area, and on interfaces; and debug ip ospf adj. Texts of the debug: published debugs of
 * 12.4 ("Mismatch Authentication type. Input packet specified type 0, we use type 2").
 */
import { formatIpv4 } from '../../base/address.ts';
import { u16, u8 } from '../../base/bytes.ts';
import { Refusal } from '../cli/refusal.ts';
import type { Exec } from '../cli/declaration.ts';
import { authenticationTypes, digestKeyLength, passwordLength } from '../router/ospf-authentication.ts';
import type { AuthenticationEvent } from '../router/routing-authentication.ts';
import type { NumberedKey, RoutingSecret } from '../routing/secret.ts';
import type { OspfInterfaceSettings } from '../routing/ospf/configuration.ts';
import type { AdjacencyEvent } from '../routing/ospf/ospf.ts';
import { declareDebug } from './declare-debug.ts';
import type { DebugTopic } from './debugging.ts';
import type { InterfaceContext, IosDevice } from './device.ts';
import { interfaceMode } from './modes.ts';
import { secretOf } from './routing-secret.ts';

const section = 'ip ospf';
const topic: DebugTopic = { words: 'ip ospf adj', group: 'IP routing', title: 'OSPF adjacency events debugging' };

export function declareOspfAuthentication(): void {
  interfaceMode.words({
    'ip ospf authentication': 'Enable authentication',
    'authentication message-digest': 'Use message-digest authentication',
    'authentication null': 'Use no authentication',
    'ip ospf authentication-key': 'Authentication password (key)',
    'authentication-key text': 'The OSPF password (key), or its type and the password',
    'ip ospf message-digest-key': 'Message digest authentication password (key)',
    'message-digest-key id': 'Key ID',
    'id md5': 'Use MD5 algorithm',
    'md5 text': 'The OSPF password (key), or its type and the password',
  });
  declareKind();
  declareKeys();
  declareDebug(topic, { 'ip ospf': 'OSPF information', 'ip ospf adj': 'OSPF adjacency events' });
}

function declareKind(): void {
  interfaceMode.add('ip ospf authentication [{message-digest|null}:kind]', {
    section,
    run: (context, { kind }) => change(context, { authentication: kind ?? 'password' }),
    no: (context) => drop(context, 'authentication'),
    show: (context) => {
      const { authentication } = settingsOf(context);
      if (authentication === undefined) return [];
      return [`ip ospf authentication${authentication === 'password' ? '' : ` ${authentication}`}`];
    },
  });
}

function declareKeys(): void {
  interfaceMode
    .add('ip ospf authentication-key ![LINE:text]', {
      section,
      run: (context, { text }, exec) => {
        const password = secretOf(context.device, text);
        warnOfLength(password, passwordLength, exec);
        change(context, { password });
      },
      no: (context) => drop(context, 'password'),
      show: (context) => {
        const { password } = settingsOf(context);
        return password ? [`ip ospf authentication-key ${password.written}`] : [];
      },
    })
    .add('ip ospf message-digest-key <1-255>:id ![md5 LINE:text]', {
      section,
      run: (context, { id, text }, exec) => {
        const secret = secretOf(context.device, text);
        addKey(context, { id, secret });
        warnOfLength(secret, digestKeyLength, exec);
      },
      no: (context, { id }) => change(context, { digestKeys: keysOf(context).filter((one) => one.id !== id) }),
      show: (context) =>
        keysOf(context).map(({ id, secret }) => `ip ospf message-digest-key ${id} md5 ${secret.written}`),
    });
}

/** Worded from memory of IOS 12.4 and 15. */
function warnOfLength({ text }: RoutingSecret, most: number, exec: Exec): void {
  if (text.length > most) exec.print(`% OSPF: Warning: The password/key will be truncated to ${most} characters`);
}

function addKey(context: InterfaceContext, key: NumberedKey): void {
  const known = keysOf(context);
  if (known.some(({ id }) => id === key.id)) throw Refusal.because(`OSPF: Key ${key.id} already exists`);
  change(context, { digestKeys: [...known, key] });
}

function settingsOf({ device, one }: InterfaceContext): OspfInterfaceSettings {
  return device.router.routing.ospfOn.get(one.name) ?? {};
}

const keysOf = (context: InterfaceContext): readonly NumberedKey[] => settingsOf(context).digestKeys ?? [];

/** Neighbours stay as long as they are heard: what does not fit any more is not. */
function change(context: InterfaceContext, settings: OspfInterfaceSettings): void {
  context.device.router.routing.ospfOn.set(context.one.name, { ...settingsOf(context), ...settings });
}

function drop(context: InterfaceContext, what: keyof OspfInterfaceSettings): void {
  const kept = Object.entries(settingsOf(context)).filter(([name]) => name !== what);
  context.device.router.routing.ospfOn.set(context.one.name, Object.fromEntries(kept));
}

export function debugOspf({ router, debugging }: IosDevice): void {
  router.routing.authentication.events.on((event) => {
    if (event.protocol === 'ospf') debugging.say(topic, () => [mismatchLine(router, event)]);
  });
  router.routing.events.on((event) => {
    if (event.kind === 'ospf-adjacency') debugging.say(topic, () => adjacencyLines(event));
  });
}

const typeAt = 14;
const keyAt = 18;

function mismatchLine(
  router: IosDevice['router'],
  { source, interfaceName, mismatch, packet }: AuthenticationEvent,
): string {
  const start = `OSPF: Rcv pkt from ${formatIpv4(source)}, ${interfaceName} :`;
  const type = u16(packet, typeAt);
  if (mismatch === 'type')
    return `${start} Mismatch Authentication type. Input packet specified type ${type}, we use type ${ownType(router, interfaceName)}`;
  if (type === 1) return `${start} Mismatch Authentication Key - Clear Text`;
  return `${start} Mismatch Authentication Key - Message Digest Key ${u8(packet, keyAt)}`;
}

function ownType({ routing }: IosDevice['router'], interfaceName: string): number {
  const kind = [...routing.ospf.values()].flatMap((process) => routing.ospfAuthentication(process, interfaceName))[0]?.kind; // prettier-ignore
  return authenticationTypes[kind ?? 'none'];
}

function adjacencyLines({ router, interfaceName, from, to }: AdjacencyEvent): string[] {
  const neighbour = `${formatIpv4(router)} on ${interfaceName}`;
  switch (to) {
    case '2WAY':
      return from === 'INIT' ? [`OSPF: 2 Way Communication to ${neighbour}, state 2WAY`] : [];
    case 'LOADING':
      return [`OSPF: Exchange Done with ${neighbour}`];
    case 'FULL':
      return [`OSPF: Synchronized with ${neighbour}, state FULL`];
    case 'DOWN':
      return [`OSPF: ${formatIpv4(router)} address on ${interfaceName} is dead, state DOWN`];
    default:
      return [];
  }
}
