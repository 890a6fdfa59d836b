/** Lines typed into the configuration of an exercise's routers. */
import { Failure, type Diagnostic } from '../base/errors.ts';
import type { Answer } from '../devices/channel/answer.ts';
import type { Exercise } from '../lab/exercise.ts';
import type { Bench } from './bench.ts';
import { nodeOf } from './roles.ts';

/**
 * What a lab's lines may be asked back: whether to go on (a certificate of an authority, a request for one), what else
 * to put into a certificate, and twice a word that would revoke it.
 */
const answers: readonly Answer[] = [
  { question: /\[no\]:? ?$/i, answer: 'no', times: 10 },
  { question: /\[yes\/no\]:? ?$/i, answer: 'yes', times: 10 },
  { question: /[Pp]assword: ?$/, answer: 'quickmode', times: 4 },
];

/**
 * Types lines into the routers of the roles, one router after the other.
 * @throws Failure line-refused, with every line that a router refused; those before and after it are in force
 */
export async function applyLines(
  bench: Bench,
  exercise: Exercise,
  lines: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const refused: Diagnostic[] = [];
  for (const [role, wanted] of Object.entries(lines)) {
    const whole = await withPublicKeys(bench, exercise, wanted);
    const node = nodeOf(exercise, role);
    const { rejected } = await bench.configure(node, whole, { answers });
    const known = rejected.some(isThere) ? await linesOf(bench, node) : new Set<string>();
    for (const { line, index, message } of rejected.filter((one) => !(isThere(one) && known.has(one.line.trim()))))
      refused.push({ severity: 'error', path: role, line: index + 1, message: `"${line.trim()}": ${message}` });
  }
  if (refused.length === 0) return;
  const count = refused.length === 1 ? 'one line was' : `${refused.length} lines were`;
  throw new Failure('device', 'line-refused', `Not everything was taken: ${count} refused.`, refused);
}

/** Refused because there is one already: no news where it is the very same (a key of IKE), typed a second time. */
function isThere({ message }: { message: string }): boolean {
  return /already exists/i.test(message);
}

async function linesOf(bench: Bench, node: string): Promise<Set<string>> {
  const configuration = await bench.read(node, 'show running-config');
  return new Set(configuration.split('\n').map((line) => line.trim()));
}

/** A line of the lab that stands for a text which only the router of another role has. */
const placeOfKey = /^\s*<the RSA public key of ([A-Za-z][\w-]*)>$/;

/** Keys that were made on one router and have to be typed in on another: as a person would copy them. */
async function withPublicKeys(bench: Bench, exercise: Exercise, lines: readonly string[]): Promise<string[]> {
  const whole: string[] = [];
  for (const line of lines) {
    const [, role] = placeOfKey.exec(line) ?? [];
    if (role === undefined) whole.push(line);
    else whole.push(...keyLines(await bench.read(nodeOf(exercise, role), 'show crypto key mypubkey rsa'), role));
  }
  return whole;
}

/** The lines of digits of the first key that `show crypto key mypubkey rsa` prints. */
function keyLines(shown: string, role: string): string[] {
  const lines = shown.split('\n');
  const from = lines.findIndex((line) => /^\s*Key Data:/.test(line)) + 1;
  const isDigits = (line: string): boolean => /^\s*[0-9A-F]{2,8}(?: [0-9A-F]{2,8})*\s*$/i.test(line);
  const length = from === 0 ? 0 : lines.slice(from).findIndex((line) => !isDigits(line));
  const digits = lines.slice(from, length < 0 ? undefined : from + length);
  if (from > 0 && digits.length > 0) return digits;
  throw new Failure(
    'device',
    'no-key',
    `${role} has no RSA key that could be copied. Make one there: crypto key generate rsa.`,
  );
}
