/** show ip nhrp traffic [interface I] [detail] and show ip nhrp summary. Layout: corpus genie iosxe show_ip_nhrp_traffic, _summary. */
import type { Nhrp } from '../../routing/nhrp/nhrp.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';

export function declareShowNhrpCounts(): void {
  execMode
    .words({
      'nhrp traffic': 'Show NHRP traffic statistics',
      'traffic interface': 'Interface for which to show traffic statistics',
      'traffic detail': 'Show detailed traffic statistics',
      'interface name': 'Tunnel interface',
      'nhrp summary': 'Summary of the NHRP cache',
    })
    .add('show ip nhrp traffic [interface INTERFACE:name] [detail:detail]', {
      run: ({ router }, { name, detail }, exec) => {
        const tunnels = router.nhrp.all.filter(([one]) => (name ?? one) === one);
        const global = detail === undefined ? [] : globalLines(router.nhrp.all.map(([, one]) => one));
        exec.print(...global, ...tunnels.flatMap(([one, nhrp]) => trafficLines(one, nhrp, detail !== undefined)));
      },
    })
    .add('show ip nhrp summary', { run: (device, _, exec) => exec.print(...summaryLines(device)) });
}

type Counts = Nhrp['counts']['sent'];

const none: Counts = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0, 8: 0 };

function block(title: string, of: Counts): string[] {
  return [
    `   ${title}: Total ${Object.values(of).reduce((sum, one) => sum + one, 0)}`,
    `         ${of[1]} Resolution Request  ${of[2]} Resolution Reply  ${of[3]} Registration Request`,
    `         ${of[4]} Registration Reply  ${of[5]} Purge Request  ${of[6]} Purge Reply`,
    `         ${of[7]} Error Indication  ${of[8]} Traffic Indication  0 Redirect Suppress`,
  ];
}

function sumOf(all: readonly Counts[]): Counts {
  const sum = { ...none };
  for (const one of all) for (const kind of [1, 2, 3, 4, 5, 6, 7, 8] as const) sum[kind] += one[kind];
  return sum;
}

function globalLines(all: readonly Nhrp[]): string[] {
  return [
    'Global statistics:',
    ' Packet Queue size: 0[0](1)',
    ...block('Sent', sumOf(all.map(({ counts }) => counts.sent))),
    ...block('Rcvd', sumOf(all.map(({ counts }) => counts.received))),
  ];
}

/** Nothing is forwarded: a server answers for whom it knows. */
function trafficLines(name: string, { counts }: Nhrp, isDetailed: boolean): string[] {
  return [
    `${name}: Max-send limit:10000Pkts/10Sec, Usage:0%`,
    ...block('Sent', counts.sent),
    ...block('Rcvd', counts.received),
    ...(isDetailed ? block('Fwd', none) : []),
  ];
}

/** Of memory in a real router: 784 bytes for one entry, 1568 for two. */
const entrySize = 784;

function summaryLines({ router }: IosDevice): string[] {
  const entries = router.nhrp.all.flatMap(([, { cache }]) => cache.entries);
  const count = (kind: string): number => entries.filter((one) => one.kind === kind).length;
  const kinds = (of: (kind: string) => number): string =>
    `    ${of('static')} static   ${of('dynamic')} dynamic    ${of('incomplete')} incomplete`;
  return [
    `IP NHRP cache ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}, ${entrySize * entries.length} bytes`,
    kinds(count),
    `${entries.length} Remote`,
    kinds(count),
    `    ${entries.length} nhop     0 bfd`,
    '    0 default  0 temporary',
    '    0 route',
    '        0 rib (0 H    0 nho)',
    '        0 bgp',
    '    0 lfib',
    '0 Local',
    kinds(() => 0),
    '    0 lfib',
  ];
}
