/**
 * show archive config differences: what a second configuration has and a first has not, and the other way round, each
 * line under those that open its block. Form and signs: the feature guide of 12.3(4)T, in whose words the first is the
 * running configuration and the second the saved one where none is named; what is said of equal ones is from memory.
 */
import { treeOf, type ConfigurationNode } from '../../cli/configuration-difference.ts';
import { readFile } from './file-system.ts';
import { execMode } from '../modes.ts';

const running = 'system:running-config';
const saved = 'nvram:startup-config';

export function declareArchiveDifferences(): void {
  execMode
    .words({
      'show archive config': 'Archive of configurations',
      differences: 'Displays differences between archived configurations',
      'differences first': 'First file: flash:NAME, nvram:startup-config or system:running-config',
      'first second': 'Second file: flash:NAME, nvram:startup-config or system:running-config',
    })
    .add('show archive config differences [WORD:first [WORD:second]]', {
      privilege: 15,
      // One file alone is what the running configuration is compared with.
      run: (device, { first, second }, exec) => {
        const [from, to] = second === undefined ? [running, first ?? saved] : [first ?? running, second];
        exec.print(...differences(treeOf(readFile(device, from)), treeOf(readFile(device, to))));
      },
    });
}

type Nodes = readonly ConfigurationNode[];

function differences(first: Nodes, second: Nodes): string[] {
  const lines = [...linesBeyond(second, first, '+'), ...linesBeyond(first, second, '-')];
  return ['!Contextual Config Diffs:', ...(lines.length > 0 ? lines : ['!No changes were found'])];
}

/** The lines of one that another has not, with a sign. */
function linesBeyond(nodes: Nodes, others: Nodes, sign: string, indent = ''): string[] {
  return nodes.flatMap(({ line, body }) => {
    const same = others.find((other) => other.line === line);
    const inner = linesBeyond(body, same?.body ?? [], sign, `${indent} `);
    if (!same) return [`${indent}${sign}${line}`, ...inner];
    return inner.length > 0 ? [indent + line, ...inner] : [];
  });
}
