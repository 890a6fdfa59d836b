/** npm run judge:strongswan: as many combinations as one has time for, of another seed every day. */
import { tryAccess, tryCombinations, tryFirewalls, tryRefusals } from './wanted.ts';

const wanted = { seed: new Date().toISOString().slice(0, 10), count: 40 };
tryCombinations(wanted);
tryFirewalls(wanted);
tryRefusals(wanted);
tryAccess(wanted);
