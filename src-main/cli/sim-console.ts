/** What may be typed to `quickmode sim` while the routers run: time leaps, goes faster or slower, links become worse. */
import { Failure } from '../base/errors.ts';
import type { Simulation } from '../engine/simulation.ts';
import { printable } from './complaint.ts';
import { conditionsOf, linkWordsHelp } from './link-words.ts';
import { paceOf } from './pace-word.ts';

export const simConsoleHelp = `  jump 1h              time leaps (90, 10m, 1h): whatever is due until then happens
  speed 60             so many seconds of the routers are one second; max is as fast as can be
  link NAME CONDITION  ${linkWordsHelp}
  keys                 how the keys of IPsec were made of the pre-shared key, with the numbers of this network
`;

const unitSeconds: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };
const longestJump = 30 * 86_400;

/** Does what a line says. @returns what to answer */
export async function obey(simulation: Simulation, line: string): Promise<string> {
  const [word, ...words] = line.trim().split(/\s+/);
  try {
    switch (word) {
      case '':
      case undefined:
        return '';
      case 'jump':
        return await jump(simulation, words);
      case 'speed':
        return await changeSpeed(simulation, words);
      case 'link':
        return await changeLink(simulation, words);
      case 'keys':
        return (await simulation.keyStory()) ?? 'No keys of IPsec have been negotiated by IKE version 1 yet.\n';
      default:
        return `There is no "${printable(word)}" here. There is:\n${simConsoleHelp}`;
    }
  } catch (error) {
    if (error instanceof Failure) return `${error.message}\n`;
    throw error;
  }
}

async function jump(simulation: Simulation, [text = '']: readonly string[]): Promise<string> {
  const [, number, unit = ''] = /^(\d+)([smhd]?)$/.exec(text) ?? [];
  const seconds = Number(number) * (unitSeconds[unit] ?? 1);
  if (!(seconds > 0 && seconds <= longestJump)) return 'jump takes a time: 90, 10m, 1h, 30d at most.\n';
  return `${clockText(await simulation.jump(seconds))} since the start.\n`;
}

async function changeSpeed(simulation: Simulation, [text = '']: readonly string[]): Promise<string> {
  const pace = paceOf(text);
  if (!pace) return 'speed takes a number from 0.01 to 10000, or max.\n';
  await simulation.setPace(pace);
  return '';
}

/** A name may have a blank in it, a condition has none: the conditions are the words at the end. */
async function changeLink(simulation: Simulation, words: readonly string[]): Promise<string> {
  const last = words.findLastIndex((word) => !/=|^(?:up|down)$/.test(word));
  const change = conditionsOf(words.slice(last + 1));
  if (typeof change === 'string') return `${change}\n`;
  await simulation.condition({ link: words.slice(0, last + 1).join(' '), change });
  return '';
}

function clockText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return [h, m, s].map((part) => String(part).padStart(2, '0')).join(':');
}
