/**
 * YAML 1.2 of the failsafe kind: scalars are text or null. CML saves labs in one plain form, which a fast reader
 * knows; whatever else a text holds is left to the `yaml` package, with its limits held here.
 */
import { isCollection, isMap, isNode, isScalar, isSeq, visit } from 'yaml';
import type { Document as YamlDocument, YAMLMap } from 'yaml';
import { Refusal, type Complaint } from '../complaint.ts';
import { limits } from '../limits.ts';
import type { Path } from '../../base/path.ts';
import { composeWithin } from '../../lab/yaml-depth.ts';
import { readBlockYaml } from './block-yaml.ts';
import { keyTwice, type Document } from './document.ts';
import { Lines, type Position } from './position.ts';
import { Wanted } from './wanted.ts';

/** @param text its lines end with \n, the last one too */
export function readYaml(text: string): Document {
  return readPlainForm(text) ?? readAnyForm(text);
}

function readPlainForm(text: string): Document | undefined {
  const reading = readBlockYaml(text);
  if (!reading) return undefined;
  return {
    syntax: 'YAML',
    value: reading.value,
    positionsOf: (paths) => {
      const wanted = Wanted.of(paths);
      readBlockYaml(text, wanted);
      const lines = new Lines(text);
      return paths.map((path) => {
        const offset = wanted.nearest(path);
        return offset === undefined ? undefined : lines.positionOf(offset);
      });
    },
  };
}

function readAnyForm(text: string): Document {
  if (text.length > limits.generalYaml) {
    refuseProse(text);
    throw new Refusal('too-large', 'YAML in a form that CML does not write, and too large to be read in full', {
      message: `expected at most ${limits.generalYaml} characters of such YAML, found ${text.length}`,
      mend: 'export the lab from CML again',
    });
  }
  const composed = composeWithin(text, limits.depth, {
    schema: 'failsafe',
    customTags: ['null'],
    merge: true,
    // The package looks for a key among all keys before it, one by one; see `keysTwice`.
    uniqueKeys: false,
    prettyErrors: false,
    // Not 'silent', which would keep a second document quiet.
    logLevel: 'error',
  });
  if (composed.isTooDeep) {
    refuseProse(text);
    throw tooDeep(composed.place);
  }
  const { document, lines } = composed;
  const placeOf = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) refuseProse(text);
  refuseFaults(document, placeOf);
  refuseUnfit(document, placeOf);
  return {
    syntax: 'YAML',
    value: valueOf(document),
    complaints: keysTwice(document, placeOf),
    positionsOf: (paths) =>
      paths.map((path) => {
        const offset = offsetOf(document.contents, path);
        return offset === undefined ? undefined : placeOf(offset);
      }),
  };
}

/** Any text may be meant as YAML; to speak of faults in it helps only when it looks like a topology. */
function refuseProse(text: string): void {
  if (/^["']?(?:lab|nodes|links|topology|testbed|devices|all)["']?[ ]*:/m.test(text)) return;
  throw new Refusal('not-a-topology', 'a text that is neither JSON nor YAML', {
    message: 'expected a topology',
    mend: 'choose a .gns3 project or a lab exported from CML',
  });
}

function refuseFaults(document: YamlDocument, placeOf: (offset: number) => Position): void {
  const [fault] = document.errors;
  if (!fault) return;
  const position = placeOf(fault.pos[0]);
  const place = `line ${position.line}, column ${position.column}`;
  const message = fault.code === 'MULTIPLE_DOCS' ? 'a second document starts here' : fault.message.replace(/\n.*/s, '');
  throw new Refusal('yaml-syntax', `YAML with a fault at ${place}: ${message}`, {
    position,
    message,
    mend: 'mend the YAML at this place, or export the lab again',
  });
}

function tooDeep(position: Position): Refusal {
  return new Refusal('too-deep', `YAML nested more than ${limits.depth} levels deep`, {
    position,
    message: `expected at most ${limits.depth} levels`,
  });
}

/** Nesting too deep by the pairs inside lists, which become maps; aliases without number. */
function refuseUnfit(document: YamlDocument, placeOf: (offset: number) => Position): void {
  let aliases = 0;
  visit(document, {
    Alias: () => {
      // The package looks at every node for each alias: it cannot be left to count very many.
      if (++aliases > limits.aliases) throw aliasRefusal(`expected at most ${limits.aliases} aliases`);
    },
    Collection: (_, node, ancestors) => {
      // Pairs and the document stand among the ancestors too.
      if (ancestors.filter(isCollection).length > limits.depth) throw tooDeep(placeOf(node.range?.[0] ?? 0));
    },
  });
}

function keysTwice(document: YamlDocument, placeOf: (offset: number) => Position): Complaint[] {
  const complaints: Complaint[] = [];
  visit(document, {
    Map: (_, node) => {
      const keys = new Set<unknown>();
      for (const { key } of node.items) {
        const name = isScalar(key) ? key.value : key;
        if (keys.has(name)) complaints.push(keyTwice(String(name), placeOf(isScalar(key) ? (key.range?.[0] ?? 0) : 0)));
        keys.add(name);
      }
    },
  });
  return complaints;
}

function valueOf(document: YamlDocument): unknown {
  try {
    return document.toJS({ maxAliasCount: limits.aliases });
  } catch (error) {
    // A document without errors fails here only by what its aliases refer to: no anchor, too much, no map to merge.
    if (!(error instanceof Error)) throw error;
    throw aliasRefusal(error.message);
  }
}

function aliasRefusal(message: string): Refusal {
  return new Refusal('yaml-aliases', 'YAML whose aliases (*name) multiply, or do not refer to what they should', {
    message,
    mend: 'write the lab without anchors and aliases, as CML does',
  });
}

/** The offset of the place, or of the nearest one around it that exists. */
function offsetOf(root: unknown, path: Path): number | undefined {
  let place: Place = { node: root };
  for (const step of path) {
    const next = isMap(place.node) ? entryOf(place.node, step) : itemOf(place.node, step);
    if (!next) break;
    place = next;
  }
  return place.offset;
}

interface Place {
  node: unknown;
  offset?: number | undefined;
}

function entryOf(map: YAMLMap, step: string | number): Place | undefined {
  const pair = map.items.findLast(({ key }) => isScalar(key) && key.value === step);
  return pair && isScalar(pair.key) ? { node: pair.value, offset: pair.key.range?.[0] } : undefined;
}

function itemOf(list: unknown, step: string | number): Place | undefined {
  const item: unknown = isSeq(list) && typeof step === 'number' ? list.items[step] : undefined;
  return isNode(item) ? { node: item, offset: item.range?.[0] } : undefined;
}
