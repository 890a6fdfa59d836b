/** How commands are typed on this Linux: which `ip` there is, and as whom. */
import { Failure } from '../../../base/errors.ts';

/** Stands for the program `ip`; busybox's shell would take its own, which knows neither VTI nor xfrm. */
export const IP = '$ip';

const tools = ['find', 'stat', 'md5sum', 'tar', 'gzip', 'base64', 'grep', 'sed'];

/** The user, the path of `ip`, whether sudo asks for nothing, and what is missing, on a line each. */
export const probe =
  'for qm in /sbin/ip /usr/sbin/ip /bin/ip /usr/bin/ip ip; do $qm -V 2>/dev/null | grep -q iproute2 && break; done; ' +
  'id -u; echo $qm; sudo -n true >/dev/null 2>&1 && echo sudo || echo none; ' +
  `for qm in ip ${tools.join(' ')}; do command -v $qm >/dev/null || echo no $qm; done; unset qm`;

/** @throws Failure not-supported: no-checkpoint */
export function spelling(probed: string, who: string): (line: string) => string {
  const [user = '', ip = 'ip', sudo] = probed.split('\n').map((line) => line.trim());
  const absent = [...probed.matchAll(/^no (\S+)/gm)].map(([, tool = '']) => tool);
  if (absent.length > 0)
    throw impossible(who, `it lacks ${absent.join(' and ')}, by which its state is read and put back`);
  if (user !== '0' && sudo !== 'sudo')
    throw impossible(who, 'its state is put back by root alone: log in as root, or let sudo ask for no password');
  return (line) => {
    const spelled = line.replaceAll(IP, ip);
    return user === '0' ? spelled : asRoot(spelled);
  };
}

/** A text for the command to read stays outside of what is quoted. */
function asRoot(line: string): string {
  const at = line.indexOf(" <<'");
  const [command, text] = at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at)];
  return `sudo -n sh -c ${quoted(command)}${text}`;
}

function impossible(who: string, why: string): Failure {
  return new Failure('not-supported', 'no-checkpoint', `${who} cannot be put back to how it is: ${why}.`);
}

/** As one word of a shell. */
export function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** A command that reads a text. */
export function reading(command: string, text: readonly string[]): string[] {
  return [`${command} <<'QUICKMODE'`, ...text, 'QUICKMODE'];
}
