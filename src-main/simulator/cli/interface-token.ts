/** The token INTERFACE: each type of interface is a keyword, and a unit belongs to it, fused or as the next word. */
import {
  canonicalUnit,
  judgeUnit,
  kindsFor,
  splitName,
  unitsAfter,
  type InterfaceKind,
  type UnitJudgement,
} from './interface-name.ts';
import { rank, type Fault, type Fit, type Interfaces, type Listed, type Token } from './token.ts';
import { isAbbreviation, sharedLength, type Line, type Word } from './words.ts';

export class InterfaceToken implements Token {
  readonly text = 'INTERFACE';
  readonly isKeyword = false;

  fit(line: Line, index: number, interfaces: Interfaces): readonly Fit[] {
    const word = line.words[index]?.text ?? '';
    return kindsFor(word, interfaces()).map((kind) => fitKind(kind, line, index));
  }

  reach(word: string, interfaces: Interfaces): number {
    return Math.max(0, ...interfaces().map((kind) => sharedLength(kind.name, word)));
  }

  list(partial: string, interfaces: Interfaces): readonly Listed[] {
    const { unit } = splitName(partial);
    if (unit !== '') return kindsFor(partial, interfaces()).flatMap((kind) => listUnits(kind, unit));
    const kinds = interfaces().filter(({ name, isHidden }) => isHidden !== true && isAbbreviation(partial, name));
    return kinds.map(({ name, help }) => ({ word: name, help, completes: true }));
  }
}

function fitKind(kind: InterfaceKind, line: Line, index: number): Fit {
  const { unit, column, consumed } = unitAt(line, index);
  const { type } = splitName(line.words[index]?.text ?? '');
  const fit = {
    rank: type.length === kind.name.length ? rank.keyword : rank.abbreviation,
    key: `INTERFACE ${kind.name}`,
    value: kind.name + canonicalUnit(unit),
    consumed,
  };
  const fault = faultOf(kind, unit, judgeUnit(kind, unit), { column, next: line.words[index + consumed] });
  return fault ? { ...fit, fault } : fit;
}

function unitAt(line: Line, index: number): { unit: string; column: number; consumed: number } {
  const word = line.words[index] ?? { text: '', column: 0 };
  const { type, unit } = splitName(word.text);
  const next = line.words[index + 1];
  if (unit !== '' || !next || !/^\d/.test(next.text)) return { unit, column: word.column + type.length, consumed: 1 };
  return { unit: next.text, column: next.column, consumed: 2 };
}

interface Place {
  readonly column: number;
  readonly next: Word | undefined;
}

function faultOf(kind: InterfaceKind, unit: string, judged: UnitJudgement, place: Place): Fault | undefined {
  if (judged === 'good') return undefined;
  if (judged !== 'short') return { kind: 'invalid', column: place.column + judged.fits };
  if (place.next) return { kind: 'invalid', column: place.next.column };
  return { kind: 'short', list: (partial) => listUnits(kind, unit + partial) };
}

function listUnits(kind: InterfaceKind, typed: string): Listed[] {
  const help = `${kind.name} interface number`;
  return unitsAfter(kind, typed).map((word) => ({ word, help: word === '/' ? '' : help, completes: false }));
}
