/** One question to one router. */
import type { Show } from './facts/shows.ts';

export interface Look {
  role: string;
  /** An exec command in full words. It configures nothing. */
  command: string;
}

export function lookAt(role: string, ...shows: readonly Pick<Show<unknown>, 'command'>[]): Look[] {
  return shows.map(({ command }) => ({ role, command }));
}

/** Each question once, in the order in which they first came, one router after the other. */
export function distinctLooks(looks: readonly Look[]): Look[] {
  const found = new Map(looks.map((look) => [`${look.role} ${look.command}`, look]));
  const roles = [...new Set(looks.map(({ role }) => role))];
  return roles.flatMap((role) => [...found.values()].filter((look) => look.role === role));
}
