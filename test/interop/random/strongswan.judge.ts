/** npm run judge:strongswan: as many combinations as one has time for, of another seed every day. */
import { tryCombinations } from './wanted.ts';

tryCombinations({ seed: new Date().toISOString().slice(0, 10), count: 40 });
