/** Which images a portable project needs and does not bring along: whoever starts it must have them. */
import type { Field } from '../field.ts';
import { nodeKind } from './node-kinds.ts';

export function noteMissingImages(nodes: Field, archive: ReadonlySet<string>): void {
  const missing = new Set<string>();
  for (const node of nodes.items()) {
    if (node.keys.length === 0) continue;
    const type = node.get('node_type').name() ?? '';
    for (const image of nodeKind(type).images?.(node.get('properties')) ?? []) {
      const file = image
        .replace(/^.*[/\\]/, '')
        .replace(/\p{Cc}/gu, ' ')
        .slice(0, 256);
      if (file.trim() === '' || archive.has(file) || missing.has(file)) continue;
      missing.add(file);
      node.complain('note', `the image ${JSON.stringify(file)} is not in the archive: the server must have it`);
    }
  }
}
