/** quickmode capture: what goes over a link, as a file for Wireshark, and the keys that it needs to look inside. */
import { Failure } from '../../base/errors.ts';
import { capture, type CaptureOptions, type Course } from '../../engine/capture.ts';
import { launcherOf } from '../../engine/launcher.ts';
import { linkName, linkOf } from '../../engine/link-capture.ts';
import { networkOf } from '../../engine/network-of.ts';
import { storedNetwork } from '../../engine/stored-network.ts';
import { diagnosticLines, printable } from '../complaint.ts';
import type { Host } from '../host.ts';
import { keyFolderOf, openCommand, standardOutput, writeKeys } from '../wireshark-folder.ts';

export interface CaptureCommandOptions {
  link: string;
  output: string;
  solveTo?: string;
  seconds?: number;
  attempt?: string;
  keys?: string;
  seed?: string;
}

/** Seconds of virtual time where nothing else was asked for: ARP, keepalives and tunnels show themselves in a minute. */
const minute = 60;

export async function captureCommand(host: Host, name: string, options: CaptureCommandOptions): Promise<void> {
  assertOneCourse(options);
  const what = sourceOf(host, name, options);
  const link = linkOf(what.content, options.link);
  const isPiped = options.output === standardOutput;
  const say = (text: string): void => (isPiped ? host.err(text) : host.out(text));
  const { frames, keys, notices } = await capture({
    launch: launcherOf(host.installation),
    ...what,
    link,
    target: isPiped ? (bytes) => host.bytes(bytes) : options.output,
    course: courseOf(options, what),
    progress: (says) => host.progress(says),
  });
  for (const { name: node, message } of notices) host.err(`${printable(`${node}: ${message}`)}\n`);
  const place = isPiped ? 'have gone to the standard output' : `are in ${options.output}`;
  say(`${frames} frames of ${printable(linkName(what.content, link))} ${place}\n`);
  const folder = options.keys ?? keyFolderOf(options.output);
  writeKeys(folder, keys);
  say(`The keys are in ${folder}. To see what is inside the encrypted packets:\n\n`);
  say(`  ${openCommand(folder, options.output, process.platform)}\n`);
}

type Source = Pick<CaptureOptions, 'content' | 'journal' | 'seed'>;

function sourceOf(host: Host, name: string, { attempt, seed }: CaptureCommandOptions): Source {
  if (attempt !== undefined) return storedNetwork(host.installation.home, attempt, name);
  const { diagnostics, ...content } = networkOf(name, host.installation, seed);
  host.err(diagnosticLines(diagnostics));
  return { content, journal: [], seed: seed ?? content.title };
}

function courseOf({ solveTo, seconds, attempt }: CaptureCommandOptions, { content }: Source): Course {
  const isSolved = solveTo !== undefined || (seconds === undefined && attempt === undefined && content.exercise);
  return isSolved ? { kind: 'solve', until: solveTo } : { kind: 'wait', seconds: seconds ?? minute };
}

function assertOneCourse({ solveTo, seconds, attempt, seed }: CaptureCommandOptions): void {
  if (solveTo !== undefined && seconds !== undefined)
    throw new Failure('bad-input', 'options-exclude', 'Give --solve-to or --seconds, not both.');
  if (solveTo !== undefined && attempt !== undefined)
    throw new Failure(
      'bad-input',
      'options-exclude',
      'Give --solve-to or --attempt, not both: an attempt has its course.',
    );
  if (seed !== undefined && attempt !== undefined)
    throw new Failure('bad-input', 'options-exclude', 'Give --seed or --attempt, not both: an attempt has its seed.');
}
