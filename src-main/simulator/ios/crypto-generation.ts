/**
 * What a release does not have yet: it refuses the word as it does any other that it does not know. SHA-2, AES-GCM and the
 * groups from 14 on came with 15.1(2)T, AES with 12.2(13)T (command reference; Cisco's feature guide "AES" of 12.2(13)T).
 */
import { Refusal } from '../cli/refusal.ts';
import type { IosDevice } from './device.ts';

const newer = /sha(?:256|384|512)|gcm|gmac/;
const oldGroups: readonly number[] = [1, 2, 5];

/** @param named arguments of the line by their names in its syntax */
export function refuseUnknownYet({ flavour }: IosDevice, named: Readonly<Record<string, string | undefined>>): void {
  if (flavour.hasNextGeneration) return;
  const [argument] = Object.entries(named).find(([, word]) => word !== undefined && newer.test(word)) ?? [];
  if (argument !== undefined) throw Refusal.invalid(argument);
}

/** @param argument its name in the syntax of the line */
export function refuseGroupUnknownYet({ flavour }: IosDevice, group: number, argument: string): void {
  if (!flavour.hasNextGeneration && !oldGroups.includes(group)) throw Refusal.invalid(argument);
}
