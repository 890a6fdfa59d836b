/** How help and wrong usage read: what commander says, in the voice of every other complaint, and as wide as a terminal. */
import { Help, type HelpConfiguration } from 'commander';

type Saying = readonly [shape: RegExp, says: (...words: string[]) => string];

const sayings: readonly Saying[] = [
  [/^unknown command '(.*?)'$/s, (name) => `There is no command "${name}".`],
  [/^unknown option '(.*?)'$/s, (name) => `There is no option ${name} here.`],
  [/^missing required argument '(.*?)'$/s, (name) => `The argument <${name}> is missing.`],
  [/^required option '(.*?)' not specified$/s, (name) => `The option ${name} is missing.`],
  [/^option '(.*?)' argument missing$/s, (name) => `The option ${name} is given no value.`],
  [/^option '(\S+).*?' argument '(.*?)' is invalid\. (.*)$/s, (name, value, why) => `${name} cannot be "${value}". ${whole(why)}`],
  [/^command-argument value '(.*?)' is invalid for argument '(.*?)'\. (.*)$/s, (value, name, why) => `<${name}> cannot be "${value}". ${whole(why)}`],
  [/^too many arguments for '(.*?)'\. Expected (\d+) arguments? but got (\d+)\.$/s, (name, taken, given) => `${name} takes ${taken === '0' ? 'no arguments' : taken === '1' ? 'one argument' : `${taken} arguments`}, and was given ${given}.`],
]; // prettier-ignore

/** @param text as commander has it: "error: unknown command 'captur'\n(Did you mean capture?)\n" */
export function usageComplaint(text: string): string {
  const [, said = text, near] = /^error: (.*?)\n?(?:\(Did you mean (?:one of )?(.*?)\?\))?\n?$/s.exec(text) ?? [];
  for (const [shape, says] of sayings) {
    const found = shape.exec(said);
    if (found) return `quickmode: ${says(...found.slice(1))}${near === undefined ? '' : ` Did you mean ${near}?`}\n`;
  }
  return `quickmode: ${said.charAt(0).toUpperCase()}${said.slice(1)}\n`;
}

function whole(why = ''): string {
  return why.replace(/^Allowed choices are /, 'There are: ');
}

/** Words that are longer than that have their description below them, not beside. */
const widest = 30;

/** Names alone stand in the list of commands: their arguments are in the help of each. */
export const helpShape: HelpConfiguration = {
  subcommandTerm: (command) => command.name(),
  padWidth: (command, helper) => Math.min(widest, new Help().padWidth(command, helper)),
  formatItem: (term, width, description, helper) =>
    helper.displayWidth(term) > width && description !== ''
      ? `  ${term}\n${helper.formatItem('', width, description, helper)}`
      : Help.prototype.formatItem.call(helper, term, width, description, helper),
};
