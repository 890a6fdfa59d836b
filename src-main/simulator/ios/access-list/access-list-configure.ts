/** access-list N, and ip access-list with its two modes: what is in access lists. */
import type { ConfigurationLine } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import { isEntry, type AccessEntry } from '../../router/access/access-entry.ts';
import type { AccessList } from '../../router/access/access-list.ts';
import {
  addEntry,
  addRemark,
  isSame,
  listOf,
  nextSequence,
  removeEntry,
  removeRemark,
  resequence,
} from './access-list-edit.ts';
import { entryOf, entryWords, extendedEntries, standardEntry, type EntrySyntax } from './access-list-syntax.ts';
import { configuredText } from './access-list-text.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

const standardNumbers = '{<1-99>|<1300-1999>}';
const extendedNumbers = '{<100-199>|<2000-2699>}';
const sequences = '<1-2147483647>:sequence';

export interface AccessListContext {
  readonly device: IosDevice;
  readonly list: AccessList;
}

const standardMode = new Mode<AccessListContext>({
  name: 'standard access list',
  prompt: '(config-std-nacl)#',
  title: 'Standard Access List configuration commands:',
  privilege: 15,
  parent: configureMode,
});

const extendedMode = new Mode<AccessListContext>({
  name: 'extended access list',
  prompt: '(config-ext-nacl)#',
  title: 'Ext Access List configuration commands:',
  privilege: 15,
  parent: configureMode,
});

export const accessListModes = [standardMode, extendedMode];

export function declareAccessLists(): void {
  declareNumbered();
  declareNamed();
  declareEntries(standardMode, [standardEntry]);
  declareEntries(extendedMode, extendedEntries);
}

function declareNumbered(): void {
  configureMode.words({
    'access-list': 'Add an access list entry',
    'access-list number': 'IP access list',
    ...entryWords,
    'access-list number remark': 'Access list entry comment',
    'remark text': 'Comment up to 100 characters',
  });
  configureMode.add(`access-list {<1-99>|<1300-1999>|<100-199>|<2000-2699>}:number remark LINE:text`, {
    run: ({ router }, { number, text }) => addRemark(listOf(router.accessLists, String(number), kindOf(number)), text),
    no: forget,
    section: 'access-list',
    show: (device) => listsOf(device, isNumbered).flatMap(numberedLines),
  });
  for (const [numbers, entries] of [
    [standardNumbers, [standardEntry]],
    [extendedNumbers, extendedEntries],
  ] as const) {
    for (const entry of entries) {
      configureMode.add(`access-list ${numbers}:number ![${entry}]` as `access-list <1-99>:number ![${EntrySyntax}]`, {
        run: ({ router }, { number, ...typed }) => {
          const list = listOf(router.accessLists, String(number), kindOf(number));
          addEntry(list, entryOf(typed, nextSequence(list)));
          router.filtersChanged();
        },
        no: forget,
      });
    }
  }
}

function forget({ router }: IosDevice, { number }: { number: number }): void {
  router.accessLists.byName.delete(String(number));
  router.filtersChanged();
}

function kindOf(number: number): AccessList['kind'] {
  return number < 100 || (number >= 1300 && number < 2000) ? 'standard' : 'extended';
}

/** The name of a list of this kind as it is kept: a number has its kind, and no zeros before it. */
function checkedName(name: string, kind: AccessList['kind']): string {
  if (!/^\d/.test(name)) return name;
  const number = /^\d+$/.test(name) ? Number(name) : 0;
  const isKnown = (number >= 1 && number <= 199) || (number >= 1300 && number <= 2699);
  if (!isKnown || kindOf(number) !== kind) throw Refusal.because('% Invalid access list name.');
  return String(number);
}

function declareNamed(): void {
  configureMode.words({
    'ip access-list': 'Named access-list',
    'access-list standard': 'Standard Access List',
    'access-list extended': 'Extended Access List',
    'access-list resequence': 'Resequence Access List',
    'standard name': 'Access-list name or number',
    'extended name': 'Access-list name or number',
    'resequence name': 'Access-list name or number',
    'resequence name from': 'Starting Sequence Number',
    'resequence name from increment': 'Step to increment the sequence number',
  });
  for (const [kind, mode] of [
    ['standard', standardMode],
    ['extended', extendedMode],
  ] as const) {
    configureMode.add(`ip access-list ${kind} WORD:name`, {
      section: `ip access-list ${kind}`,
      run: (device, { name }, exec) => {
        const list = listOf(device.router.accessLists, checkedName(name, kind), kind);
        exec.enter(mode, { device, list });
      },
      no: ({ router }, { name }) => {
        router.accessLists.byName.delete(name);
        router.filtersChanged();
      },
      show: (device) =>
        listsOf(device, (list) => list.kind === kind && !isNumbered(list)).map((list) => ({
          line: `ip access-list ${kind} ${list.name}`,
          body: linesOf(list),
        })),
    });
  }
  configureMode.add('ip access-list resequence WORD:name <1-2147483647>:from <1-2147483647>:increment', {
    run: ({ router }, { name, from, increment }) => {
      const list = router.accessLists.byName.get(name);
      if (!list) throw Refusal.because('% Access list does not exist');
      resequence(list, from, increment);
    },
  });
}

function declareEntries(mode: Mode<AccessListContext>, entries: readonly string[]): void {
  mode.words({
    no: 'Negate a command or set its defaults',
    exit: 'Exit from access-list configuration mode',
    sequence: 'Sequence Number',
    remark: 'Access list entry comment',
    text: 'Comment up to 100 characters',
    ...entryWords,
  });
  for (const entry of entries) {
    mode
      .add(`${sequences} ![${entry}]` as `<1-2147483647>:sequence ![${EntrySyntax}]`, {
        run: (context, { sequence, ...typed }) => add(context, entryOf(typed, sequence)),
        no: (context, { sequence }) => remove(context, (one) => one.sequence === sequence),
      })
      .add(entry as EntrySyntax, {
        run: (context, typed) => add(context, entryOf(typed, nextSequence(context.list))),
        no: (context, typed) => remove(context, (one) => isSame(one, entryOf(typed, 0))),
      });
  }
  mode
    .add('remark ![LINE:text]', {
      run: ({ list }, { text }) => addRemark(list, text),
      no: ({ list }, { text }) => removeRemark(list, text),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

function add({ device, list }: AccessListContext, entry: AccessEntry): void {
  addEntry(list, entry);
  device.router.filtersChanged();
}

function remove({ device, list }: AccessListContext, isMeant: (one: AccessEntry) => boolean): void {
  removeEntry(list, isMeant);
  device.router.filtersChanged();
}

function isNumbered({ name }: AccessList): boolean {
  return /^\d+$/.test(name);
}

/** By number, or by name. */
function listsOf({ router }: IosDevice, isMeant: (list: AccessList) => boolean): AccessList[] {
  const lists = [...router.accessLists.byName.values()].filter(isMeant);
  return lists.sort((a, b) => Number(a.name) - Number(b.name) || (a.name < b.name ? -1 : 1));
}

function numberedLines(list: AccessList): ConfigurationLine[] {
  return linesOf(list).map((line) => `access-list ${list.name} ${line}`);
}

function linesOf(list: AccessList): string[] {
  return list.entries.map((one) => (isEntry(one) ? configuredText(list, one) : `remark ${one.remark}`));
}
