/** show logging */
import { conclude } from '../account.ts';
import { Margin } from '../margin.ts';
import type { Parsed } from '../parsed.ts';
import { passes } from '../records.ts';
import { ANY_LINE, RuleTable, readLines, rule } from '../rules.ts';
import { LOG_LINE } from '../stamp.ts';
import { integer } from '../values.ts';
import { LoggingState, SETTINGS } from './logging-settings.ts';
import type { Logging } from './logging.ts';

const INTERFACES = [
  rule<LoggingState>(/^Logging Source-Interface:\s+VRF Name:$/, (state) => {
    state.isInInterfaces = true;
  }),
  rule<LoggingState, [string]>(/^Log Buffer \((\d+) bytes\):$/, (state, [bytes], line) => {
    state.says(line, { bufferBytes: integer(bytes) });
    state.isInBuffer = true;
  }),
  rule<LoggingState, [string, string | undefined]>(
    /^([A-Za-z][\w-]*\d[\w./:-]*)(?:\s+(\S+))?$/,
    ({ last }, [name, vrf], line) => last?.sourceInterfaces.push({ name, ...(vrf === undefined ? {} : { vrf }), line }),
    ({ isInBuffer, isInInterfaces }) => isInInterfaces && !isInBuffer,
  ),
];

const OTHERS = [
  passes<LoggingState>(/^No (?:Active|Inactive|active) (?:Message Discriminator|filter modules)\.$/),
  rule<LoggingState>(
    /^(?:(?:xml|filtering|sequence|Active Message|Inactive Message|\d+ (?:flushes|overruns)).*)$/i,
    () => true,
    ({ isInBuffer }) => !isInBuffer,
  ),
  rule<LoggingState>(LOG_LINE, ({ entries }, _groups, _number, line) => entries.add(line)),
  rule<LoggingState>(
    ANY_LINE,
    ({ entries }, _groups, _number, line) => entries.addOfBuffer(line),
    ({ isInBuffer, entries }) => isInBuffer || entries.hasAny,
  ),
];

const TABLE = new RuleTable<LoggingState>([...SETTINGS, ...INTERFACES, ...OTHERS]);

/** What was filtered (`| include CRYPTO`) has messages alone. */
export function parseShowLogging(text: string): Parsed<Logging> {
  const state = new LoggingState(new Margin(text, { keepLogs: true }));
  const reading = readLines(text, TABLE, state, { keepLogs: true });
  const messages = state.entries.records();
  const [first] = messages;
  if (first) state.says(first.line, {});
  if (state.last) state.last.messages = messages;
  const isOpen = state.last?.isEnabled !== undefined && !state.isInBuffer && state.last.buffer?.isEnabled === true;
  return conclude(reading, state.all, isOpen);
}
