/**
 * What is listed of the labs that come with the program, made when it is built. Reading a lab in full takes some hundred
 * milliseconds of a process that has just begun; looking up its content takes none.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { LabSummary } from '../api/contract/laboratory.ts';

/** By the hash of a lab's files: what was made of other files is never found. */
export type LabIndex = Readonly<Record<string, LabSummary>>;

/** An index that is not there, or not readable, knows nothing: the labs are read then. */
export function readLabIndex(file: string): LabIndex {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LabIndex;
  } catch {
    return {};
  }
}

export function writeLabIndex(file: string, index: LabIndex): void {
  writeFileSync(file, JSON.stringify(index));
}
