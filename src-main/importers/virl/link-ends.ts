import type { LinkEnd } from '../../lab/topology.ts';
import type { Field } from '../field.ts';
import type { VirlNode } from './node.ts';

/** `/virl:topology/virl:node[2]/virl:interface[1]`: positions count from 1, the interface may be left out. */
const place = /^\/(?:\w+:)?topology(?:\[1\])?\/(?:\w+:)?node\[(\d{1,9})\](?:\/(?:\w+:)?interface\[(\d{1,9})\])?$/;

/** @param nodeAt the node at a position, from 0 */
export function linkEnds(link: Field, nodeAt: (index: number) => VirlNode | undefined): [LinkEnd, LinkEnd] | undefined {
  const a = endAt(link.get('@src'), nodeAt);
  const b = endAt(link.get('@dst'), nodeAt);
  return a && b ? [a(), b()] : undefined;
}

/** Both ends are looked up before either node gets an interface for it. */
function endAt(end: Field, nodeAt: (index: number) => VirlNode | undefined): (() => LinkEnd) | undefined {
  const text = end.name() ?? '';
  const [, nodeNumber, interfaceNumber] = place.exec(text.replace(/\s/g, '')) ?? [];
  const node = nodeNumber === undefined ? undefined : nodeAt(Number(nodeNumber) - 1);
  if (!node) {
    const found = text === '' ? 'nothing' : JSON.stringify(text);
    end.complain('error', `expected the position of a node, found ${found}; the link is left out`, 'remove the link');
    return undefined;
  }
  return () => {
    const position = interfaceNumber === undefined ? undefined : Number(interfaceNumber) - 1;
    const { name, isNew } = node.nameAt(position);
    if (isNew && position !== undefined)
      end.complain('warning', `${node.node.name} has no interface ${position + 1}; ${name} is added for the link`);
    return { node: node.node.id, interface: name };
  };
}
