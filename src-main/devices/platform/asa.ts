import type { Platform } from '../channel/platform.ts';
import { asaRestore } from './asa-restore.ts';
import { ios } from './ios.ts';

/** `Nov 27 2026 13:00:00 edge : `: a time stamp, and the name of the device where it is configured to be told. */
const STAMP = String.raw`(?:(?<stamp>[A-Z][a-z]{2} [ \d]\d(?: \d{4})? \d\d:\d\d:\d\d(?: [A-Z]{3,5})?)(?: [\w.-]+ ?)?: )`;
const MESSAGE = String.raw`%(?<facility>ASA(?:-[a-z]+)?)-(?<severity>[0-7])-(?<mnemonic>\d{6}): ?(?<text>.*)$`;

/**
 * Cisco ASA 9.x: the ways of IOS with a pager of its own (netmiko's `cisco_asa`: `terminal pager 0`). The width of a
 * terminal is configuration there, and is left alone. The prompt tells failover and context (`edge/pri/act#`,
 * `edge/admin(config)#`), and `enable` asks for a password where none is set, too.
 */
export const asa: Platform = {
  ...ios,
  name: 'asa',
  levels: [
    {
      // No key to leave by: host names of an ASA have no parentheses that would be in doubt.
      name: 'configuration',
      suffix: /\([\w+.-]+\)#$/,
      enter: { from: 'privileged', command: 'configure terminal' },
      leave: { to: 'privileged', command: 'end' },
    },
    ...ios.levels.filter(({ name }) => name === 'privileged' || name === 'user'),
  ],
  // Tried on its own line after the answer: "<--- More --->".
  pager: { prompt: /^<--- More --->$/, next: ' ', quit: 'q' },
  preparation: ['terminal pager 0'],
  login: {
    ...ios.login,
    refused:
      /^(?:Access denied|Invalid password|Login incorrect|% ?(?:Login invalid|Authentication failed|Bad passwords))/,
  },
  dialogs: [
    { question: /^Pre-configure Firewall now through interactive prompts \[yes\]\? ?$/, answer: 'no' },
    // 8.4 and later, at the first `configure terminal`.
    { question: /\[Y\]es, \[N\]o, \[A\]sk later: ?$/, answer: 'A' },
  ],
  questions: [...ios.questions, /^(?:Enter|Repeat) +Password: ?$/],
  dead: [{ shape: /^rommon #?\d+ ?> ?$/, message: 'is in its boot monitor (rommon): it has no system image running' }],
  errors: {
    ...ios.errors,
    rejected: [...ios.errors.rejected, /^Command not (?:allowed|valid)/i],
    remarks: [...ios.errors.remarks, /^(?:WARNING|INFO): /],
  },
  log: {
    ...ios.log,
    message: new RegExp(`^${STAMP}?${MESSAGE}`),
    glued: new RegExp(`^(?<before>.+?)${STAMP}${MESSAGE}`),
    debug: [
      ...ios.log.debug,
      /^(?:(?<stamp>[A-Z][a-z]{2} \d\d(?: \d{4})? \d\d:\d\d:\d\d) )?(?<text>\[IKEv1(?: [A-Z]+)?\].*)$/,
      /^(?<text>IKEv2-(?:PROTO|PLAT)-\d+: .*)$/,
    ],
  },
  // Each line of a banner is a command, and nothing ends it.
  blocks: ios.blocks.filter(({ closes }) => closes !== 'delimiter'),
  restore: asaRestore,
};
