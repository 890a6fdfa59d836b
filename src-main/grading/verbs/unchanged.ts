/** unchanged: nobody has changed the configuration of these roles while an action ran, or all of them. */
import type { VerbArguments } from '../../lab/expectation.ts';
import { quoteOf } from '../facts/captures.ts';
import { configurationLooks, linesOfConfiguration, readConfiguration } from '../facts/configurations.ts';
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
  const before = readConfiguration(scene, role, over === 'step' ? 'begin' : { before: over });
  const after = readConfiguration(scene, role, over === 'step' ? 'end' : { after: over });
  const known = new Set(linesOfConfiguration(before.evidence));
  const lines = linesOfConfiguration(after.evidence);
  const isSame = lines.length === known.size || lines.join('\n') === linesOfConfiguration(before.evidence).join('\n');
  const added = lines.find((line) => !known.has(line));
  const gone = [...known].find((line) => !lines.includes(line));
  const holds = isSame && added === undefined && gone === undefined;
  return {
    name: 'configuration',
    role,
    expected: 'as before',
    found: holds ? 'as before' : `another: ${(added ?? gone ?? 'in another order').trim()}`,
    holds,
    quotes: quotesOfChange(added, after.evidence) ?? quotesOfChange(gone, before.evidence) ?? [],
  };
}

type Evidence = Parameters<typeof quoteOf>[0];

function quotesOfChange(line: string | undefined, evidence: Evidence): AttributeVerdict['quotes'] | undefined {
  const at = evidence.text.split('\n').findIndex((text) => text.trimEnd() === line);
  return line === undefined || at < 0 ? undefined : [quoteOf(evidence, at)];
}
