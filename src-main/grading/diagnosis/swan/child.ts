/** A child of a connection as an entry of a crypto map, or as a protected tunnel where packets come by an interface. */
import { formatIpv4 } from '../../../base/address.ts';
import { listOf } from './file.ts';
import type { Line } from './line.ts';
import { offerOf, transformsOf, type Offer } from './proposals.ts';
import type { SwanChild, SwanConnection } from './settings.ts';

/** @param number another one for each child */
export function childLines(connection: SwanConnection, child: SwanChild, number: number): Line[] {
  const name = `${connection.name}-${child.name}`;
  const sets = setLines(name, child);
  const terms = [...termLines(name, sets, child), ...profileLine(connection)];
  const tunnel = tunnelMode(child);
  if (tunnel !== undefined) return [...sets, ...tunnelLines({ name, terms, tunnel }, connection, child, number)];
  return [...sets, ...mapLines({ name, terms }, connection, child, number)];
}

/** Without proposals strongSwan's defaults hold, which are not known: a set that is not defined is not compared. */
function setLines(name: string, { esp, ah, mode, line }: SwanChild): Line[] {
  const from = (esp ?? ah)?.line ?? line;
  const kinds = [['esp', esp] as const, ['ah', ah] as const];
  const all = kinds.flatMap(([protocol, value]) => listOf(value).flatMap((one) => transformsOf(offerOf(one) ?? NOTHING, protocol))); // prettier-ignore
  return all.flatMap((transforms, index) => [
    { text: `crypto ipsec transform-set ${name}-${index + 1} ${transforms}`, from },
    { text: ` mode ${mode?.text === 'transport' ? 'transport' : 'tunnel'}`, from: mode?.line ?? line },
  ]);
}

const NOTHING: Offer = { encryption: [], integrity: [], prf: [], groups: [] };

function termLines(name: string, sets: readonly Line[], { esp, ah, line }: SwanChild): Line[] {
  const from = (esp ?? ah)?.line ?? line;
  const named = sets.filter(({ text }) => text.startsWith('crypto')).map((_, index) => `${name}-${index + 1}`);
  const group = listOf(esp ?? ah).flatMap((one) => offerOf(one)?.groups ?? [])[0];
  return [
    { text: ` set transform-set ${named.length === 0 ? `${name}-default` : named.join(' ')}`, from },
    ...(group === undefined ? [] : [{ text: ` set pfs group${group}`, from }]),
  ];
}

function profileLine({ version, versionLine, name }: SwanConnection): Line[] {
  return version === 1 ? [] : [{ text: ` set ikev2-profile ${name}`, from: versionLine }];
}

/** Everything, by an interface; or GRE between the two ends. */
function tunnelMode({ isRouted, localTs, remoteTs }: SwanChild): 'ipsec ipv4' | 'gre ip' | undefined {
  const [local, remote] = [localTs?.text ?? 'dynamic', remoteTs?.text ?? 'dynamic'];
  if ([local, remote].every((one) => /\[(?:gre|47)(?:\/\w*)?\]$/.test(one))) return 'gre ip';
  const isEverything = local.startsWith('0.0.0.0/0') && remote.startsWith('0.0.0.0/0');
  return isRouted || isEverything ? 'ipsec ipv4' : undefined;
}

interface Own {
  name: string;
  terms: readonly Line[];
}

function tunnelLines(
  { name, terms, tunnel }: Own & { tunnel: string },
  { localAddress, remoteAddress }: SwanConnection,
  { line, localTs }: SwanChild,
  number: number,
): Line[] {
  return [
    { text: `crypto ipsec profile ${name}`, from: line },
    ...terms,
    { text: `interface Tunnel${number}`, from: line },
    ...(localAddress ? [{ text: ` tunnel source ${localAddress.text}`, from: localAddress.line }] : []),
    ...(remoteAddress ? [{ text: ` tunnel destination ${remoteAddress.text}`, from: remoteAddress.line }] : []),
    { text: ` tunnel mode ${tunnel}`, from: localTs?.line ?? line },
    { text: ` tunnel protection ipsec profile ${name}`, from: line },
  ];
}

function mapLines(
  { name, terms }: Own,
  { localAddress, remoteAddress }: SwanConnection,
  { line, localTs, remoteTs }: SwanChild,
  number: number,
): Line[] {
  const locals = selectorsOf(localTs?.text, localAddress?.text);
  const remotes = selectorsOf(remoteTs?.text, remoteAddress?.text);
  const flows = locals.flatMap((from) => remotes.map((to) => `${from.protocol} ${from.words} ${to.words}`));
  const from = localTs?.line ?? line;
  return [
    ...listLines(name, flows, from),
    { text: `crypto map strongSwan ${number} ipsec-isakmp`, from: line },
    ...(remoteAddress ? [{ text: ` set peer ${remoteAddress.text}`, from: remoteAddress.line }] : []),
    ...terms,
    ...(flows.length === 0 ? [] : [{ text: ` match address ${name}`, from }]),
  ];
}

function listLines(name: string, flows: readonly string[], from: number): Line[] {
  if (flows.length === 0) return [];
  return [`ip access-list extended ${name}`, ...flows.map((flow) => ` permit ${flow}`)].map((text) => ({ text, from }));
}

interface Selector {
  protocol: string;
  /** As a list has it: address and wildcard. */
  words: string;
}

/** `10.1.1.0/24`, `10.1.1.0/24[tcp/80]`, `dynamic`; what has ports or a range is not compared. */
function selectorsOf(text: string | undefined, own: string | undefined): Selector[] {
  return (text ?? 'dynamic').split(/,(?![^[]*\])/).flatMap((one) => {
    const [, network = '', protocol = 'ip'] = /^\s*([\w./]+)(?:\[(\w+)\])?\s*$/.exec(one) ?? [];
    const words = wordsOf(network === 'dynamic' ? `${own ?? ''}/32` : network);
    return words === undefined ? [] : [{ protocol, words }];
  });
}

function wordsOf(network: string): string | undefined {
  const [, address, bits = '32'] = /^(\d+\.\d+\.\d+\.\d+)(?:\/(\d+))?$/.exec(network) ?? [];
  if (address === undefined) return undefined;
  const length = Number(bits);
  if (length === 0) return 'any';
  return length >= 32 ? `host ${address}` : `${address} ${formatIpv4(0xffffffff >>> length)}`;
}
