/**
 * show ip nat translations and statistics, and clear ip nat. Layout: the command reference of 12.4 (`show ip nat
 * translations`, `show ip nat statistics`).
 */
import { formatIpv4 } from '../../../base/address.ts';
import type { End } from '../../router/nat/nat-rewrite.ts';
import type { NatPool, NatRule } from '../../router/nat/nat-rules.ts';
import { ipProtocols } from '../../wire/ipv4.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';

export function declareShowNat(): void {
  execMode
    .words({
      'show ip nat': 'IP NAT information',
      'nat statistics': 'Translation statistics',
      'nat translations': 'Translation entries',
      'clear ip': 'IP',
      'clear ip nat': 'Clear NAT',
      'nat translation': 'Clear dynamic translation',
      'translation *': 'Delete all dynamic translations',
      'clear ip nat statistics': 'Clear translation statistics',
    })
    .words({
      'translations vrf': 'VRF specific translations',
      'translations vrf vrf': 'VPN Routing/Forwarding instance name',
    })
    .add('show ip nat translations [vrf WORD:vrf]', {
      run: (device, { vrf }, exec) => exec.print(...translationLines(device, vrf)),
    })
    .add('show ip nat statistics', { run: (device, _, exec) => exec.print(...statisticsLines(device)) })
    .add('clear ip nat translation *', { privilege: 15, run: ({ router }) => router.nat.table.clear() })
    .add('clear ip nat statistics', {
      privilege: 15,
      run: ({ router: { nat } }) => {
        nat.hits = nat.misses = nat.table.expired = 0;
      },
    });
}

type Row = readonly [protocol: string, insideGlobal: string, insideLocal: string, outsideLocal: string, outsideGlobal: string]; // prettier-ignore

const heading: Row = ['Pro', 'Inside global', 'Inside local', 'Outside local', 'Outside global'];

/** @param vrf undefined stands for all */
function translationLines(device: IosDevice, vrf: string | undefined): string[] {
  const rows = rowsOf(device, (one) => vrf === undefined || one.vrf === vrf);
  if (rows.length === 0) return [];
  const all = [heading, ...rows];
  const widthOf = (column: number): number => Math.max(18, ...rows.map((row) => (row[column] ?? '').length)) + 1;
  return all.map(([protocol, ...columns]) => {
    // "icmp" is a letter longer than its column, and takes it from the next.
    const first = `${protocol} ${columns[0]}`.padEnd(4 + widthOf(1));
    return `${first}${columns[1].padEnd(widthOf(2))}${columns[2].padEnd(widthOf(3))}${columns[3]}`;
  });
}

/** Flows first, and then the addresses that stand for others. */
function rowsOf(
  { router: { nat } }: IosDevice,
  isMeant: (one: { readonly vrf?: string | undefined }) => boolean,
): Row[] {
  const flows = nat.table
    .flows()
    .filter(isMeant)
    .map(({ protocol, local, global, outside }): Row => {
      const isQuery = protocol === ipProtocols.icmp;
      const outsideLocal = isQuery ? { ...outside, port: local.port } : outside;
      const outsideGlobal = isQuery ? { ...outside, port: global.port } : outside;
      return [nameOf(protocol), endText(global), endText(local), endText(outsideLocal), endText(outsideGlobal)];
    });
  const dynamic = nat.table
    .addresses()
    .filter(isMeant)
    .map(({ local, global }) => addressRow(local, global));
  return [...flows, ...nat.rules.filter(isMeant).flatMap((rule) => ruleRows(rule)), ...dynamic];
}

function addressRow(local: number, global: number): Row {
  return ['---', formatIpv4(global), formatIpv4(local), '---', '---'];
}

function ruleRows(rule: NatRule): Row[] {
  if (rule.kind === 'static') return [addressRow(rule.local, rule.global)];
  if (rule.kind !== 'static-port' || !('address' in rule.global)) return [];
  const { protocol, local, localPort, global, globalPort } = rule;
  return [
    [protocol, endText({ ...global, port: globalPort }), endText({ address: local, port: localPort }), '---', '---'],
  ];
}

function nameOf(protocol: number): string {
  const name = Object.entries(ipProtocols).find(([, number]) => number === protocol)?.[0];
  return name ?? String(protocol);
}

function endText({ address, port }: End): string {
  return `${formatIpv4(address)}:${port}`;
}

function statisticsLines(device: IosDevice): string[] {
  const { nat, interfaces } = device.router;
  const flows = nat.table.flows().length;
  const fixed = nat.rules.filter(({ kind }) => kind !== 'dynamic').length;
  const dynamic = flows + nat.table.addresses().length;
  const named = (side: 'inside' | 'outside'): string[] => {
    const names = [...interfaces.values()].filter((one) => one.natSide === side).map(({ name }) => name);
    return names.length > 0 ? [`  ${names.join(', ')}`] : [];
  };
  return [
    `Total active translations: ${fixed + dynamic} (${fixed} static, ${dynamic} dynamic; ${flows} extended)`,
    'Outside interfaces:',
    ...named('outside'),
    'Inside interfaces: ',
    ...named('inside'),
    `Hits: ${nat.hits}  Misses: ${nat.misses}`,
    `CEF Translated packets: ${nat.hits}, CEF Punted packets: ${nat.misses}`,
    `Expired translations: ${nat.table.expired}`,
    'Dynamic mappings:',
    ...mappingLines(device),
    'Appl doors: 0',
    'Normal doors: 0',
    'Queued Packets: 0',
  ];
}

function mappingLines({ router: { nat } }: IosDevice): string[] {
  const dynamic = nat.rules.filter((rule) => rule.kind === 'dynamic');
  if (dynamic.length === 0) return [];
  const lines = dynamic.flatMap((rule, index) => {
    const users = [...nat.table.flows(), ...nat.table.addresses()].filter((one) => one.rule === rule).length;
    const meant = 'list' in rule.meant ? `access-list ${rule.meant.list}` : `route-map ${rule.meant.routeMap}`;
    if ('interface' in rule.target)
      return [`[Id: ${index + 1}] ${meant} interface ${rule.target.interface} refcount ${users}`];
    const pool = nat.pools.get(rule.target.pool);
    return [
      `[Id: ${index + 1}] ${meant} pool ${rule.target.pool} refcount ${users}`,
      ...(pool ? poolLines(pool, nat) : []),
    ];
  });
  return ['-- Inside Source', ...lines];
}

function poolLines({ name, first, last, mask }: NatPool, { table }: IosDevice['router']['nat']): string[] {
  const total = last - first + 1;
  const isOf = (address: number): boolean => address >= first && address <= last;
  const globals = [
    ...table.flows().map(({ global }) => global.address),
    ...table.addresses().map(({ global }) => global),
  ];
  const allocated = new Set(globals.filter(isOf)).size;
  return [
    ` pool ${name}: netmask ${formatIpv4(mask)}`,
    `\tstart ${formatIpv4(first)} end ${formatIpv4(last)}`,
    `\ttype generic, total addresses ${total}, allocated ${allocated} (${Math.floor((100 * allocated) / total)}%), misses 0`,
  ];
}
