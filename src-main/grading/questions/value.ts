/** What a reading finds in the learner's own evidence, and whether an answer says the same. */
import type { Quote } from '../verdict.ts';

/** One of the values that are right. */
export interface Value {
  /** As people write it. */
  text: string;
  /** Where it is a number. */
  number?: number;
  /** SPIs, cookies and message ids: digits and letters without 0x are such a number too. */
  isHexadecimal?: boolean;
  quotes: Quote[];
}

export function numberValue(number: number, quotes: Quote[]): Value {
  return { text: String(number), number, quotes };
}

/** "0x1A2B3C4D(439041101)", as routers print SPIs. */
export function spiValue(spi: number, quotes: Quote[]): Value {
  return { text: `0x${spi.toString(16).toUpperCase()}(${spi})`, number: spi, isHexadecimal: true, quotes };
}

/** Whether an answer can be taken for a number at all: "1,394 bytes" can. */
export function isNumber(answer: string): boolean {
  return numbersIn(answer, false).length > 0;
}

/** @param tolerance of numbers that are no names */
export function isAnswer(answer: string, value: Value, tolerance: number): boolean {
  if (value.number === undefined) return normal(answer) === normal(value.text) || isSameHexadecimal(answer, value);
  const numbers = numbersIn(answer, value.isHexadecimal === true);
  const { number } = value;
  return numbers.some((one) => Math.abs(one - number) <= (value.isHexadecimal ? 0 : tolerance));
}

/** Cookies are longer than a number can be. */
function isSameHexadecimal(answer: string, { text, isHexadecimal }: Value): boolean {
  const digits = (one: string): string => one.toLowerCase().replace(/^0x/, '').replace(/[\s:_-]/g, '').replace(/^0+(?=.)/, ''); // prettier-ignore
  return isHexadecimal === true && digits(answer) === digits(text);
}

/** Without case, blanks and quotation marks, and without a full stop at the end. */
export function normal(text: string): string {
  return text
    .toLowerCase()
    .replace(/["'`“”\s]/g, '')
    .replace(/[.,;]$/, '');
}

const LARGEST = 0x1_0000_0000;

/** What an answer may mean: "0x1A2B(6699)" is both numbers' own; 12.2 prints message ids with a sign. */
function numbersIn(answer: string, isHexadecimal: boolean): number[] {
  const text = answer.trim().replaceAll(/(?<=\d),(?=\d{3})/g, '');
  const [, hexadecimal] = /^0x([0-9a-f]{1,8})\b/i.exec(text) ?? [];
  if (hexadecimal !== undefined) return [parseInt(hexadecimal, 16)];
  const [, decimal] = /^(-?\d{1,15}(?:\.\d{1,6})?)(?![\w.])/.exec(text) ?? [];
  const numbers = decimal === undefined ? [] : [Number(decimal)];
  if (!isHexadecimal) return numbers;
  const signed = numbers.filter((one) => one < 0).map((one) => LARGEST + one);
  const bare = /^[0-9a-f]{1,8}$/i.test(text) ? [parseInt(text, 16)] : [];
  return [...numbers, ...signed, ...bare];
}
