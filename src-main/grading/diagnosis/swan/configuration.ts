/**
 * What swanctl.conf says to one peer, as the configuration of a router would say it: the rules that compare two routers
 * compare strongSwan with them, and quote the lines of swanctl.conf. What is not said there is left to strongSwan's
 * defaults, which differ by its release, and is not compared.
 */
import { formatIpv4 } from '../../../base/address.ts';
import type { Role, RoleInterface } from '../../../lab/exercise.ts';
import type { RunningConfiguration } from '../../../parsers/ios/configuration.ts';
import type { Parsed } from '../../../parsers/parsed.ts';
import { isTunnel } from '../../facts/places.ts';
import { RUNNING_CONFIGURATION, type Show } from '../../facts/shows.ts';
import { childLines } from './child.ts';
import { offerOf, policiesOf, suiteLines } from './proposals.ts';
import { connectionsTo, type SwanConnection } from './settings.ts';
import { listOf, type Value } from './file.ts';
import type { Line } from './line.ts';

/** The files of swanctl, as one text. */
export const SWAN_FILES = 'cat /etc/swanctl/swanctl.conf /etc/swanctl/conf.d/*.conf';

export function swanShow(role: Role, peers: readonly string[]): Show<RunningConfiguration> {
  return { command: SWAN_FILES, parse: (text) => configurationOfSwan(text, role, peers) };
}

function configurationOfSwan(text: string, role: Role, peers: readonly string[]): Parsed<RunningConfiguration> {
  const connections = connectionsTo(text, peers);
  // Nothing is concluded from files that are elsewhere.
  if (connections.length === 0) return { records: [], outcome: 'empty', unknown: [] };
  const lines = [...connections.flatMap((one, index) => connectionLines(one, index + 1)), ...interfaceLines(role, connections)]; // prettier-ignore
  const parsed = RUNNING_CONFIGURATION.parse(`${lines.map((one) => one.text).join('\n')}\nend\n`);
  return { ...parsed, records: parsed.records.map((record) => placed(record, lines) as RunningConfiguration) };
}

/** Every line number as that of the line of swanctl.conf which says so. */
function placed(value: unknown, lines: readonly Line[]): unknown {
  const placeOf = (line: unknown): unknown => (typeof line === 'number' ? (lines[line]?.from ?? 0) : line);
  if (Array.isArray(value)) return value.map((one) => placed(one, lines));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]: [string, unknown]) => {
      if (key === 'line' || key === 'lastLine') return [key, placeOf(one)];
      if (key === 'at' && typeof one === 'object' && one !== null) return [key, Object.fromEntries(Object.entries(one).map(([name, line]) => [name, placeOf(line)]))]; // prettier-ignore
      return [key, placed(one, lines)];
    }),
  );
}

function connectionLines(one: SwanConnection, number: number): Line[] {
  const negotiation = one.version === 1 ? firstLines(one, number) : secondLines(one);
  return [...negotiation, ...one.children.flatMap((child, index) => childLines(one, child, number * 100 + index))];
}

const offersOf = ({ proposals }: SwanConnection) => listOf(proposals).flatMap((one) => offerOf(one) ?? []);

function firstLines(one: SwanConnection, number: number): Line[] {
  const from = one.proposals?.line ?? one.line;
  const proof = methodOf(one.local.auth?.text) ?? 'pre-share';
  const policies = offersOf(one).flatMap((offer) => policiesOf(offer));
  const lines = policies.flatMap((policy, index) => [
    { text: `crypto isakmp policy ${number * 100 + index}`, from },
    ...policy.map((text) => ({ text: ` ${text}`, from })),
    { text: ` authentication ${proof}`, from: one.local.auth?.line ?? one.local.line },
  ]);
  const key = one.secret && one.remoteAddress && [{ text: `crypto isakmp key ${keyText(one.secret.text)} address ${one.remoteAddress.text}`, from: one.secret.line }]; // prettier-ignore
  return [...lines, ...(key ?? [])];
}

function secondLines(one: SwanConnection): Line[] {
  const from = one.proposals?.line ?? one.line;
  const offers = offersOf(one);
  const names = offers.map((_, index) => `${one.name}-${index + 1}`);
  return [
    ...offers.flatMap((offer, index) => [
      { text: `crypto ikev2 proposal ${names[index] ?? ''}`, from },
      ...suiteLines(offer).map((text) => ({ text: ` ${text}`, from })),
    ]),
    ...(offers.length === 0 ? [] : [{ text: `crypto ikev2 policy ${one.name}`, from }]),
    ...names.map((name) => ({ text: ` proposal ${name}`, from })),
    ...keyringLines(one),
    ...profileLines(one),
  ];
}

function keyringLines({ name, line, secret, remoteAddress }: SwanConnection): Line[] {
  if (!secret) return [];
  return [
    { text: `crypto ikev2 keyring ${name}`, from: line },
    { text: ` peer ${name}`, from: line },
    { text: `  address ${remoteAddress?.text ?? '0.0.0.0 0.0.0.0'}`, from: remoteAddress?.line ?? line },
    { text: `  pre-shared-key ${keyText(secret.text)}`, from: secret.line },
  ];
}

function profileLines({ name, versionLine, local, remote, secret }: SwanConnection): Line[] {
  const appears = local.id && identityOf(local.id.text);
  return [
    { text: `crypto ikev2 profile ${name}`, from: versionLine },
    { text: ` match identity remote ${matchOf(remote.id?.text)}`, from: remote.id?.line ?? remote.line },
    ...said('identity local', appears, local.id),
    ...said('authentication local', methodOf(local.auth?.text), local.auth),
    ...said('authentication remote', methodOf(remote.auth?.text), remote.auth),
    ...said('keyring local', name, secret),
  ];
}

/** Where swanctl.conf says it. */
function said(words: string, value: string | undefined, source: Value | undefined): Line[] {
  return value === undefined || source === undefined ? [] : [{ text: ` ${words} ${value}`, from: source.line }];
}

/** A key with blanks in it cannot stand in a line of a router: it is held, and not compared. */
function keyText(secret: string): string {
  return /^\S+$/.test(secret) && !/^0[sx]/i.test(secret) ? `0 ${secret}` : '6 <hidden>';
}

/** Undefined for what is not told apart: any method, EAP. */
function methodOf(auth: string | undefined): string | undefined {
  if (auth === 'psk') return 'pre-share';
  const [, kind] = /^(rsa|ecdsa|pubkey)(?:-|$)/.exec(auth ?? '') ?? [];
  return kind === 'ecdsa' ? 'ecdsa-sig' : kind === undefined ? undefined : 'rsa-sig';
}

function identityOf(id: string): string | undefined {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(id)) return `address ${id}`;
  if (id.includes('=')) return 'dn';
  if (id.startsWith('@#')) return `key-id ${id.slice(2)}`;
  const name = id.replace(/^@/, '').replace(/^\w+:/, '');
  return name.includes('@') ? `email ${name}` : `fqdn ${name}`;
}

function matchOf(id: string | undefined): string {
  if (id === undefined || id.startsWith('%') || id.includes('*')) return 'any';
  const identity = identityOf(id) ?? 'any';
  return identity.startsWith('address') ? `${identity} 255.255.255.255` : identity;
}

/** Policies catch what they name by whichever interface it leaves. */
function interfaceLines({ interfaces }: Role, connections: readonly SwanConnection[]): Line[] {
  const from = connections[0]?.line ?? 0;
  return interfaces
    .filter((one) => !isTunnel(one) && !/^(?:tun|vti|gre|xfrm|ipsec)\d*$/.test(one.name))
    .flatMap((one: RoleInterface) => [
      { text: `interface ${one.name}`, from },
      { text: ` ip address ${formatIpv4(one.address)} ${formatIpv4(one.mask)}`, from },
      { text: ' crypto map strongSwan', from },
    ]);
}
