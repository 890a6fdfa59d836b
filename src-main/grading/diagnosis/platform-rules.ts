/** Whether the router has the commands of IPsec at all. */
import type { Exercise } from '../../lab/exercise.ts';
import { quoteOf } from '../facts/captures.ts';
import type { Quote } from '../verdict.ts';
import { answerOf, refusalOf } from './answers.ts';
import { fault, ruledOut, type Rule } from './rule.ts';
import type { Side } from './side.ts';

const COMMANDS = ['show crypto isakmp sa', 'show crypto isakmp policy', 'show crypto ipsec sa'];

export const noLicence: Rule = {
  id: 'P1-LICENSE',
  title: 'The licence for IPsec is not active',
  explains: ['policy', 'key', 'transform set', 'profile', 'tunnel', 'map', 'line', 'ike', 'child', 'traffic'],
  find(sides, exercise) {
    for (const side of sides.filter(({ platform }) => platform === 'ios' || platform === 'iosxe')) {
      const refused = COMMANDS.flatMap((command) => refusalOf(exercise, side.captures, side.role, command));
      const licence = licenceQuotes(side, exercise);
      // A router that refuses one of them may be old; one that knows none of them has no IPsec.
      if (refused.length < COMMANDS.length && licence.length === 0) continue;
      return fault(
        `${side.role} does not know the commands of IPsec: its image has them, and the licence for them (securityk9) is not active.`,
        [
          'A router that answers "% Invalid input" to every `crypto` command lacks more than a configuration.',
          `\`show version\` on ${side.role}: what stands under "Technology Package" in the line that begins with "security"?`,
          `On ${side.role}: \`license boot module MODULE technology-package securityk9\`, save, and reload.`,
        ],
        [...licence, ...refused.slice(0, 2)],
      );
    }
    return ruledOut('the routers know the commands of IPsec', []);
  },
};

/** `security     disable     None     None` in the table of technology packages. */
function licenceQuotes(side: Side, exercise: Exercise): Quote[] {
  const version = answerOf(exercise, side.captures, side.role, 'show version')?.evidence;
  const line = version?.text.split('\n').findIndex((text) => /^security\s+(?:disable|None)\b/.test(text.trim())) ?? -1;
  return version && line >= 0 ? [quoteOf(version, line)] : [];
}
