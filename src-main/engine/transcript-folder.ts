/** Real outputs in a folder: console sessions (.txt), and collections of outputs that have an INDEX.tsv. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../base/errors.ts';
import { commandOf, transcriptsOf, withoutEcho, type Transcript } from '../fidelity/transcript.ts';

export type FidelityPlatform = 'ios' | 'iosxe' | 'asa';

export interface RealOutput extends Transcript {
  /** Undefined where a session does not say: any of ours will do. */
  platform: FidelityPlatform | undefined;
}

const platformNames: Readonly<Record<string, FidelityPlatform>> = {
  ios: 'ios',
  cisco_ios: 'ios',
  iosxe: 'iosxe',
  asa: 'asa',
  cisco_asa: 'asa',
};

/** @throws Failure no-folder, no-transcripts */
export function readTranscripts(folder: string): RealOutput[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new Failure('bad-input', 'no-folder', `${folder} is no folder: name one that holds outputs of real devices.`);
  const found = existsSync(path.join(folder, 'INDEX.tsv')) ? indexed(folder) : sessionsIn(folder);
  if (found.length > 0) return found;
  const expected = 'console sessions (*.txt with prompts), or an INDEX.tsv with the columns platform, command and file';
  throw new Failure('bad-input', 'no-transcripts', `${folder} holds no outputs of commands. Expected: ${expected}.`);
}

function sessionsIn(folder: string): RealOutput[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return existsSync(path.join(file, 'INDEX.tsv')) ? indexed(file) : sessionsIn(file);
    if (!entry.name.endsWith('.txt')) return [];
    const sessions = transcriptsOf(entry.name, readFileSync(file, 'utf8'));
    return sessions.map((one) => ({ ...one, platform: undefined }));
  });
}

function indexed(folder: string): RealOutput[] {
  const [head = '', ...rows] = readFileSync(path.join(folder, 'INDEX.tsv'), 'utf8').trim().split(/\r?\n/);
  const columns = head.split('\t');
  const cell = (row: string, name: string): string => row.split('\t')[columns.indexOf(name)] ?? '';
  return rows.flatMap((row) => {
    const platform = platformNames[cell(row, 'platform')];
    const file = cell(row, 'file');
    if (!platform || !existsSync(path.join(folder, file))) return [];
    const text = withoutEcho(readFileSync(path.join(folder, file), 'utf8'));
    return [{ source: file, command: commandOf(cell(row, 'command')), platform, text }];
  });
}
