/**
 * show ip nhrp: what is known of who is where. Layout: consoles of 12.4T, which has the interface behind the addresses,
 * and corpus genie iosxe show_ip_nhrp for later releases.
 */
import { formatIpv4, lengthOfMask } from '../../../base/address.ts';
import type { NhrpEntry } from '../../routing/nhrp/cache.ts';
import { ageOf } from '../age.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { shortNameOf } from '../interface/interface-state.ts';

export function declareShowNhrp(): void {
  execMode
    .words({
      'show ip nhrp': 'NHRP information',
      'nhrp brief': 'Show brief NHRP information',
      'nhrp detail': 'Show detailed NHRP information',
      'nhrp dynamic': 'Show dynamic mapping entries',
      'nhrp static': 'Show static mapping entries',
      'nhrp incomplete': 'Show incomplete mapping entries',
      'nhrp shortcut': 'Show shortcut information',
      'nhrp name': 'Interface name',
    })
    .add('show ip nhrp [{dynamic|static|incomplete}:kind] [INTERFACE:name] [detail:detail]', {
      run: (device, { kind, name }, exec) => exec.print(...listed(device, { kind, name }).flatMap((row) => entryLines(device, row))), // prettier-ignore
    })
    .add('show ip nhrp A.B.C.D:address', {
      run: (device, { address }, exec) =>
        exec.print(
          ...listed(device, {})
            .filter(({ entry }) => entry.network === (address & entry.mask) >>> 0)
            .flatMap((row) => entryLines(device, row)),
        ),
    })
    .add('show ip nhrp shortcut', {
      run: (device, _, exec) =>
        exec.print(
          ...listed(device, {})
            .filter(({ entry }) => entry.via !== undefined && !entry.isLocal)
            .flatMap((row) => entryLines(device, row)),
        ),
    })
    .add('show ip nhrp brief', { run: (device, _, exec) => exec.print(...briefLines(device)) });
}

interface Row {
  name: string;
  entry: NhrpEntry;
}

function listed(
  { router }: IosDevice,
  meant: { kind?: NhrpEntry['kind'] | undefined; name?: string | undefined },
): Row[] {
  const isMeant = ({ name, entry }: Row): boolean =>
    (meant.kind ?? entry.kind) === entry.kind && (meant.name ?? name) === name;
  return router.nhrp.all
    .flatMap(([name, { cache }]) => cache.entries.map((entry) => ({ name, entry })))
    .filter(isMeant);
}

function entryLines(device: IosDevice, { name, entry }: Row): string[] {
  const { network, mask, nbma, kind, createdAt, expiresAt, claimedNbma, via: station = network, isLocal } = entry;
  const now = device.clock.now();
  const isModern = device.flavour.hasLocalRoutes;
  const prefix = `${formatIpv4(network)}/${lengthOfMask(mask)}`;
  const via = kind === 'incomplete' ? prefix : `${prefix} via ${formatIpv4(station)}`;
  const end = expiresAt === undefined ? 'never expire ' : `expire ${ageOf(Math.max(0, expiresAt - now))}`;
  const life = `${name} created ${ageOf(now - createdAt)}, ${end}`;
  const indent = isModern ? '   ' : '  ';
  const heading = isModern || kind === 'incomplete' ? [via, `${indent}${life}`] : [`${via}, ${life}`];
  if (nbma === undefined)
    return [...heading, `${indent}Type: incomplete, Flags: negative`, `${indent}Cache hits: ${entry.hits}`];
  return [
    ...heading,
    `${indent}Type: ${kind}, Flags: ${flagsOf(device, { name, entry })}`,
    `${indent}NBMA address: ${formatIpv4(nbma)} `,
    ...(isLocal ? [`${indent} (no-socket) `] : []),
    ...(claimedNbma === undefined ? [] : [`${indent} (Claimed NBMA address: ${formatIpv4(claimedNbma)}) `]),
  ];
}

/** 12.4 calls what is sure authoritative; from 15 on what leads to a next hop is called that. */
function flagsOf(device: IosDevice, { name, entry }: Row): string {
  const { clock, flavour } = device;
  const { isRegistered, isUnique, usedAt, isLocal = false, isImplicit = false, via } = entry;
  const place = placeInTable(device, name, entry);
  const isLearned = entry.kind === 'dynamic';
  const isTold = isLearned && !isRegistered;
  const flags: [string, boolean][] = [
    ['authoritative', !flavour.hasLocalRoutes && !isTold],
    ['router', isTold],
    ['unique', isUnique],
    ['registered', isRegistered],
    ['used', usedAt !== undefined && clock.now() - usedAt < usedTime],
    ['local', isLocal],
    ['implicit', isImplicit],
    ['nhop', flavour.hasLocalRoutes && isLearned && via === undefined],
    ['rib', flavour.hasLocalRoutes && place !== undefined],
    ['nho', flavour.hasLocalRoutes && place === 'override'],
  ];
  return flags.map(([flag, isSet]) => (isSet ? `${flag} ` : '')).join('');
}

/** Whether packets go by it: as a route of its own, or in the place of another route's next hop. */
export function placeInTable({ router }: IosDevice, name: string, entry: NhrpEntry): 'route' | 'override' | undefined {
  const { network, mask, via } = entry;
  const installed = router.tableOf(router.interfaces.get(name)?.vrf)?.installed ?? [];
  const routes = installed.filter((one) => one.network === network && one.mask === mask);
  if (routes.some(({ source, nextHop }) => source === 'nhrp' && nextHop === via)) return 'route';
  return via !== undefined && routes.some(({ override }) => override?.nextHop === via) ? 'override' : undefined;
}

/** Milliseconds after its last packet for which an entry counts as used. */
const usedTime = 60_000;

function briefLines(device: IosDevice): string[] {
  const rows = listed(device, {}).map(({ name, entry: { network, mask, nbma, kind, via = network } }) => {
    const prefix = `${formatIpv4(network)}/${lengthOfMask(mask)}`.padEnd(20);
    const outer = (nbma === undefined ? 'incomplete' : formatIpv4(nbma)).padEnd(16);
    return `${prefix} ${formatIpv4(via).padEnd(15)} ${outer} ${kind.padEnd(8)} ${shortNameOf(name).padEnd(8)} <   >`;
  });
  const head = '   Target             Via            NBMA           Mode   Intfc   Claimed ';
  return [head, ...rows];
}
