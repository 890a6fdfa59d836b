/** What a platform's command line says by itself, apart from its commands. IOS here; another platform has its own. */

export interface Dialect {
  /** The prompt: the host name and what the mode adds to it. */
  prompt(hostname: string, suffix: string): string;
  /** The line with the caret, and the message. @param column of the screen */
  invalid(column: number): string;
  readonly incomplete: string;
  /** For a word that leads to a list of commands and stands alone. */
  incompleteList(word: string): string;
  ambiguous(line: string): string;
  /** What the sentence begins with that names what is not simulated. */
  readonly notSimulated: string;
  /** When `?` follows something that is not a command. */
  readonly unrecognized: string;
  /** Shown when a page is full, and what takes it off the screen again. */
  readonly more: string;
  readonly eraseMore: string;
  /** What follows a search at a full page. */
  readonly filtering: string;
  readonly answerYesOrNo: string;
  readonly login: {
    readonly heading: string;
    readonly username: string;
    readonly password: string;
    /** After each wrong pair of user name and password. */
    readonly wrongUser: string;
    /** After the last wrong password, where only a password is asked. */
    readonly wrongPasswords: string;
    readonly attempts: number;
  };
  /** What a console shows until somebody presses RETURN: after start-up, and after a session. */
  readonly pressReturn: string;
  available(hostname: string, lineName: string): string;
}

const backspaces = '\b'.repeat(9);

/** Host names in prompts of configuration modes, and these prompts as a whole, are cut (sources at `prompt`). */
const longestName = 20;
const longestPrompt = 30;

/**
 * Cisco IOS 12.4 and later.
 * - Errors: reference/device-output.md section 4; a blank line follows those two that it follows.
 * - ` --More-- `: the same section; nine backspaces, eight blanks, nine backspaces bring the cursor to the margin.
 */
export const ios: Dialect = {
  /**
   * "A field of 30 characters is used for the host name and the prompt": with the name Basement-rtr2 the mode
   * (config-service-profile) shows as `Basement-rtr2(config-service)#` (Cisco IOS command reference, `hostname`). A name
   * longer than 20 characters is cut to 20 in configuration modes (netmiko issues 210, 1786, 2755). In exec it is whole.
   */
  prompt: (hostname, suffix) => {
    const [, mode] = /^\((.*)\)#$/.exec(suffix) ?? [];
    if (mode === undefined) return hostname + suffix;
    const name = hostname.slice(0, longestName);
    return `${name}(${mode.slice(0, longestPrompt - name.length - '()#'.length)})#`;
  },
  invalid: (column) => `${' '.repeat(column)}^\n% Invalid input detected at '^' marker.\n\n`,
  incomplete: '% Incomplete command.\n\n',
  // Consoles of 15.5 (P-RR#sh) and of courses.
  incompleteList: (word) => `% Type "${word} ?" for a list of subcommands\n`,
  ambiguous: (line) => `% Ambiguous command:  "${line}"\n`,
  // A word of ours, in the form that programs take for an error (Ansible's cisco.ios, netmiko's error_pattern).
  notSimulated: '% Invalid input: ',
  unrecognized: '% Unrecognized command\n',
  more: ' --More-- ',
  eraseMore: `${backspaces}        ${backspaces}`,
  filtering: 'filtering...\n',
  answerYesOrNo: `% Please answer 'yes' or 'no'.\n`,
  login: {
    heading: '\n\nUser Access Verification\n\n',
    username: 'Username: ',
    password: 'Password: ',
    wrongUser: '% Login invalid\n\n',
    wrongPasswords: '% Bad passwords\n',
    attempts: 3,
  },
  pressReturn: '\n\nPress RETURN to get started!\n\n',
  available: (hostname, lineName) =>
    `${'\n'.repeat(8)}${hostname} ${lineName} is now available${'\n'.repeat(6)}` +
    `Press RETURN to get started.${'\n'.repeat(12)}`,
};
