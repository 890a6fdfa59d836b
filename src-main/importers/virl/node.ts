import type { TopologyInterface, TopologyNode } from '../../lab/topology.ts';
import type { Field } from '../field.ts';
import { withPlainLineEnds } from '../line-ends.ts';
import { withUniqueNames } from '../nodes.ts';
import { portName } from '../port-naming.ts';
import { present } from '../present.ts';
import { releaseOfImage } from '../release.ts';
import { deviceOf } from './subtypes.ts';

/** A node with its interfaces in the order of the document. */
export class VirlNode {
  readonly #taken: Set<string>;

  constructor(
    readonly node: TopologyNode,
    /** Names by position from 0. */
    readonly names: readonly string[],
  ) {
    this.#taken = new Set(names);
  }

  /** The interface at a position; one is added where the file has none: a segment lists no interfaces. */
  nameAt(position: number | undefined): { name: string; isNew: boolean } {
    const name = position === undefined ? undefined : this.names[position];
    if (name !== undefined) return { name, isNew: false };
    let number = this.node.interfaces.length;
    while (this.#taken.has(`port${number}`)) number++;
    const added = `port${number}`;
    this.#taken.add(added);
    this.node.interfaces.push({ name: added });
    return { name: added, isNew: true };
  }
}

export function readNode(field: Field, id: string): VirlNode {
  const subtype = field.get('@subtype').name() ?? '';
  const type = field.get('@type').name() ?? 'SIMPLE';
  const device = deviceOf(subtype, type);
  const interfaces = withUniqueNames(field.get('interface').items().map(readInterface), field);
  const [x = 0, y = 0] = (field.get('@location').name() ?? '').split(',').map((one) => Number(one) || 0);
  const release = releaseOfImage(field.get('@vmImage').name() ?? '');
  const configuration = configurationOf(field);
  const node: TopologyNode = {
    id,
    name: id,
    platform: device.platform,
    model: subtype || type,
    interfaces,
    position: { x, y },
    ...present({ release, configuration }),
  };
  return new VirlNode(
    node,
    interfaces.map(({ name }) => name),
  );

  function readInterface(one: Field, index: number): TopologyInterface {
    const given = one.get('@name').name();
    if (given !== undefined) return { name: given };
    // The first port of a device is for management, and is not in the file.
    const slot = 1 + (one.get('@id').count() ?? index);
    const name = portName(device.ports ?? { format: 'port{0}' }, slot);
    one.complain('warning', `expected a name; the interface is imported as ${name}`, 'give it one');
    return { name };
  }
}

/** `<extensions><entry key="config">`; the other entries are for AutoNetkit, which made configurations. */
function configurationOf(field: Field): string | undefined {
  const entries = field
    .get('extensions')
    .items()
    .flatMap((one) => one.get('entry').items());
  const config = entries.find((entry) => entry.get('@key').name() === 'config');
  const text = config?.get('#text').text();
  return text?.trim() ? withPlainLineEnds(text) : undefined;
}
