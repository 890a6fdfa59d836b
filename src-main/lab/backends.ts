/** The topologies of a lab: each is read and held against the roles and links; one is chosen. */
import type { Diagnostic } from '../base/errors.ts';
import { bind, type Binding } from './binding.ts';
import type { ExerciseLink } from './exercise.ts';
import type { Files } from './files.ts';
import type { LabFile } from './lab-file.ts';
import { checkWiring } from './links.ts';
import type { Report } from './report.ts';
import type { BackendName, LabChoice, LabSource } from './source.ts';

interface Surroundings {
  source: LabSource;
  files: Files;
  links: readonly ExerciseLink[];
  report: Report;
}

const backends: readonly BackendName[] = ['gns3', 'cml'];

/** @returns undefined, with faults, where the chosen backend cannot be used */
export function bindingOf(file: LabFile, around: Surroundings, { backend, prefers }: LabChoice): Binding | undefined {
  const present = backends.filter((name) => file.backends[name]);
  const wanted = backend ?? present.find((name) => name === prefers) ?? present[0];
  const bindings = new Map(present.map((name) => [name, boundTo(file, name, around)]));
  if (wanted !== undefined && present.includes(wanted)) return bindings.get(wanted);
  const message = wanted === undefined ? 'the lab has no topology' : `the lab has no topology for ${wanted}`;
  around.report.add(['backends'], { message, mend: `add "${wanted ?? 'gns3'}: { topology: …, bind: … }"` });
  return undefined;
}

function boundTo(file: LabFile, name: BackendName, around: Surroundings): Binding | undefined {
  const { source, files, links, report } = around;
  const topologyFile = file.backends[name]?.topology ?? '';
  if (!files.has(topologyFile, ['backends', name, 'topology'])) return undefined;
  const loaded = source.topology(topologyFile);
  for (const diagnostic of loaded.diagnostics) report.push(inFile(topologyFile, diagnostic));
  if (!loaded.ok) {
    const message = `${topologyFile} cannot be read as a topology`;
    report.add(['backends', name, 'topology'], { message, mend: 'export it from GNS3 or CML again' });
    return undefined;
  }
  const binding = bind(file, name, loaded.value, report);
  checkWiring(links, binding, topologyFile, report);
  return binding;
}

function inFile(file: string, diagnostic: Diagnostic): Diagnostic {
  const { path } = diagnostic;
  return {
    mend: 'export the topology again',
    ...diagnostic,
    path: path === '' || path === file ? file : `${file}: ${path}`,
  };
}
