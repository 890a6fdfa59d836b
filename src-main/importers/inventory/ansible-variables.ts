/** Variables that lie beside an Ansible inventory: a file, or a folder of files, for a group or a host. */
import type { Companion } from '../companion.ts';
import { Refusal } from '../complaint.ts';
import { isRecord, type Field } from '../field.ts';
import { readJson } from '../source/json.ts';
import { readYaml } from '../source/yaml.ts';

export type Kind = 'group_vars' | 'host_vars';

/** Names of files in a folder cannot be asked for: these are the ones that people choose. */
const endings = ['', '.yml', '.yaml', '.json', '/main.yml', '/main.yaml', '/vars.yml', '/vars.yaml', '/vault.yml'];

export class AnsibleVariables {
  readonly #read = new Map<string, readonly Field[]>();

  constructor(
    private readonly root: Field,
    private readonly companion: Companion,
  ) {}

  /** What the files for a group or host say. */
  of(kind: Kind, name: string): readonly Field[] {
    const place = `${kind}/${name}`;
    const known = this.#read.get(place);
    if (known) return known;
    const fields = endings.flatMap((ending) => this.#file(place + ending) ?? []);
    this.#read.set(place, fields);
    return fields;
  }

  #file(file: string): Field | undefined {
    const text = this.companion(file)
      ?.replace(/^\ufeff/, '')
      .replaceAll('\r\n', '\n');
    if (!text?.trim()) return undefined;
    const value = text.startsWith('$ANSIBLE_VAULT') ? 'an Ansible vault' : valueOf(text);
    if (isRecord(value)) return this.root.beside(file, value);
    const what = typeof value === 'string' ? value : 'no map of variables';
    this.root.beside(file, undefined).complain('warning', `the file ${file} is ${what}; it is not read`);
    return undefined;
  }
}

/** What is wrong with it in a word, where it cannot be read. */
function valueOf(text: string): unknown {
  try {
    return (/^\s*\{/.test(text) ? readJson(text) : readYaml(text.endsWith('\n') ? text : `${text}\n`)).value;
  } catch (error) {
    if (error instanceof Refusal) return `neither YAML nor JSON (${error.what})`;
    throw error;
  }
}
