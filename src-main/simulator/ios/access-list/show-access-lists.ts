/** show access-lists and show ip access-lists: the entries of lists, and how many packets each has matched. */
import { isEntry } from '../../router/access/access-entry.ts';
import type { AccessEntry, AccessList } from '../../router/access/access-list.ts';
import { extendedText, standardText } from './access-list-text.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';

export function declareShowAccessLists(): void {
  execMode.words({
    'show access-lists': 'List access lists',
    'show ip access-lists': 'List IP access lists',
    'access-lists name': 'Access list name or number',
    'access-lists interface': 'Access lists of an interface',
    'clear access-list': 'Clear access list statistical information',
    'clear access-list counters': 'Clear access list counters',
    'clear ip': 'IP',
    'clear ip access-list': 'Clear access list statistical information',
    'clear ip access-list counters': 'Clear access list counters',
    'counters name': 'Access list name or number',
  });
  for (const words of ['show access-lists', 'show ip access-lists'] as const) {
    execMode.add(`${words} [WORD:name]`, {
      privilege: 1,
      run: (device, { name }, exec) => exec.print(...listed(device, name).flatMap(listLines)),
    });
  }
  execMode.add('show ip access-lists interface INTERFACE:name', {
    run: (device, { name }, exec) => {
      const { in: incoming, out } = device.router.interfaces.get(name)?.accessGroup ?? {};
      for (const [list, way] of [
        [incoming, ' in'],
        [out, ' out'],
      ] as const) {
        if (list === undefined) continue;
        const [heading = '', ...lines] = listed(device, list).flatMap(listLines);
        exec.print(`${heading}${way}`, ...lines);
      }
    },
  });
  for (const words of ['clear access-list counters', 'clear ip access-list counters'] as const) {
    execMode.add(`${words} [WORD:name]`, {
      privilege: 15,
      run: (device, { name }) => {
        for (const { entries } of listed(device, name)) for (const one of entries) if (isEntry(one)) one.matches = 0;
      },
    });
  }
}

/** Standard lists first, and numbers before names. */
function listed({ router }: IosDevice, name: string | undefined): AccessList[] {
  const lists = [...router.accessLists.byName.values()].filter((list) => (name ?? list.name) === list.name);
  const rankOf = ({ kind, name: own }: AccessList): number => (kind === 'standard' ? 0 : 2) + (/^\d/.test(own) ? 0 : 1);
  return lists.sort((a, b) => rankOf(a) - rankOf(b) || Number(a.name) - Number(b.name) || (a.name < b.name ? -1 : 1));
}

/** Remarks are not shown. */
function listLines(list: AccessList): string[] {
  const kind = list.kind === 'standard' ? 'Standard' : 'Extended';
  return [
    `${kind} IP access list ${list.name}`,
    ...list.entries.filter(isEntry).map((entry) => entryLine(list, entry)),
  ];
}

function entryLine({ kind }: AccessList, entry: AccessEntry): string {
  const text = kind === 'standard' ? standardText(entry, ', wildcard bits ') : extendedText(entry);
  return `    ${entry.sequence} ${text}${matchesText(entry)}`;
}

function matchesText({ matches }: AccessEntry): string {
  if (matches === 0) return '';
  return ` (${matches} ${matches === 1 ? 'match' : 'matches'})`;
}
