import type { Platform } from '../channel/platform.ts';
import { shell } from './linux.ts';

/**
 * VyOS and other descendants of Vyatta: a shell with commands of its own, and a configuration that is a draft until it
 * is committed. Leaving it discards what was not. (Sources: VyOS's manual of its command line; netmiko's and scrapli's
 * drivers for VyOS name the same commands against paging.)
 */
export const vyos: Platform = {
  ...shell,
  name: 'vyos',
  comment: '#', // its shell has an editor of lines
  unprinted: '',
  prompt: /^\S{1,64}@\S{1,64}[$#>] ?$/,
  levels: [
    {
      name: 'configuration',
      suffix: /#$/,
      enter: { from: 'operation', command: 'configure' },
      leave: { to: 'operation', command: 'exit discard' },
    },
    { name: 'operation', suffix: /:[^$>\s]*[$>]$/ },
  ],
  home: 'operation',
  configuration: 'configuration',
  // less, which it shows long answers with where it was not told otherwise.
  pager: { prompt: /^(?::|\(END\)|--More--|lines \d+-\d+(?:\/\d+)?(?: \(END\)| \d+%)?) ?$/, next: ' ', quit: 'q' },
  preparation: ['set terminal length 0', 'set terminal width 512'],
  errors: {
    rejected: [
      /^\s*Invalid command: /,
      /^\s*(?:Set|Delete|Commit|Validation|Copy|Rename) failed\b/,
      /^\s*Configuration path: .* (?:is not valid|already exists)/,
      /^\s*(?:Ambiguous|Incomplete) command/i,
      /^\s*(?:Error|ERROR):/,
      /^\s*Cannot exit: /,
    ],
    rejectedLine: [/^\s*(?:Value validation failed|Failed to|Invalid|Cannot|Must)\b/, /^\s*Nothing to delete\b/],
    remarks: [/^\s*No configuration changes to commit/],
    caret: /^\s*\^\s*$/,
  },
  commands: { ...shell.commands, showsLog: /^\s*(?:run\s+)?(?:show\s+log|monitor\s)/, looks: /^\s*(?:run\s+)?show\s/ },
  postambles: [/^\[edit\b[^\]]*\]$/],
  commit: 'commit',
  save: { command: 'save', isLine: true },
  restore: {
    show: ['show configuration commands'],
    archive: {
      save: { command: 'save /tmp/quickmode-checkpoint.config', isLine: true },
      replace: { command: 'load /tmp/quickmode-checkpoint.config', isLine: true },
    },
  },
};
