/** unchanged: nobody has changed the configuration of these roles while an action ran, or all of them. */
import type { VerbArguments } from '../../lab/expectation.ts';
import { quoteOf } from '../facts/captures.ts';
import { configurationLooks, linesOfConfiguration, readConfigurationText } from '../facts/configurations.ts';
import type { Look } from '../look.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { allHold, type Scene, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'unchanged'>;
type Place = Pick<Scene, 'exercise' | 'step'>;

const looksAt = ({ on }: Wanted, { exercise }: Place): Look[] =>
  on.flatMap((role) => configurationLooks(exercise, role));

export const unchanged: VerbRule<'unchanged'> = {
  looks: (wanted, place) => (wanted.over === 'step' ? looksAt(wanted, place) : []),
  begin: (wanted, place) => (wanted.over === 'step' ? looksAt(wanted, place) : []),
  around: looksAt,
  judge(wanted, scene) {
    const attributes = wanted.on.map((role) => attributeOf(role, wanted.over, scene));
    const changed = attributes.filter(({ holds }) => !holds).map(({ role }) => role);
    const when = wanted.over === 'step' ? 'in this step' : `while "${wanted.over}" ran`;
    const says = allHold(attributes)
      ? `Nobody changed the configuration of ${wanted.on.join(' and ')} ${when}.`
      : `The configuration of ${changed.join(' and ')} was changed ${when}.`;
    return { attributes, says, isFounded: allHold(attributes) };
  },
};

function attributeOf(role: string, over: string, scene: Scene): AttributeVerdict {
  const isStep = over === 'step';
  const before = readConfigurationText(scene, role, isStep ? 'begin' : { before: over });
  const after = readConfigurationText(scene, role, isStep ? 'end' : { after: over });
  const [old, now] = [linesOfConfiguration(before), linesOfConfiguration(after)];
  const holds = old.join('\n') === now.join('\n');
  const [known, kept] = [new Set(old), new Set(now)];
  const added = now.find((line) => !known.has(line));
  const gone = old.find((line) => !kept.has(line));
  const found = holds ? 'as before' : `another: ${(added ?? gone ?? 'in another order').trim()}`;
  const quotes = quotesOfChange(added, after) ?? quotesOfChange(gone, before) ?? [];
  return { name: 'configuration', role, expected: 'as before', found, holds, quotes };
}

type Evidence = Parameters<typeof quoteOf>[0];

function quotesOfChange(line: string | undefined, evidence: Evidence): AttributeVerdict['quotes'] | undefined {
  const at = evidence.text.split('\n').findIndex((text) => text.trimEnd() === line);
  return line === undefined || at < 0 ? undefined : [quoteOf(evidence, at)];
}
