/** show crypto ikev2 sa [detailed | local A | remote A | fvrf V] */
import { conclude } from '../account.ts';
import type { Parsed } from '../parsed.ts';
import { passes } from '../records.ts';
import { RuleTable, readLines } from '../rules.ts';
import type { Ikev2Sa } from './ikev2-sa.ts';
import { Ikev2Sas, ikev2SaRules } from './ikev2-sa-rules.ts';

const TABLE = new RuleTable<Ikev2Sas>([...ikev2SaRules<Ikev2Sas>((sas) => sas), passes(/^There are no IKEv2 SAs$/i)]);

export function parseShowCryptoIkev2Sa(text: string): Parsed<Ikev2Sa> {
  const sas = new Ikev2Sas();
  const reading = readLines(text, TABLE, sas);
  return conclude(reading, sas.all, sas.isOpen);
}
