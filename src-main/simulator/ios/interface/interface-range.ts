/**
 * interface range: several interfaces at once, `FastEthernet0/0 - 1 , Loopback0 - 3`. The commands are those of
 * interface configuration.
 */
import { kindsFor, judgeUnit, splitName, canonicalUnit } from '../../cli/interface-name.ts';
import { ModeOfSeveral } from '../../cli/mode-of-several.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { InterfaceContext, IosDevice } from '../device.ts';
import { removeInterface } from './interface-enter.ts';
import { interfaceOf } from './interface-named.ts';
import { configurableKinds } from './interface-kinds.ts';
import { configureMode, interfaceMode } from '../modes.ts';

const mostInterfaces = 1000;

const rangeMode = new ModeOfSeveral<InterfaceContext>(interfaceMode, {
  name: 'interface range',
  prompt: '(config-if-range)#',
  title: 'Interface configuration commands:',
  privilege: 15,
  parent: configureMode,
  interfaces: ([first]) => (first ? configurableKinds(first.device) : []),
});

export function declareInterfaceRange(): void {
  configureMode
    .words({ 'interface range': 'interface range command', 'range names': 'Interfaces: TYPE FIRST - LAST , …' })
    .add('interface range LINE:names', {
      run: (device, { names }, exec) => {
        const all = namesOf(device, names).map((name) => ({ device, one: interfaceOf(device, name) }));
        exec.enter(rangeMode, all);
      },
      no: (device, { names }) => {
        for (const name of namesOf(device, names)) removeInterface(device, { name });
      },
    });
}

/** The full names, in order. The last unit of a range counts on from the first. */
function namesOf(device: IosDevice, text: string): string[] {
  const names = text.split(',').flatMap((part) => rangeOf(device, part));
  if (names.length > mostInterfaces) throw Refusal.invalid('names');
  return [...new Set(names)];
}

function rangeOf(device: IosDevice, part: string): string[] {
  const [, first = '', last] = /^\s*([a-z-]+\s*[\d/.:]*\d)\s*(?:-\s*(\S+))?\s*$/i.exec(part) ?? [];
  const { type, unit } = splitName(first.replace(/\s+/g, ''));
  const [kind, ...others] = kindsFor(type, configurableKinds(device));
  if (!kind || others.length > 0) throw Refusal.invalid('names');
  const { stem, number } = cut(canonicalUnit(unit));
  const end = last === undefined ? number : endOf(last, kind.name + stem, number);
  if (Number.isNaN(end) || end < number || end - number > mostInterfaces) throw Refusal.invalid('names');
  return Array.from({ length: end - number + 1 }, (_, index) => {
    const own = `${stem}${number + index}`;
    if (judgeUnit(kind, own) !== 'good') throw Refusal.invalid('names');
    return kind.name + own;
  });
}

/** '0/12' into '0/' and 12. */
function cut(unit: string): { stem: string; number: number } {
  const digits = /\d+$/.exec(unit);
  if (!digits) throw Refusal.invalid('names');
  return { stem: unit.slice(0, digits.index), number: Number(digits[0]) };
}

/** The end of a range is a number, or is written out in full with the same beginning: `0/0 - 0/3` counts too. */
function endOf(last: string, stem: string, number: number): number {
  const digits = /\d+$/.exec(last)?.[0] ?? '';
  const before = last.slice(0, last.length - digits.length);
  return stem.toLowerCase().endsWith(before.toLowerCase()) ? Number(digits || number) : NaN;
}
