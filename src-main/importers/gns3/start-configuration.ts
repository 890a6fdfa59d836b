/**
 * Where GNS3 keeps what a node starts with: a file in the project's folder, and in projects that were made through the
 * API the text itself among the properties. The file is newer: the emulator writes what is saved on the node into it.
 */
import type { Companion } from '../companion.ts';
import type { Field } from '../field.ts';
import { withPlainLineEnds } from '../line-ends.ts';

/** Paths below the project's folder, in the order in which they are tried, and the property with the text. */
interface Place {
  files(id: string, properties: Field): string[];
  property: string;
}

const places: Readonly<Record<string, Place>> = {
  dynamips: {
    files: (id, properties) => {
      const folder = `project-files/dynamips/${id}`;
      const number = properties.get('dynamips_id').count();
      const named = properties.get('startup_config').text()?.replaceAll('\\', '/');
      return [
        ...(number === undefined ? [] : [`${folder}/configs/i${number}_startup-config.cfg`]),
        ...(named ? [`${folder}/${named}`, named] : []),
      ];
    },
    property: 'startup_config_content',
  },
  iou: {
    files: (id) => [`project-files/iou/${id}/startup-config.cfg`],
    property: 'startup_config_content',
  },
  vpcs: {
    files: (id) => [`project-files/vpcs/${id}/startup.vpc`],
    property: 'startup_script',
  },
};

export function startConfiguration(node: Field, type: string, companion: Companion): string | undefined {
  const place = Object.hasOwn(places, type) ? places[type] : undefined;
  if (!place) return undefined;
  const id = node.get('node_id').name();
  const properties = node.get('properties');
  for (const file of id === undefined ? [] : place.files(id, properties)) {
    const text = companion(file);
    if (text?.trim()) return withPlainLineEnds(text);
  }
  const text = properties.get(place.property).text();
  // The server puts the node's name for %h when it writes the text to the file.
  const name = node.get('name').name() ?? '';
  return text?.trim() ? withPlainLineEnds(text).replaceAll('%h', name) : undefined;
}
