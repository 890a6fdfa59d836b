/**
 * A lab folder as an exercise for one learner. The phases: the text is YAML; the schema holds; variables get values;
 * roles find their nodes; every text is filled in; every reference is looked up. Each phase reports all its faults.
 */
import { z } from 'zod';
import { addressesOf, addressWords } from './addresses.ts';
import { bindingOf } from './backends.ts';
import { brokenOf } from './broken.ts';
import type { Draft } from './draft.ts';
import { bindElsewhere } from './elsewhere.ts';
import type { Exercise, Loaded } from './exercise.ts';
import { Files } from './files.ts';
import { labFile, type LabFile } from './lab-file.ts';
import { linksOf } from './links.ts';
import { numberPlaces, numberWords, reportUnknown, withNumbers, type NumberPlace } from './numbers.ts';
import { distractorsOf, faultsOf } from './plans.ts';
import { References } from './references.ts';
import { Report } from './report.ts';
import { nameWords, rolesOf } from './roles.ts';
import { schemaFaults } from './schema-faults.ts';
import { takingVariables } from './schema-numbers.ts';
import type { LabChoice, LabSource } from './source.ts';
import { stepsOf } from './steps.ts';
import { Templates } from './templates.ts';
import { chanceOf, variableWords, type Words } from './variables.ts';
import { readYamlText, type YamlText } from './yaml-text.ts';

export type { LabChoice, LabSource } from './source.ts';

/** A lab whose file was read: what differs between learners is not known yet. */
export interface ReadLab {
  /** What lab.yml names is looked up, and filled in with the values of one learner. */
  exerciseFor(choice: LabChoice): Loaded<Exercise>;
}

/** Reads lab.yml and what it names. Every fault is reported with its place, what was expected and how to mend it. */
export function loadLab(source: LabSource, choice: LabChoice = {}): Loaded<Exercise> {
  const read = readLab(source);
  return read.ok ? read.value.exerciseFor(choice) : read;
}

/** Reads lab.yml once for many learners. */
export function readLab(source: LabSource): Loaded<ReadLab> {
  const text = source.read('lab.yml');
  if (text === undefined) {
    const mend = 'choose the folder that holds lab.yml';
    return { ok: false, diagnostics: [{ severity: 'error', path: 'lab.yml', message: 'there is no such file', mend }] };
  }
  const yaml = readYamlText(text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n'));
  if (!yaml.ok) return yaml;
  const report = new Report(yaml.value);
  const file = validated(yaml.value, report);
  if (!file) return { ok: false, diagnostics: report.diagnostics };
  const exerciseFor = (choice: LabChoice): Loaded<Exercise> => loaded(file, yaml.value, source, choice);
  return { ok: true, value: { exerciseFor }, diagnostics: [] };
}

/** lab.yml as it was found right, and where numbers follow from variables; there it has those of the defaults. */
interface Validated {
  file: LabFile;
  places: NumberPlace[];
}

function loaded({ file, places }: Validated, yaml: YamlText, source: LabSource, choice: LabChoice): Loaded<Exercise> {
  const report = new Report(yaml);
  const chance = chanceOf(file.id, choice.seed);
  const words = variableWords(file.variables ?? {}, chance, report);
  const own = withNumbers(file, places, words);
  const exercise = report.isBroken ? undefined : exerciseOf(own, source, choice, { words, report });
  if (!exercise || report.isBroken) return { ok: false, diagnostics: report.diagnostics };
  return { ok: true, value: exercise, diagnostics: report.diagnostics };
}

/** JSON Schema of lab.yml, for editors; draft 7 is what they complete and check. */
export function labSchema(): object {
  const schema = z.toJSONSchema(labFile, { target: 'draft-7' });
  const steps = takingVariables(schema.properties?.['steps']);
  const definitions = schema.definitions === undefined ? {} : { definitions: takingVariables(schema.definitions) };
  return { title: 'A QuickMode lab', ...schema, properties: { ...schema.properties, steps }, ...definitions };
}

function validated({ value }: YamlText, report: Report): Validated | undefined {
  const places = numberPlaces(labFile, value);
  reportUnknown(places, numberWords(value, 'default'), report);
  if (report.isBroken) return undefined;
  const [file] = (places.length > 0 ? (['default', 'from', 'to'] as const) : (['default'] as const)).map((at) =>
    parsed(withNumbers(value, places, numberWords(value, at)), report),
  );
  return file === undefined || report.diagnostics.length > 0 ? undefined : { file, places };
}

function parsed(value: unknown, report: Report): LabFile | undefined {
  const reading = labFile.safeParse(value);
  if (reading.success) return reading.data;
  for (const { path, isAboutKey, message, mend } of schemaFaults(labFile, value, reading.error.issues)) {
    if (isAboutKey) report.addAtKey(path, { message, mend });
    else report.add(path, { message, mend });
  }
  return undefined;
}

/** The words of one learner, and where faults go. */
interface Telling {
  words: Words;
  report: Report;
}

function exerciseOf(
  file: LabFile,
  source: LabSource,
  choice: LabChoice,
  { words, report }: Telling,
): Exercise | undefined {
  // prettier-ignore
  const files = new Files(source, report);
  const chance = chanceOf(file.id, choice.seed);
  const addresses = addressesOf(file, new Templates(words, report), report);
  const links = linksOf(file, addresses, report);
  const binding = choice.elsewhere
    ? bindElsewhere(file, choice.elsewhere, { links, report })
    : bindingOf(file, { source, files, links, report }, choice);
  if (!binding) return undefined;
  const everything = new Map([...words, ...addressWords(addresses), ...nameWords(addresses, binding)]);
  const templates = new Templates(everything, report);
  const references = new References(Object.keys(file.roles), addresses, Object.keys(file.links ?? {}), report);
  const draft: Draft = { file, files, report, templates, references };
  const roles = rolesOf(draft, addresses, binding);
  const steps = stepsOf(draft);
  return {
    id: file.id,
    version: file.version,
    title: templates.expand(file.title, { path: ['title'] }),
    summary: templates.expand(file.summary, { path: ['summary'] }),
    level: file.level,
    minutes: file.minutes,
    source: file.source,
    seed: choice.seed,
    roles,
    links,
    topology: binding.topology,
    ...brokenOf(draft, { steps, faults: faultsOf(draft, steps) }, chance),
    distractors: distractorsOf(draft),
  };
}
