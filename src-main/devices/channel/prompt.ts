import type { Level, Platform } from './platform.ts';

export interface Prompt {
  /** As printed, without blanks at its end. */
  text: string;
  /** What stands in it for the device: its host name, perhaps cut short. */
  name: string;
  /** The name of one of the platform's levels; empty where none fits. */
  level: string;
}

/** IOS cuts a long host name at 20 characters in the prompts of some modes; this much of it must be there. */
const SHORTEST_NAME = 10;

/** Reads a prompt of which nothing is known but that it is one. */
export function readPrompt({ levels }: Platform, text: string): Prompt {
  for (const { name, suffix } of levels) {
    const match = suffix.exec(text);
    if (match) return { text, name: text.slice(0, match.index), level: name };
  }
  return { text, name: text, level: '' };
}

/** The prompt of the named device, or undefined when the text is not a prompt of it. */
export function promptOf({ levels }: Platform, text: string, name: string): Prompt | undefined {
  for (const part of beginnings(text, name)) {
    const level = levels.find(({ suffix }) => suffix.exec(text.slice(part.length))?.index === 0);
    if (level) return { text, name, level: level.name };
  }
  return undefined;
}

/** How the text may begin with the name: whole first, then cut ever shorter. */
function beginnings(text: string, name: string): string[] {
  let shared = 0;
  while (shared < name.length && text[shared] === name[shared]) shared++;
  const shortest = Math.min(name.length, SHORTEST_NAME);
  const lengths = Array.from({ length: Math.max(0, shared - shortest + 1) }, (_, i) => shared - i);
  return lengths.filter((length) => length > 0).map((length) => text.slice(0, length));
}

export function levelOf({ levels }: Platform, prompt: Prompt): Level | undefined {
  return levels.find(({ name }) => name === prompt.level);
}
