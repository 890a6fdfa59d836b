/** show access-list, show asp drop, clear access-list counters. */
import type { Exec } from '../../cli/declaration.ts';
import { missingList } from './access-list-commands.ts';
import {
  hashOf,
  isExpanded,
  textOfRule,
  type AccessRules,
  type AccessRuleTable,
  type Element,
  type Rule,
} from './access-rules.ts';
import { textOfConfiguration } from '../../cli/configuration.ts';
import type { AsaDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { innermostFirst, missing } from '../objects/object-commands.ts';
import { networkGroupBlock, serviceGroupBlock } from '../objects/object-lines.ts';
import type { ServiceGroup } from '../objects/objects.ts';
import { dropReasons, type DropReason } from '../inspection/phase.ts';

export function declareShowRules(): void {
  execMode
    .words({
      'show access-list': 'Show hit counters for access policies',
      'access-list list': 'Name of an access list',
      'show object-group': 'Show object groups',
      'object-group network': 'Groups of addresses',
      'object-group service': 'Groups of services',
      'object-group protocol': 'Groups of protocols',
      'object-group icmp-type': 'Groups of types of ICMP',
      id: 'By name',
      'object-group name': 'Name of the group',
      'kind name': 'Name of the group',
      'id name': 'Name of the group',
      'show asp': 'Show Accelerated Security Path',
      'asp drop': 'Show packets that were dropped, by reason',
      'drop frame': 'Packets',
      'frame reason': 'Reason of the drop',
      'drop flow': 'Flows',
      'clear access-list': 'Clear the counters of an access list',
      'clear access-list list': 'Name of an access list',
      counters: 'Counters',
      'clear asp': 'Clear counters of the Accelerated Security Path',
    })
    .add('show object-group [{network|service|protocol|icmp-type}:kind] [id:id] [WORD:name]', { run: showGroups })
    .add('show access-list', { run: (device, _, exec) => exec.print(...cachedLines, ...allLines(device)) })
    .add('show access-list WORD:list', { run: showOne })
    .add('clear access-list WORD:list counters', {
      run: ({ configuration: { rules } }, { list }) => {
        if (!rules.lists.has(list)) throw missingList(list);
        rules.clearHits(list);
      },
    })
    .add('show asp drop', { run: ({ firewall }, _, exec) => exec.print(...dropLines(firewall.drops)) })
    .add('show asp drop frame [WORD:reason]', {
      run: ({ firewall: { drops } }, { reason }, exec) =>
        exec.print(...frameLines(reason === undefined ? [...drops] : [...drops].filter(([name]) => name === reason))),
    })
    .add('show asp drop flow', { run: (_, __, exec) => exec.print(...flowLines) })
    .add('clear asp drop', { run: ({ firewall }) => firewall.drops.clear() });
}

function showGroups(
  { configuration: { objects } }: AsaDevice,
  { kind, name }: { kind?: 'network' | ServiceGroup['kind']; name?: string },
  exec: Exec,
): void {
  const blocks = [
    ...innermostFirst(objects.networkGroups).map(networkGroupBlock),
    ...innermostFirst(objects.serviceGroups).map(serviceGroupBlock),
  ].filter(({ line }) => {
    const [, its, group] = line.split(' ');
    return (kind === undefined || its === kind) && (name === undefined || group === name);
  });
  if (name !== undefined && blocks.length === 0) throw missing('object-group', name);
  exec.write(textOfConfiguration(blocks));
}

const cachedLines = [
  'access-list cached ACL log flows: total 0, denied 0 (deny-flow-max 4096)',
  '            alert-interval 300',
];

function showOne({ configuration: { rules } }: AsaDevice, { list: name }: { list: string }, exec: Exec): void {
  const list = rules.lists.get(name);
  if (!list) throw missingList(name);
  exec.print(...listLines(list, rules));
}

function allLines({ configuration: { rules } }: AsaDevice): string[] {
  return [...rules.lists.values()].flatMap((list) => listLines(list, rules));
}

/** Layout: seed 004 and ntc's `show access-list`; a rule with objects shows its elements two blanks further in. */
function listLines(list: AccessRules, rules: AccessRuleTable): string[] {
  const { name, lines } = list;
  const count = rules.rulesOf(name).reduce((sum, rule) => sum + rules.elementsOf(name, rule).length, 0);
  const heading = `access-list ${name}; ${count} elements; name hash: ${hexOf(hashOf(name))}`;
  return [
    heading,
    ...lines.flatMap((line, index) => {
      const start = `access-list ${name} line ${index + 1}`;
      return line.kind === 'remark'
        ? [`${start} remark ${line.text}`]
        : ruleLines(start, line, rules.elementsOf(name, line));
    }),
  ];
}

function ruleLines(start: string, rule: Rule, elements: readonly Element[]): string[] {
  const inactive = rule.isInactive ? ' (inactive)' : '';
  const lineOf = ({ text, hash, ...element }: Element): string =>
    `${start} ${text} (hitcnt=${hitsOf(element)})${inactive} ${hexOf(hash)} `;
  if (!isExpanded(rule)) return elements.map(lineOf);
  const hits = elements.reduce((sum, one) => sum + hitsOf(one), 0);
  const text = textOfRule(rule);
  return [
    `${start} ${text} (hitcnt=${hits})${inactive} ${hexOf(hashOf(`${start} ${text}`))} `,
    ...elements.map((element) => `  ${lineOf(element)}`),
  ];
}

/** Of the list of a crypto map the router counts, packet by packet. */
function hitsOf({ hits, entries }: Pick<Element, 'hits' | 'entries'>): number {
  return hits + entries.reduce((sum, { matches }) => sum + matches, 0);
}

function hexOf(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}

function dropLines(drops: ReadonlyMap<DropReason, number>): string[] {
  return ['', ...frameLines([...drops]), '', ...flowLines];
}

function frameLines(drops: readonly (readonly [DropReason, number])[]): string[] {
  const rows = [...drops].sort(([, a], [, b]) => b - a);
  return [
    'Frame drop:',
    ...rows.map(
      ([reason, count]) => `  ${`${dropReasons[reason]} (${reason})`.padEnd(70)}${String(count).padStart(10)}`,
    ),
    '',
    'Last clearing: Never',
  ];
}

const flowLines = ['Flow drop:', '', 'Last clearing: Never'];
