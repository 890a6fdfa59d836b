/**
 * Names of interfaces, as IOS reads them: any unambiguous beginning of the type, then the unit, with or without a blank
 * between (`tun0`, `fa0/0`, `fastethernet 0/0`, `int Tunnel 0`). Which types and units there are is the router's
 * affair and is handed in.
 */
import { isAbbreviation, sharedLength } from './words.ts';

export interface InterfaceKind {
  /** In full, as the router prints it: 'FastEthernet'. */
  readonly name: string;
  /** What `?` says about it. */
  readonly help: string;
  /** The units that exist ('0/0', '0/1'), or the numbers that may be used or created (Tunnel, Loopback). */
  readonly units: readonly string[] | { readonly from: number; readonly to: number };
  /** Whether a unit may be followed by the number of a subinterface: 'FastEthernet0/0.10'. */
  readonly subinterfaces?: boolean;
  /** Understood when typed, and never listed: what a device of this kind has, and this one has not. */
  readonly isHidden?: boolean;
}

/** A word cut into type and unit: 'dot11radio0' into 'dot11radio' and '0'. */
interface TypedName {
  readonly type: string;
  readonly unit: string;
}

const highestSubinterface = 4294967295;

export function splitName(word: string): TypedName {
  const found = /^(.*?)(\d[\d/.:]*)?$/.exec(word);
  return { type: found?.[1] ?? '', unit: found?.[2] ?? '' };
}

/** The kinds whose name a word may begin, fused unit or not. */
export function kindsFor(word: string, kinds: readonly InterfaceKind[]): InterfaceKind[] {
  const { type } = splitName(word);
  return type === '' ? [] : kinds.filter((kind) => isAbbreviation(type, kind.name));
}

/** 'good', 'short' when more must follow ('0' of '0/0'), or how many characters of the unit fit. */
export type UnitJudgement = 'good' | 'short' | { readonly fits: number };

export function judgeUnit(kind: InterfaceKind, unit: string): UnitJudgement {
  const [main = '', ...rest] = kind.subinterfaces ? unit.split('.') : [unit];
  const judged = judgeMain(kind, main);
  if (judged !== 'good' || rest.length === 0) return judged;
  const sub = rest.join('.');
  if (sub === '') return 'short';
  const isNumber = /^\d+$/.test(sub) && Number(sub) <= highestSubinterface;
  return isNumber ? 'good' : { fits: main.length + 1 };
}

function judgeMain({ units }: InterfaceKind, unit: string): UnitJudgement {
  if (!('from' in units)) {
    if (units.includes(unit)) return 'good';
    if (units.some((known) => known.startsWith(unit) && !/^\d/.test(known.slice(unit.length)))) return 'short';
    return { fits: Math.max(0, ...units.map((known) => sharedLength(known, unit))) };
  }
  if (unit === '') return 'short';
  const isInRange = /^\d+$/.test(unit) && Number(unit) >= units.from && Number(unit) <= units.to;
  return isInRange ? 'good' : { fits: 0 };
}

/** The unit without leading zeros: `interface tunnel 00` is Tunnel0. */
export function canonicalUnit(unit: string): string {
  return unit.replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, ''));
}

/** What `?` lists where the unit, or its next part, may come: `<0-1>` or `/`. */
export function unitsAfter({ units }: InterfaceKind, typed: string): string[] {
  if ('from' in units) return typed === '' || /^\d+$/.test(typed) ? [`<${units.from}-${units.to}>`] : [];
  const following = units.filter((unit) => unit.startsWith(typed)).map((unit) => unit.slice(typed.length));
  const numbers = following.map((rest) => /^\d+/.exec(rest)?.[0]).filter((found) => found !== undefined);
  if (numbers.length > 0 && !/\d$/.test(typed)) {
    const values = numbers.map(Number);
    return [`<${Math.min(...values)}-${Math.max(...values)}>`];
  }
  return [...new Set(following.map((rest) => rest.slice(0, 1)).filter((next) => /^[^\d]$/.test(next)))];
}
