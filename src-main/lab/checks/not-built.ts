/** Verbs that can be written and not yet judged. */
import type { Verb } from '../expectation.ts';

export const notBuilt: readonly Verb[] = [
  'cryptoMap',
  'ikev2Proposal',
  'ikev2Policy',
  'ikev2Keyring',
  'ikev2Profile',
  'path',
  'nat',
];
