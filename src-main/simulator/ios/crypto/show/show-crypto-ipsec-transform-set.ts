/** show crypto ipsec transform-set: wording of seed 000, the blanks at the ends of lines of corpus handmade v15. */
import type { TransformSet } from '../../../router/ipsec/crypto-configuration.ts';
import { shownProposal } from '../crypto-transforms.ts';

export function transformSetLines(sets: Iterable<TransformSet>): string[] {
  return [...sets].flatMap((set) => [
    `Transform set ${set.name}: { ${shownSet(set)}  } `,
    `   will negotiate = { ${modeOf(set)},  }, `,
    '',
  ]);
}

/** The transforms of a set, as show commands spell them. */
export function shownSet(set: TransformSet): string {
  return `${shownProposal(set)}${set.namesCompression ? ' comp-lzs' : ''}`.trim();
}

function modeOf({ mode, isModeRequired }: TransformSet): string {
  if (mode === 'tunnel') return 'Tunnel';
  return isModeRequired ? 'Require Transport' : 'Transport';
}
