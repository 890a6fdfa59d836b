/** show xlate [detail]: the translations in use. A long one has its flags on a line of their own. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer } from '../values.ts';

export interface AsaTranslation extends Sourced {
  /** "NAT", or what ports are of: "TCP PAT", "UDP PAT", "ICMP PAT". */
  kind: string;
  /** Empty where it is not said, as before 8.3. */
  realInterface: string;
  /** An address, a network, or several. */
  real: string;
  realPort?: number;
  mappedInterface: string;
  mapped: string;
  mappedPort?: number;
  /** Letters: D DNS, e extended, I identity, i dynamic, r portmap, s static, T twice, N net-to-net. */
  flags?: string;
  idle?: string;
  timeout?: string;
}

type OldLine = [kind: string | undefined, mapped: string, mappedPort: string | undefined, real: string, realPort: string | undefined]; // prettier-ignore
type Line = [kind: string, realInterface: string, real: string, realPort: string | undefined, mappedInterface: string, mapped: string, mappedPort: string | undefined, rest: string]; // prettier-ignore

function tailOf(text: string): Pick<AsaTranslation, 'flags' | 'idle' | 'timeout'> {
  const found: Pick<AsaTranslation, 'flags' | 'idle' | 'timeout'> = {};
  for (const name of ['flags', 'idle', 'timeout'] as const) {
    const value = new RegExp(String.raw`\b${name} (\S+)`).exec(text)?.[1];
    if (value !== undefined) found[name] = value;
  }
  return found;
}

const PLACE = String.raw`([^\s:]{1,64}):([^\s,]{1,120}?(?:, [^\s,:]{1,60})*?)`;

const TABLE = new RuleTable<Records<AsaTranslation>>([
  passes(/^\d+ in use, \d+ most used$/),
  passes(/^Flags: .*$/),
  passes(/^[a-zA-Z] - [a-z].*$/),
  rule<Records<AsaTranslation>, Line>(
    new RegExp(
      String.raw`^((?:TCP |UDP |ICMP |SCTP )?(?:PAT|NAT)) from ${PLACE}(?:[/ ](\d+))? to ${PLACE}(?:[/ ](\d+))?((?: flags .*)?)$`,
    ),
    (translations, [kind, realInterface, real, realPort, mappedInterface, mapped, mappedPort, rest], line) => {
      const isPorts = kind.endsWith('PAT');
      const whole = (address: string, port: string | undefined): string => (isPorts || port === undefined ? address : `${address}/${port}`); // prettier-ignore
      return translations.begin(line, {
        kind,
        realInterface,
        real: whole(real, realPort),
        realPort: isPorts ? integer(realPort) : undefined,
        mappedInterface,
        mapped: whole(mapped, mappedPort),
        mappedPort: isPorts ? integer(mappedPort) : undefined,
        ...tailOf(rest),
      });
    },
  ),
  // 7.x and 8.0 to 8.2: `PAT Global 10.2.2.1(1030) Local 10.1.1.6(1024)`, `Global 192.0.2.1 Local 10.1.1.15`
  rule<Records<AsaTranslation>, OldLine>(
    /^(?:((?:TCP |UDP |ICMP )?PAT) )?Global (\S+?)(?:\((\d+)\))? Local (\S+?)(?:\((\d+)\))?(?: ICMP id \d+)?$/,
    (translations, [kind, mapped, mappedPort, real, realPort], line) => {
      const ports = { mappedPort: integer(mappedPort), realPort: integer(realPort) };
      return translations.begin(line, {
        kind: kind ?? 'NAT',
        realInterface: '',
        real,
        mappedInterface: '',
        mapped,
        ...ports,
      });
    },
  ),
  says<AsaTranslation, [string]>(/^(flags .*)$/, ([text]) => tailOf(text)),
]);

export function parseShowXlate(text: string): Parsed<AsaTranslation> {
  const translations = new Records<AsaTranslation>();
  const reading = readLines(text, TABLE, translations);
  const { last } = translations;
  const isBare = last !== undefined && last.realInterface !== '' && last.flags === undefined;
  return conclude(reading, translations.all, last !== undefined && (reading.isLoose || isBare));
}
