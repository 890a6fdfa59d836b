/**
 * Cisco IOS 12.x and 15.x. Sources: the shared notes on device output (section 4), Cisco's "Using the Command-Line
 * Interface" for the keys, and the issues of netmiko, scrapli and Unicon that those notes name.
 */
import type { Platform } from '../channel/platform.ts';
import { iosRestore } from './ios-restore.ts';

const CTRL_C = '\x03';
const CTRL_E = '\x05';
const CTRL_U = '\x15';
const CTRL_V = '\x16';
const CTRL_Z = '\x1a';
/** Ctrl-Shift-6, Ctrl-^: the escape sequence that ends a ping. */
const ESCAPE = '\x1e';

/** `000123: *Mar  1 00:13:31.891 UTC: `, `00:13:31: `, `1w2d: `; "*" and "." say what the clock is worth. */
const STAMP = String.raw`(?:\d+: )?(?<stamp>[*.]?(?:[A-Z][a-z]{2} [ \d]\d(?: \d{4})? \d\d:\d\d:\d\d(?:\.\d+)?(?: [A-Z][\w+-]*)?|\d+[ywd]\d+[wdh]|\d+:\d\d:\d\d(?:\.\d+)?)): `;
/** `%LINEPROTO-5-UPDOWN: text`; a facility may have parts of its own: `%SYS-SW1-5-…`. */
const MESSAGE = String.raw`%(?<facility>[A-Z][A-Z0-9_]*(?:-[A-Z][A-Z0-9_]*)*)-(?<severity>[0-7])-(?<mnemonic>[A-Z0-9_]+): ?(?<text>.*)$`;

/** No secret: whoever reads it here can do nothing with it. */
const firstSecret = 'Not-Kept-4711';

export const ios: Platform = {
  name: 'ios',
  keys: { enter: '\r', erase: CTRL_E + CTRL_U, abort: ESCAPE + CTRL_C, literal: CTRL_V },
  comment: '!#',
  ignored: /^\s*!/,
  prompt: /^[\w.\-@/:()+]{1,63}[>#]\s?$/,
  levels: [
    { name: 'tcl', suffix: /\(tcl\)[>#]$/, leave: { to: 'privileged', command: 'tclquit' } },
    {
      // Never only "(config…)": (ipsec-profile), (cfg-crypto-trans), (conf-isa-prof), (ca-trustpoint) …
      name: 'configuration',
      suffix: /\([\w+.-]+\)#$/,
      enter: { from: 'privileged', command: 'configure terminal' },
      leave: { to: 'privileged', command: 'end', key: CTRL_Z },
    },
    {
      name: 'privileged',
      suffix: /#$/,
      enter: { from: 'user', command: 'enable', secret: true },
      leave: { to: 'user', command: 'disable' },
    },
    { name: 'user', suffix: />$/ },
  ],
  home: 'privileged',
  configuration: 'configuration',
  // Enter would give one line, Space a page; any other key ends the answer.
  pager: { prompt: /^ ?-- ?More ?-- ?$/i, next: ' ', quit: 'q' },
  login: {
    username: /^(?:\S+ )?(?:[Uu]sername|[Ll]ogin|login as): ?$/,
    password: /^(?:Enable )?[Pp]assword: ?$/,
    banner: /^User Access Verification/,
    refused:
      /^% ?(?:Login invalid|Bad (?:passwords|secrets)|Access denied|Authentication failed|Error in authentication)/,
    impossible: /^Password required, but none set/,
    pressEnter: /^Press RETURN to get started/,
  },
  // 0 is "without end"; a release that knows no 0 for the width takes its widest (IOS: 512).
  preparation: ['terminal length 0', 'terminal width 511'],
  dialogs: [
    { question: /enter the initial configuration dialog\? \[yes\/no\]: ?$/, answer: 'no' },
    { question: /terminate autoinstall\? \[yes(?:\/no)?\]: ?$/, answer: 'yes' },
    { question: /enter basic management setup\? \[yes\/no\]: ?$/, answer: 'no' },
    // IOS XE 17 wants a secret all the same: ten characters of three kinds. It is not saved, as the menu is left by 0.
    { question: /^\s*(?:Enter|Confirm) enable secret: ?$/, answer: firstSecret },
    { question: /^Enter your selection(?: \[2\])?: ?$/, answer: '0' },
  ],
  questions: [
    /\[confirm\] ?$/,
    /\[(?:yes|no|y|n)(?:\/(?:yes|no|y|n))?\][?:]? ?$/i,
    /\[[^\]]*\]\?:? ?$/, // Destination filename [startup-config]?
    /^[A-Z][^[\]]*\[[^\]]*\]: ?$/, // Protocol [ip]:
    /^(?:\S+ )?[Pp]assword: ?$/,
  ],
  dead: [
    { shape: /^rommon \d+ ?> ?$/, message: 'is in its boot monitor (rommon): it has no system image running' },
    { shape: /^switch: ?$/, message: 'is in its boot loader: it has no system image running' },
    { shape: /^grub> ?$/, message: 'stands at its boot loader (grub)' },
  ],
  errors: {
    rejected: [/^% ?[A-Z\d]/, /^ERROR: /, /^Command authorization failed/, /^Command rejected/],
    // Some refusals of a configuration line begin like any other text: "Bad mask /30 for address 10.0.0.0".
    rejectedLine: [
      /^(?:Bad|Invalid|Incorrect|Illegal|Cannot|Unable|Must|Error|Unrecognized|Unknown)\b/,
      /^A pre-shared key for .* already exists!/,
      /^Entry already running and cannot be modified/,
      /^Point-to-point \(non-multi-access\) interfaces only/,
    ],
    remarks: [
      /^% ?NOTE/i,
      /^% ?Warning/i,
      /^% ?(?:Generating|The key modulus|You already have|Key pair|Please answer|Saving|Shutting down)/,
      /^%Default route without gateway/,
      /^% ?(?:Profile|Policy|Transform|Map)\b.* will /i,
      /^% ?All (?:RSA|router) /,
      /^% ?Access VLAN does not exist. Creating/,
      /^% ?A profile is deemed incomplete until/,
      // What a certificate server and an enrolment say on their way.
      /^% ?(?:Some server settings cannot be changed|Please enter a passphrase|or type Return|Exporting Certificate)/,
      /^% ?(?:Certificate Server enabled|Do you accept this certificate|Start certificate enrollment|Create a challenge)/,
      /^% ?(?:The (?:subject name|serial number|fully-qualified domain name|IP address|.* command ?will)|Include )/,
      /^% ?(?:Request certificate from|Certificate request sent|Attempting authentication)/,
    ],
    caret: /^\s*\^\s*$/,
  },
  log: {
    sign: '%',
    message: new RegExp(`^(?:\\d+: )?(?:${STAMP})?${MESSAGE}`),
    glued: new RegExp(`^(?<before>.+?)${STAMP}${MESSAGE}`),
    debug: [
      new RegExp(`^${STAMP}(?<text>.*)$`),
      // Without `service timestamps debug`: nothing but the name of the feature tells.
      /^(?<text>(?:ISAKMP(?:-(?:PAK|ERROR))?:? ?\(|ISAKMP:|IPSEC\(|IPSec\(|CRYPTO_|IKEv2:(?=\S)).*)$/,
    ],
    continued: /,\s*$/,
    continuation: /^\s+\S/,
  },
  commands: {
    showsLog:
      /^\s*(?:do\s+)?(?:sh(?:o|ow)?\s+(?:log|tec|arch|event|mon\w*\s+ev)|more\s+(?!\S*(?:running|startup)-config))/i,
    quotes: /^\s*(?:do\s+)?(?:sh(?:o|ow)?\s+(?:run|start|conf|arch|tec|log|hist|ban)|more\s|wr(?:i|it|ite)?\s+t)/i,
    looks: /^\s*(?:do\s+)?(?:sh(?:o|ow)?|dir|more)\s/i,
  },
  preambles: [/^Load for five secs: /, /^Time source is /],
  blocks: [
    {
      opens: /^\s*(?:banner\s+(?:motd|login|exec|incoming|prompt-timeout|slip-ppp)|banner)\s+(\S)/,
      invitation: /^Enter TEXT message/,
      closes: 'delimiter',
    },
    {
      opens: /^\s+certificate\s+(?:ca |self-signed |rsa-private |general-purpose )?[0-9A-F]+\s*$/i,
      invitation: /^Enter the certificate/,
      closes: /^\s*quit\s*$/,
    },
  ],
  save: { command: 'write memory' },
  restore: iosRestore,
};
