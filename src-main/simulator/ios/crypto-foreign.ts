/** Crypto commands of IOS that this program has not: each is refused by its name, so that nobody believes in it. */
import { refuseByPurpose } from '../cli/refuse-by-name.ts';
import { Refusal } from '../cli/refusal.ts';
import { configureMode, interfaceMode } from './modes.ts';

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
  interfaceMode.add('crypto ipsec {df-bit|fragmentation}:kind [LINE:more]', {
    hidden: true,
    run: (_, { kind }) => {
      throw Refusal.because(`% 'crypto ipsec ${kind}' on an interface is not simulated: it holds for the router`);
    },
  });
}
