/** Some combinations of the judge in random/, the same in every run. */
import { tryCombinations, tryFirewalls, tryRefusals } from './random/wanted.ts';

tryCombinations({ seed: 'usual', count: 4 });
tryFirewalls({ seed: 'usual', count: 2 });
tryRefusals({ seed: 'usual', count: 2 });
