/** Some combinations of the judge in random/, the same in every run. */
import { tryCombinations } from './random/wanted.ts';

tryCombinations({ seed: 'usual', count: 6 });
