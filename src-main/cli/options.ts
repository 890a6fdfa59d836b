/** Values of options, checked where they are typed: what is wrong with one is said with the option's name. */
import { InvalidArgumentError } from 'commander';

export function portNumber(text: string): number {
  return wholeNumber(text, 0, 65_535);
}

export function seconds(text: string): number {
  return wholeNumber(text, 1, 30 * 86_400);
}

/** An IP packet has a header of 20 bytes at least. */
export function packetBytes(text: string): number {
  return wholeNumber(text, 20, 65_535);
}

/** How many are done side by side. */
export function atOnce(text: string): number {
  return wholeNumber(text, 1, 64);
}

function wholeNumber(text: string, lowest: number, highest: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= lowest && value <= highest) return value;
  throw new InvalidArgumentError(`Expected a whole number from ${lowest} to ${highest}.`);
}
