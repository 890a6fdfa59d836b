/** show crypto ipsec transform-set: wording of seed 000, the blanks at the ends of lines of corpus handmade v15. */
import type { TransformSet } from '../router/crypto-configuration.ts';
import { shownProposal } from './crypto-transforms.ts';

export function transformSetLines(sets: Iterable<TransformSet>): string[] {
  return [...sets].flatMap(({ name, esp, ah, mode, namesCompression }) => [
    `Transform set ${name}: { ${shownProposal({ esp, ah })}${namesCompression ? ' comp-lzs' : ''}  } `,
    `   will negotiate = { ${mode === 'tunnel' ? 'Tunnel' : 'Transport'},  }, `,
    '',
  ]);
}
