/** ip prefix-list: which routes a route map means, by their prefixes. */
import { formatIpv4, maskOfLength, networkOf } from '../../../base/address.ts';
import type { Prefix } from '../../cli/arguments.ts';
import { Refusal } from '../../cli/refusal.ts';
import { refuseByName, refuseNo } from '../../cli/refuse-by-name.ts';
import type { PrefixList, PrefixListEntry } from '../../router/routing/prefix-list.ts';
import type { IosDevice } from '../device.ts';
import { configureMode, execMode } from '../modes.ts';

interface Typed {
  readonly name: string;
  readonly sequence?: number;
  readonly action: PrefixListEntry['action'];
  readonly prefix: Prefix;
  readonly least?: number;
  readonly most?: number;
}

/** What `no` may say of it: nothing for the whole list, or a sequence number alone. */
type Meant = Pick<Typed, 'name'> & Partial<Typed>;

const entry = '{deny|permit}:action A.B.C.D/nn:prefix [ge <1-32>:least] [le <1-32>:most]';

export function declarePrefixLists(): void {
  declareWords();
  configureMode
    .add('ip prefix-list WORD:name description ![LINE:text]', {
      run: (device, { name, text }) => {
        knownOrNew(device, name).description = text;
      },
      no: (device, { name }) => {
        const list = listsOf(device).get(name);
        if (list) list.description = '';
        if (list?.entries.length === 0) listsOf(device).delete(name);
      },
    })
    .add(`ip prefix-list WORD:name seq <1-4294967294>:sequence ![${entry}]`, { run: add, no: remove })
    .add(`ip prefix-list WORD:name ![${entry}]`, {
      section: 'ip prefix-list',
      run: add,
      no: remove,
      show: (device) => sorted(device).flatMap((list) => [...linesOf(list), '!']),
    });
  refuseNo(configureMode, ['ip prefix-list sequence-number']);
  execMode.add('show ip prefix-list [WORD:name]', {
    run: (device, { name }, exec) => {
      const shown = sorted(device).filter((list) => (name ?? list.name) === list.name);
      // Worded from memory.
      if (name !== undefined && shown.length === 0) throw Refusal.because("% Can't find specified prefix-list");
      exec.print(...shown.flatMap(shownLines));
    },
  });
  refuseByName(execMode, { 'show ip prefix-list': 'detail summary' });
}

function declareWords(): void {
  configureMode.words({
    'ip prefix-list': 'Build a prefix list',
    'prefix-list name': 'Name of a prefix list',
    'prefix-list sequence-number': 'Include/exclude sequence numbers in NVGEN',
    'name description': 'Prefix-list specific description',
    'name description text': 'Up to 80 characters describing this prefix-list',
    seq: 'sequence number of an entry',
    'seq sequence': 'Sequence number',
    'prefix-list name deny': 'Specify packets to reject',
    'prefix-list name permit': 'Specify packets to forward',
    'sequence deny': 'Specify packets to reject',
    'sequence permit': 'Specify packets to forward',
    'action prefix': 'IP prefix <network>/<length>, e.g., 35.0.0.0/8',
    ge: 'Minimum prefix length to be matched',
    'ge least': 'Minimum prefix length',
    le: 'Maximum prefix length to be matched',
    'le most': 'Maximum prefix length',
  });
  execMode.words({ 'show ip prefix-list': 'List IP prefix lists', 'prefix-list name': 'Name of a prefix list' });
}

const listsOf = ({ router }: IosDevice): Map<string, PrefixList> => router.accessLists.prefixLists;

const sorted = (device: IosDevice): PrefixList[] =>
  [...listsOf(device).values()].sort((a, b) => (a.name < b.name ? -1 : 1));

function knownOrNew(device: IosDevice, name: string): PrefixList {
  const list = listsOf(device).get(name) ?? { name, description: '', entries: [] };
  listsOf(device).set(name, list);
  return list;
}

function add(device: IosDevice, typed: Typed): void {
  requireRange(typed);
  const { name, action, prefix, least, most } = typed;
  const list = knownOrNew(device, name);
  // "Sequence values are generated in increments of 5" (IOS IP configuration guide).
  const sequence = typed.sequence ?? (list.entries.at(-1)?.sequence ?? 0) + 5;
  const network = networkOf(prefix.address, maskOfLength(prefix.length));
  const made = { sequence, action, network, length: prefix.length, least, most };
  if (list.entries.some((one) => isSameRange(one, typed) && one.action === action)) return;
  // Worded from memory.
  if (list.entries.some((one) => one.sequence === sequence))
    throw Refusal.because(`%Insertion failed - seq # exists: ${textOf(made)}`);
  list.entries = [...list.entries, made].sort((a, b) => a.sequence - b.sequence);
  device.router.filtersChanged();
}

/** "len < ge-value <= le-value <= 32" (IOS IP configuration guide). */
function requireRange({ prefix: { address, length }, least, most }: Typed): void {
  const isRange = (least ?? 32) > length && (most ?? 32) > length && (least ?? 0) <= (most ?? 32);
  if (isRange || (least === undefined && most === undefined)) return;
  const prefix = `${formatIpv4(address)}/${length}`;
  throw Refusal.because(`% Invalid prefix range for ${prefix}, make sure: len < ge-value <= le-value`);
}

function remove(device: IosDevice, meant: Meant): void {
  const { name, sequence, action } = meant;
  const list = listsOf(device).get(name);
  if (!list) return;
  const isWhole = sequence === undefined && action === undefined;
  list.entries = isWhole ? [] : list.entries.filter((one) => !isMeant(one, meant));
  if (list.entries.length === 0 && (isWhole || list.description === '')) listsOf(device).delete(name);
  device.router.filtersChanged();
}

function isMeant(one: PrefixListEntry, { sequence, action, ...range }: Meant): boolean {
  if ((sequence ?? one.sequence) !== one.sequence) return false;
  return action === undefined || (one.action === action && isSameRange(one, range));
}

function isSameRange(
  one: PrefixListEntry,
  { prefix, least, most }: Pick<Partial<Typed>, 'prefix' | 'least' | 'most'>,
): boolean {
  if (prefix?.length !== one.length || networkOf(prefix.address, maskOfLength(prefix.length)) !== one.network)
    return false;
  return least === one.least && most === one.most;
}

function textOf({ action, network, length, least, most }: PrefixListEntry): string {
  const range = [...(least === undefined ? [] : [`ge ${least}`]), ...(most === undefined ? [] : [`le ${most}`])];
  return [action, `${formatIpv4(network)}/${length}`, ...range].join(' ');
}

function linesOf({ name, description, entries }: PrefixList): string[] {
  return [
    ...(description === '' ? [] : [`ip prefix-list ${name} description ${description}`]),
    ...entries.map((one) => `ip prefix-list ${name} seq ${one.sequence} ${textOf(one)}`),
  ];
}

function shownLines({ name, entries }: PrefixList): string[] {
  const count = `${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`;
  return [`ip prefix-list ${name}: ${count}`, ...entries.map((one) => `   seq ${one.sequence} ${textOf(one)}`)];
}
