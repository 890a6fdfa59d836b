/** The roles of a lab as one learner has them: at their nodes, with addresses, names and start configurations. */
import type { Path } from '../base/path.ts';
import type { Addresses } from './addresses.ts';
import type { Binding } from './binding.ts';
import type { Draft } from './draft.ts';
import type { Role } from './exercise.ts';
import { configurationText } from './lines.ts';
import { platformAt } from './role-platform.ts';
import type { Words } from './variables.ts';

/** {{R1.wan.name}}; an interface that could not be bound has been reported, and is called nothing. */
export function nameWords(addresses: Addresses, binding: Binding): Words {
  return new Map([...addresses.keys()].map((one) => [`${one}.name`, binding.interfaces.get(one) ?? '']));
}

export function rolesOf(draft: Draft, addresses: Addresses, binding: Binding): Role[] {
  return Object.entries(draft.file.roles).map(([name, { platform, interfaces, graded, start }]) => ({
    name,
    platform: platformAt(binding.nodes.get(name)?.platform, platform),
    node: binding.nodes.get(name)?.id ?? '',
    isGraded: graded ?? true,
    interfaces: Object.keys(interfaces).map((role) => ({
      role,
      name: binding.interfaces.get(`${name}.${role}`) ?? '',
      ...(addresses.get(`${name}.${role}`) ?? { address: 0, mask: 0 }),
    })),
    start: startOf(draft, binding.starts.get(name) ?? { file: start, path: ['roles', name, 'start'] }),
  }));
}

function startOf(draft: Draft, { file, path }: { file: string | undefined; path: Path }): string {
  if (file === undefined) return '';
  const text = draft.files.read(file, path);
  return text === undefined ? '' : configurationText(draft, text, { file });
}
