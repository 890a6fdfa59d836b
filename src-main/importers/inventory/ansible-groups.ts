/** The groups of an Ansible inventory: who is in which, and whose variables count. */
import { limits } from '../limits.ts';
import { isRecord, type Field } from '../field.ts';
import type { AnsibleVariables } from './ansible-variables.ts';
import { rangeOf } from './host-range.ts';

interface Group {
  /** A group may be written in several places. */
  vars: Field[];
  parents: Set<string>;
}

export interface AnsibleHost {
  name: string;
  /** Where its own variables stand. */
  fields: Field[];
  groups: Set<string>;
}

export class AnsibleGroups {
  readonly hosts = new Map<string, AnsibleHost>();
  readonly #groups = new Map<string, Group>();

  constructor(
    private readonly root: Field,
    private readonly files: AnsibleVariables,
  ) {
    for (const name of root.keys) if (name !== '_meta') this.#read(name, root.get(name));
    root.refuseMoreThan(limits.nodes, this.hosts.size, 'hosts');
  }

  /**
   * Host before group, inner group before outer, "all" last, and files beside the inventory before what is in it: as
   * Ansible's own precedence has it.
   */
  variable(host: AnsibleHost, ...names: readonly string[]): Field | undefined {
    const groups = this.#nearestFirst(host);
    const layers = [
      this.files.of('host_vars', host.name),
      host.fields,
      ...groups.map((name) => this.files.of('group_vars', name)),
      ...groups.map((name) => this.#groups.get(name)?.vars ?? []),
    ];
    const found = layers.flatMap((fields) => names.flatMap((name) => fields.map((field) => field.get(name))));
    return found.find(({ isPresent }) => isPresent);
  }

  #read(name: string, field: Field): void {
    const group = this.#group(name);
    this.#readNames(name, Array.isArray(field.value) ? field : field.get('hosts'), field.get('children'));
    if (field.get('vars').isPresent) group.vars.push(field.get('vars'));
    const hosts = field.get('hosts');
    for (const pattern of hosts.keys)
      for (const host of rangeOf(pattern, limits.nodes)) this.#host(host, hosts.get(pattern), name);
    const children = field.get('children');
    for (const child of children.keys) {
      this.#group(child).parents.add(name);
      this.#read(child, children.get(child));
    }
  }

  /** In JSON, as `ansible-inventory --list` and inventory programs write it, groups name their hosts and children. */
  #readNames(name: string, hosts: Field, children: Field): void {
    const variables = this.root.get('_meta').get('hostvars');
    for (const host of namesIn(hosts)) this.#host(host, variables.get(host), name);
    for (const child of namesIn(children)) this.#group(child).parents.add(name);
  }

  #host(name: string, field: Field, group: string): void {
    const host = this.hosts.get(name) ?? { name, fields: [], groups: new Set<string>() };
    // Without variables of its own it still stands somewhere.
    if (isRecord(field.value) || host.fields.length === 0) host.fields.push(field);
    host.groups.add(group);
    this.hosts.set(name, host);
  }

  #group(name: string): Group {
    const group = this.#groups.get(name) ?? { vars: [], parents: new Set<string>() };
    this.#groups.set(name, group);
    return group;
  }

  /** Breadth first: a group that is reached again from farther out counts there. */
  #nearestFirst({ groups }: AnsibleHost): string[] {
    const order: string[] = [];
    let level = [...groups].sort().reverse();
    while (level.length > 0 && order.length < limits.nodes) {
      order.push(...level.filter((name) => name !== 'all' && !order.includes(name)));
      const outer = level.flatMap((name) => [...(this.#groups.get(name)?.parents ?? [])]);
      level = [...new Set(outer)]
        .filter((name) => !order.includes(name) && name !== 'all')
        .sort()
        .reverse();
    }
    return [...order, 'all'];
  }
}

function namesIn(list: Field): string[] {
  return Array.isArray(list.value) ? list.items().flatMap((one) => one.name() ?? []) : [];
}
