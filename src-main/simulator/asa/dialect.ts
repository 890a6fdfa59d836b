/**
 * What an ASA's command line says by itself. Prompts and errors as in consoles of 9.x: a blank after the prompt, `ERROR: `
 * before each complaint, and the caret under the first character that will not do (seed 004 has the prompt; the rest:
 * Cisco ASA Series CLI configuration guide, "Using the Command-Line Interface").
 */
import type { Dialect } from '../cli/dialect.ts';

const more = '<--- More --->';

export const asa: Dialect = {
  prompt: (hostname, suffix) => `${hostname}${suffix} `,
  notSimulated: 'ERROR: ',
  invalid: (column) => `${' '.repeat(column)}^\nERROR: % Invalid input detected at '^' marker.\n`,
  incomplete: 'ERROR: % Incomplete command\n',
  incompleteList: () => 'ERROR: % Incomplete command\n',
  ambiguous: (line) => `ERROR: % Ambiguous command:  "${line}"\n`,
  unrecognized: 'ERROR: % Unrecognized command\n',
  more,
  eraseMore: `\r${' '.repeat(more.length)}\r`,
  filtering: 'filtering...\n',
  answerYesOrNo: '',
  login: {
    heading: '\n\nUser Access Verification\n\n',
    username: 'Username: ',
    password: 'Password: ',
    wrongUser: 'Access denied.\n\n',
    wrongPasswords: 'Access denied.\n',
    attempts: 3,
  },
  pressReturn: '',
  available: () => '\n\nLogoff\n\n',
};
