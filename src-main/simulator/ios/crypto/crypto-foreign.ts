/** Crypto commands of IOS that this program has not: each is refused by its name, so that nobody believes in it. */
import { refuseByPurpose } from '../../cli/refuse-by-name.ts';
import { configureMode } from '../modes.ts';

/** By the words that begin them, what they would do. */
const foreign = {
  'crypto isakmp xauth': 'The timeout of XAUTH',
  'crypto isakmp diagnose': 'Diagnosis of ISAKMP',
  'crypto ipsec optional': 'Optional encryption',
  'crypto gdoi': 'Group encrypted transport (GDOI)',
  'crypto call admission limit': 'Call admission control of IKE',
  'crypto identity': 'Identities of certificates (crypto identity)',
} as const;

export function declareForeignCrypto(): void {
  refuseByPurpose(configureMode, foreign);
}
