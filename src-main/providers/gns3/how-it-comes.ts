/** How a node comes to what it starts with, where GNS3 does not give it to such a node: told before it is made, and after. */
import { howItIsTyped, typedStart } from '../../exporters/typed-start.ts';
import type { TopologyNode } from '../../lab/topology.ts';
import type { Gns3Node, Gns3Template } from './answers.ts';
import { hasIt, staysTyped } from './kept-starts.ts';
import { startFileOf } from './start-files.ts';

type Made = Pick<Gns3Node, 'node_type' | 'console_type' | 'properties'>;

export function howItComes({ name, platform }: TopologyNode, node: Made, text: string): string {
  const typed = typedStart(platform, text);
  const why = 'GNS3 puts none into such a node';
  if ('why' in typed) return howItIsTyped(name, typed, why);
  const { console_type: console } = node;
  if (console !== 'telnet')
    return `The start configuration of ${name} is not there: ${why}, and its console is ${console ?? 'none'}, where none can be typed.`;
  return howItIsTyped(name, { ...typed, isLasting: staysTyped(node, typed) }, why);
}

export function withoutStart({ name }: TopologyNode, { node_type: type }: Made): string {
  return `The start configuration of ${name} is left out: a ${type} has none.`;
}

/** The same of a node that would be made from a template; undefined where GNS3 gives it what it starts with. */
export function howItWouldCome(wanted: TopologyNode, template: Gns3Template, text: string): string | undefined {
  if (text.trim() === '') return undefined;
  const node = madeOf(template);
  const file = startFileOf(node);
  if (!file) return withoutStart(wanted, node);
  if (file.isKeptOnly !== true) return undefined;
  return hasIt(node, wanted.platform, text) ? undefined : howItComes(wanted, node, text);
}

/** A template has a node's properties on its own level. What it leaves out is as GNS3 has it: a console by telnet. */
function madeOf(template: Gns3Template): Made {
  const { template_type: type, console_type: console = 'telnet' } = template;
  const properties = { dynamips_id: 1, ...template };
  return { node_type: type, properties, ...(typeof console === 'string' && { console_type: console }) };
}
