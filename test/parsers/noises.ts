/** What happens to an answer on its way from a console into a file (reference/device-output.md section 4). */

export interface Noise {
  name: string;
  apply: (text: string) => string;
  /** Commands whose answer it would change: log lines are the answer of a log. */
  notFor?: RegExp;
}

const LOGS = /^(?:log|show-logging|show-monitor-event-trace(?:-crypto)?)$/;
const linesOf = (text: string): string[] => text.replace(/\n$/, '').split('\n');
const textOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** Puts something before every n-th line. */
function between(text: string, every: number, what: (index: number) => string[]): string {
  return textOf(
    linesOf(text).flatMap((line, index) =>
      line !== '' && index % every === every - 1 ? [...what(index), line] : [line],
    ),
  );
}

/** Changes every n-th line. */
function each(text: string, every: number, change: (line: string) => string): string {
  return textOf(linesOf(text).map((line, index) => (index % every === every - 1 ? change(line) : line)));
}

const MESSAGES = [
  '*Mar  1 00:13:31.891: %LINEPROTO-5-UPDOWN: Line protocol on Interface Tunnel9, changed state to up',
  '000123: .Nov 20 2023 09:00:00.001 CET: %CRYPTO-5-SESSION_STATUS: Crypto tunnel is DOWN.  Peer 192.0.2.9:500       Id: 192.0.2.9',
  '%SYS-5-CONFIG_I: Configured from console by console',
  '1d02h: %CRYPTO-6-ISAKMP_ON_OFF: ISAKMP is ON',
];
const DEBUGS = [
  '*Mar  1 00:13:31.891: ISAKMP:(1002): retransmitting phase 1 MM_KEY_EXCH...',
  '00:04:10: ISAKMP (0:1): sending packet to 172.16.172.20 (I) QM_IDLE',
];
const message = (index: number): string => MESSAGES[index % MESSAGES.length] ?? '';
const debug = (index: number): string => DEBUGS[index % DEBUGS.length] ?? '';

export const NOISES: readonly Noise[] = [
  { name: 'line ends of CR LF', apply: (text) => text.replaceAll('\n', '\r\n') },
  { name: 'line ends of CR CR LF', apply: (text) => text.replaceAll('\n', '\r\r\n') },
  { name: 'line ends of CR NUL LF', apply: (text) => text.replaceAll('\n', '\r\0\n') },
  { name: 'blanks at the ends of lines', apply: (text) => each(text, 1, (line) => `${line}   `) },
  { name: 'a blank line after every line', apply: (text) => each(text, 1, (line) => `${line}\n`) },
  {
    name: 'the echo before it and the prompt after it',
    apply: (text) => `router-1(config)#do show something long\n${text}\nrouter-1(config)# `,
  },
  { name: 'an echo without a prompt', apply: (text) => `show something\n${text}` },
  {
    name: 'the time before every answer',
    apply: (text) =>
      `R9#show it\nLoad for five secs: 1%/0%; one minute: 1%; five minutes: 0%\nTime source is hardware calendar, *09:05:26.127 UTC Mon Nov 20 2023\n\n${text}R9#`,
    notFor: /^show-clock$/,
  },
  {
    name: 'a pager that backspaces erased',
    apply: (text) => each(text, 4, (line) => ` --More-- ${'\b'.repeat(9)}${' '.repeat(8)}${'\b'.repeat(9)}${line}`),
  },
  {
    name: 'a pager that a carriage return erased',
    apply: (text) => each(text, 4, (line) => `--More-- \r         \r${line}`),
  },
  {
    name: 'a pager of another make',
    apply: (text) => each(text, 4, (line) => `<--- More --->\r              \r${line}`),
  },
  {
    name: 'a pager that a sequence erased',
    apply: (text) => each(text, 4, (line) => ` --More-- \x1b[2K\r${line}`),
  },
  {
    name: 'a pager that a sequence went back over',
    apply: (text) => each(text, 4, (line) => `--More--\x1b[8D\x1b[K${line}`),
  },
  {
    name: 'a pager whose erasure was lost',
    apply: (text) => each(text, 4, (line) => (line === '' ? line : ` --More--         ${line}`)),
  },
  { name: 'a pager on a line of its own', apply: (text) => between(text, 4, () => [' --More-- ']) },
  {
    name: 'log messages between the lines',
    apply: (text) => between(text, 3, (index) => [message(index)]),
    notFor: LOGS,
  },
  {
    name: 'a log message of two lines between the lines',
    apply: (text) =>
      between(text, 3, () => [
        "*Mar  1 00:00:07.299: %CRYPTO-4-RECVD_PKT_NOT_IPSEC: Rec'd packet not an IPSEC packet.",
        '        (ip) vrf/dest_addr= /172.16.0.6, src_addr= 172.16.0.1, prot= 47',
      ]),
    notFor: LOGS,
  },
  {
    name: 'a log message after the prompt',
    apply: (text) => `${text}R9#\n${message(0)}\nR9#${message(2)}\n`,
    notFor: LOGS,
  },
  {
    name: 'a log message inside a line',
    apply: (text) =>
      each(text, 3, (line) => `${line.slice(0, line.length / 2)}${message(0)}\n${line.slice(line.length / 2)}`),
    notFor: /^(?:log|show-logging|show-monitor-event-trace(?:-crypto)?|show-running-config)$/,
  },
  { name: 'debugs between the lines', apply: (text) => between(text, 3, (index) => [debug(index)]), notFor: LOGS },
  {
    name: 'no indentation',
    apply: (text) => each(text, 1, (line) => line.trimStart()),
  },
  { name: 'more indentation', apply: (text) => each(text, 1, (line) => `       ${line}`) },
  {
    name: 'doubled indentation',
    apply: (text) => each(text, 1, (line) => line.replace(/^ +/, (blanks) => blanks + blanks)),
  },
  {
    name: 'tabs as indentation',
    apply: (text) => each(text, 1, (line) => line.replace(/^ +/, (blanks) => '\t'.repeat(blanks.length))),
  },
  {
    name: 'tabs for blanks',
    apply: (text) => each(text, 1, (line) => line.replace(/ {2,}/g, '\t')),
    notFor:
      /^(?:show-running-config|show-access-lists|show-crypto-map|log|show-logging|show-monitor-event-trace|show-crypto-autovpn-session|show-crypto-session-brief)$/,
  },
  {
    name: 'halved indentation',
    apply: (text) => each(text, 1, (line) => line.replace(/^ +/, ({ length }) => ' '.repeat(length / 2))),
  },
  { name: 'an indentation of its own before every line', apply: scattered },
  { name: 'colours', apply: (text) => each(text, 2, (line) => `\x1b[32m${line}\x1b[0m\x1b[K`) },
  { name: 'a title of the window', apply: (text) => `\x1b]0;router\x07${text}` },
  { name: 'a mistyped letter', apply: (text) => each(text, 5, (line) => `x\b \b${line}`) },
  {
    name: 'lines broken at 80 columns',
    apply: (text) => each(text, 1, (line) => line.replace(/(.{80})(?=.)/g, '$1\n')),
  },
  {
    name: 'lines broken at a blank before 80 columns',
    apply: (text) => each(text, 1, brokenAtBlank),
    // Rows of tables that nothing is known of are no sentences, and have no blank alone.
    notFor: /^(?:log|show-logging|show-monitor-event-trace(?:-crypto)?|show-interfaces-tables|show-ip-nhrp-groups)$/,
  },
];

/** Each line behind zero to six blanks, whatever it had before. */
function scattered(text: string): string {
  let state = 1;
  return each(text, 1, (line) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return ' '.repeat(Math.floor(state / 65_536) % 7) + line.trimStart();
  });
}

function brokenAtBlank(line: string): string {
  if (line.length <= 80) return line;
  const blank = line.lastIndexOf(' ', 80);
  return blank < 40 ? line : `${line.slice(0, blank)}\n${brokenAtBlank(line.slice(blank + 1))}`;
}
