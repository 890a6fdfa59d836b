/**
 * Where GNS3 keeps what a node starts with: a file in the project's folder, and in projects that were made through the
 * API the text itself among the properties. The file is newer: the emulator writes what is saved on the node into it.
 */
import type { Field } from '../field.ts';
import type { Source } from '../importer.ts';
import { withPlainLineEnds } from '../line-ends.ts';

/** Paths below the project's folder, in the order in which they are tried, and the property with the text. */
interface Place {
  files(id: string, properties: Field, folders: Folders): string[];
  property: string;
}

/**
 * The folder of an emulator's files, one below another for each node since 2.0 (for dynamips since its last beta). GNS3
 * 1.0 to 1.2 called the folder of all by the project's name.
 */
type Folders = (emulator: string, id: string) => [ofNode: string, ofEmulator: string, older: string];

const foldersOf =
  (project: string): Folders =>
  (emulator, id) => [`project-files/${emulator}/${id}`, `project-files/${emulator}`, `${project}-files/${emulator}`];

/** The file that the project names; in 1.x below the emulator's folder, on Windows with backslashes. */
function named(properties: Field, key: string): string[] {
  const path = properties.get(key).text()?.replaceAll('\\', '/');
  return path ? [path] : [];
}

/** GNS3 gives no configuration to these: QuickMode leaves it beside them when it writes a project. */
const kept = (emulator: string): Place => ({
  files: (id, _, folders) => [`${folders(emulator, id)[0]}/startup-config.cfg`],
  property: 'startup_config_content',
});

const places: Readonly<Record<string, Place>> = {
  dynamips: {
    files: (id, properties, folders) => {
      const number = properties.get('dynamips_id').count();
      const usual = number === undefined ? [] : [`configs/i${number}_startup-config.cfg`];
      const paths = [...usual, ...named(properties, 'startup_config')];
      const below = folders('dynamips', id).flatMap((folder) => paths.map((path) => `${folder}/${path}`));
      return [...below, ...paths];
    },
    property: 'startup_config_content',
  },
  iou: {
    files: (id, properties, folders) => {
      const paths = ['startup-config.cfg', 'initial-config.cfg', ...named(properties, 'initial_config')];
      const [ofNode, , older] = folders('iou', id);
      return [...paths.flatMap((path) => [`${ofNode}/${path}`, `${older}/${id}/${path}`]), ...paths.slice(2)];
    },
    property: 'startup_config_content',
  },
  vpcs: {
    files: (id, properties, folders) => {
      const paths = ['startup.vpc', ...named(properties, 'startup_script_path'), ...named(properties, 'script_file')];
      const [ofNode, , older] = folders('vpcs', id);
      return [...paths.flatMap((path) => [`${ofNode}/${path}`, `${older}/${id}/${path}`]), ...paths.slice(1)];
    },
    property: 'startup_script',
  },
  qemu: kept('qemu'),
  docker: kept('docker'),
};

export function startConfiguration(
  node: Field,
  type: string,
  { companion, name: project }: Source,
): string | undefined {
  const place = Object.hasOwn(places, type) ? places[type] : undefined;
  if (!place) return undefined;
  const id = node.get('node_id').name();
  const properties = node.get('properties');
  for (const file of id === undefined ? [] : place.files(id, properties, foldersOf(project))) {
    const text = companion(file);
    if (text?.trim()) return withPlainLineEnds(text);
  }
  const text = properties.get(place.property).text();
  // The server puts the node's name for %h when it writes the text to the file.
  const name = node.get('name').name() ?? '';
  return text?.trim() ? withPlainLineEnds(text).replaceAll('%h', name) : undefined;
}
