/**
 * A start configuration as lines for a command line, where a server has no place to put it: what the platform's own
 * command line takes of the text, and what it would have meant at a start and does not when it is typed.
 */
import type { Platform } from '../lab/topology.ts';

export interface TypedStart {
  /** The platform whose command line takes the lines, by the name that drivers give it. */
  commandLine: string;
  lines: string[];
  /** Whether what was typed can be saved on the node; of a shell nothing is left after a restart. */
  isLasting: boolean;
}

/** @returns why it cannot be typed, as it follows the colon of a sentence, where that is so */
export function typedStart(platform: Platform, configuration: string): TypedStart | { why: string } {
  const text = configuration.replace(/\r\n?/g, '\n');
  switch (platform) {
    case 'ios':
    case 'iosxe':
      return lasting(platform, ciscoLines(text.split('\n'), bannerHead));
    case 'asa':
      return lasting(platform, ciscoLines(text.split('\n')));
    case 'vpcs':
      return lasting('vpcs', text.split('\n'));
    case 'linux':
      return ofLinux(text);
    default:
      return { why: `QuickMode knows no command line of ${platform} nodes` };
  }
}

/**
 * How a node comes to its start configuration where its server gives it none.
 * @param why it gives none, as it follows the colon of a sentence
 */
export function howItIsTyped(name: string, typed: TypedStart | { why: string }, why: string): string {
  const whose = `The start configuration of ${name}`;
  if ('why' in typed) return `${whose} is not there: ${typed.why}. Bring it there yourself.`;
  const when = typed.isLasting ? 'when it is first started from here, and saved' : 'whenever it is started from here';
  return `${whose} is typed at its console ${when}: ${why}.`;
}

export type LinuxStart = 'cloud-init' | 'interfaces' | 'frr' | 'vyos' | 'vyos file' | 'shell';

/** What a text for a Linux is written in: many kinds of routers are Linuxes to a topology file. */
export function linuxStart(text: string): LinuxStart {
  if (/^#cloud-config\b|^Content-Type: multipart/m.test(text)) return 'cloud-init';
  if (/^\s*(?:auto|allow-hotplug) \S|^\s*iface \S+ inet6? /m.test(text)) return 'interfaces';
  if (/^(?:set|delete) (?:interfaces|system|service|protocols|vpn|nat|firewall|policy|vrf|pki) /m.test(text))
    return 'vyos';
  if (/^(?:interfaces|system|service|protocols|vpn|nat|firewall) \{/m.test(text)) return 'vyos file';
  const isFrr =
    /^(?:frr (?:version|defaults) |service integrated-vtysh-config|router (?:bgp|ospf6?|isis|rip|eigrp)\b)/m.test(
      text,
    ) ||
    (/^interface \S+$/m.test(text) && /^\s+ip(?:v6)? (?:address|ospf) /m.test(text));
  return isFrr ? 'frr' : 'shell';
}

function ofLinux(text: string): TypedStart | { why: string } {
  const lines = text.split('\n');
  switch (linuxStart(text)) {
    case 'cloud-init':
      return { why: 'it is written for cloud-init, which reads it from a disk that the server does not make' };
    case 'interfaces':
      return { why: 'it is a file for ifupdown, and nothing that is typed' };
    case 'vyos file':
      return { why: 'it is written in braces, which VyOS loads from a file: write it as "set" commands' };
    case 'vyos':
      return lasting(
        'vyos',
        lines.filter((line) => /^\s*(?:set|delete|comment|rename|copy|insert)\s/.test(line)),
      );
    case 'frr':
      return lasting(
        'frr',
        lines.filter((line) => !ofFrr.test(line)),
      );
    case 'shell':
      return { commandLine: 'linux', lines: shellLines(lines), isLasting: false };
  }
}

const lasting = (commandLine: string, lines: string[]): TypedStart => ({ commandLine, lines, isLasting: true });

/** What FRR prints about its file, and the ends of sections. */
const ofFrr = /^(?:Building configuration|Current configuration|frr version |end\b|exit\b|exit-)/;

/** What a shell reads as one command over several lines is given to a shell of its own as a whole. */
function shellLines(lines: readonly string[]): string[] {
  const isProgram = lines.some((line) => /^\s*(?:if|for|while|until|case)\b|(?:\\|\{|\(|\|\||&&|\|)\s*$/.test(line));
  return isProgram ? [`sh <<'${shellEnd}'`, ...lines, shellEnd] : [...lines];
}

const shellEnd = 'EndOfStartConfiguration';

/** What a device prints about its configuration and would not take for a line of it. */
const aboutIt =
  /^(?:Building configuration|Current configuration|Using \d+ out of|version \d|ASA Version|boot-(?:start|end)-marker|end\s*$|Cryptochecksum:|: ?(?:Saved|Written|end|Serial|Hardware)?)/;
/** Of IOS alone: on an ASA every line of a banner is a command of its own. */
const bannerHead = /^(\s*banner (?:\S+ )?)(\^C|\S)(.*)$/;

/**
 * An interface that a start configuration does not shut is up; one that is not touched on a router that runs is shut.
 * What ends a banner is "^C" in the text and one character at a terminal.
 */
function ciscoLines(lines: readonly string[], bannerBegins?: RegExp): string[] {
  const result: string[] = [];
  let isUp = false;
  const endSection = (): void => {
    if (isUp) result.push(' no shutdown');
    isUp = false;
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^\S/.test(line)) endSection();
    const banner = bannerBegins?.exec(line);
    if (banner) {
      const { text, last } = bannerText(lines, at, banner);
      result.push(...text);
      at = last;
      continue;
    }
    if (aboutIt.test(line)) continue;
    if (/^interface \S/.test(line)) isUp = true;
    else if (/^\s+(?:no )?shutdown\s*$/.test(line)) isUp = false;
    result.push(line);
  }
  endSection();
  return result;
}

/** The lines of a banner, its ends marked by a character that is not in it. */
function bannerText(
  lines: readonly string[],
  from: number,
  [, head = '', mark = '', rest = '']: RegExpExecArray,
): { text: string[]; last: number } {
  if (rest.includes(mark)) return { text: [head + spelt(rest, mark, rest.slice(0, rest.indexOf(mark)))], last: from };
  const length = lines.slice(from + 1).findIndex((line) => line.includes(mark));
  const last = length < 0 ? lines.length - 1 : from + 1 + length;
  const whole = [rest, ...lines.slice(from + 1, last + 1)].join('\n');
  const inside = length < 0 ? whole : whole.slice(0, whole.indexOf(mark));
  return { text: (head + spelt(whole, mark, inside)).split('\n'), last };
}

function spelt(whole: string, mark: string, inside: string): string {
  const sign = mark === '^C' ? (['#', '%', '@', '~', '|', '$', '&'].find((one) => !whole.includes(one)) ?? '#') : mark;
  return sign + inside + sign;
}
