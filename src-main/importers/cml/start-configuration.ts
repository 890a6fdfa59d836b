/**
 * The configuration of a CML node: one text (schema versions up to 0.2.1), or a list of named files (0.2.2 on), of
 * which a router has one and some nodes have more.
 */
import { isRecord, type Field } from '../field.ts';
import { withPlainLineEnds } from '../line-ends.ts';

/** The files that hold the configuration itself. "Main" is CML's word for the first of them in its API. */
const mainFiles: ReadonlySet<string> = new Set([
  'Main',
  'ios_config.txt',
  'iosxe_config.txt',
  'iosxr_config.txt',
  'nxos_config.txt',
  'day0-config',
  'node.cfg',
]);

export function startConfiguration(node: Field): string | undefined {
  const field = node.get('configuration');
  if (!Array.isArray(field.value)) return contentOf(field);
  const files = field.items();
  const main = files.find((file) => mainFiles.has(nameOf(file))) ?? files[0];
  for (const file of files)
    if (file !== main) file.complain('note', `the file ${JSON.stringify(nameOf(file))} of the node is not imported`);
  return main && contentOf(main);
}

function nameOf(file: Field): string {
  return file.get('name').name() ?? '';
}

/** The text of a file, or the field itself when it is one. */
function contentOf(field: Field): string | undefined {
  return plain(isRecord(field.value) ? field.get('content') : field);
}

function plain(field: Field): string | undefined {
  const text = field.text();
  return text?.trim() ? withPlainLineEnds(text) : undefined;
}
