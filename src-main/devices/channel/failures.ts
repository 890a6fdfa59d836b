/** Everything that can go wrong in a conversation, in the words the user reads. */
import { Failure } from '../../base/errors.ts';

/** @param who the device, as the user knows it: "R1 (127.0.0.1:5000)" */
export const failures = {
  lost: (who: string, reason: string) =>
    new Failure('unreachable', 'connection-lost', `the connection to ${who} is lost: ${reason}`),
  closed: (who: string) => new Failure('unreachable', 'connection-closed', `the connection to ${who} was closed by us`),
  noAnswer: (who: string, doing: string, last: string) =>
    new Failure(
      'device',
      'no-answer',
      `${who} did not finish ${doing} in time${last ? `; its last line was "${last}"` : ''}`,
    ),
  noPrompt: (who: string, last: string) =>
    new Failure(
      'unreachable',
      'no-prompt',
      last
        ? `${who} shows no prompt that we know; its last line is "${last}"`
        : `${who} prints nothing (is it started, and is this its console?)`,
    ),
  dead: (who: string, message: string) => new Failure('device', 'no-command-line', `${who} ${message}`),
  restarted: (who: string, command: string) =>
    new Failure('device', 'restarted', `${who} was started anew, or has ended the session, while "${command}" ran`),
  question: (who: string, command: string, question: string) =>
    new Failure(
      'device',
      'unexpected-question',
      `${who} asks "${question.trim()}" after "${command}", and no answer was declared; the command was broken off`,
    ),
  disturbed: (who: string, command: string) =>
    new Failure('busy', 'console-disturbed', `somebody typed at the console of ${who} while "${command}" was entered`),
  notACommand: (command: string) =>
    new Failure(
      'bad-input',
      'not-a-command',
      `a command is one line of printable characters: ${JSON.stringify(command)} is not`,
    ),
  loginNeeded: (who: string, what: string) =>
    new Failure('unreachable', 'login-needed', `${who} asks for ${what}, and none was given`),
  loginImpossible: (who: string, line: string) =>
    new Failure('unreachable', 'login-impossible', `${who} lets nobody in: "${line.trim()}"`),
  wrongPassword: (who: string, username: string | undefined) =>
    new Failure(
      'unreachable',
      'wrong-password',
      username === undefined
        ? `${who} refused the password`
        : `${who} refused the user name or the password of "${username}"`,
    ),
  wrongEnablePassword: (who: string) =>
    new Failure('unreachable', 'wrong-enable-password', `${who} refused the enable password`),
  enablePasswordNeeded: (who: string) =>
    new Failure('unreachable', 'enable-password-needed', `${who} asks for an enable password, and none was given`),
  levelRefused: (who: string, command: string, answer: string) =>
    new Failure(
      'device',
      'level-refused',
      `${who} did not change its mode after "${command}"${answer && `: ${answer}`}`,
    ),
  noWay: (who: string, from: string, to: string) =>
    new Failure('device', 'no-way', `no way is known on ${who} from ${from || 'an unknown mode'} to ${to}`),
};
