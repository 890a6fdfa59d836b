/**
 * What is drawn on the canvas: since 2.0 drawings, which are SVG; in 1.x notes, and figures in lists by their kinds.
 * Texts are read, the rest is named.
 */
import type { TopologyNote } from '../../lab/topology.ts';
import type { Field } from '../field.ts';
import { figureOfSvg, noteFigures } from '../figures.ts';
import { limits } from '../limits.ts';
import { noteOf, plainText } from '../notes.ts';

const olderFigures = [
  ['rectangles', 'rectangle'],
  ['ellipses', 'ellipse'],
  ['lines', 'line'],
  ['images', 'picture'],
] as const;

export function readNotes(topology: Field): TopologyNote[] {
  const notes = topology
    .get('notes')
    .items()
    .slice(0, limits.notes)
    .map((note) => noteOf(note, textIn(note.get('text')), 'x', 'y'));
  const list = topology.get('drawings');
  const drawings = list.items();
  const texts = drawings.slice(0, limits.notes).map((drawing) => {
    const svg = textIn(drawing.get('svg'));
    return noteOf(drawing, svg === undefined ? undefined : textOfSvg(svg), 'x', 'y');
  });
  noteFigures(list, drawings.flatMap(figureOf));
  const older = olderFigures.flatMap(([key, kind]) =>
    topology
      .get(key)
      .items()
      .map(() => kind),
  );
  noteFigures(topology, older);
  return [...notes, ...texts].filter((note) => note !== undefined);
}

function figureOf(drawing: Field): string[] {
  const figure = figureOfSvg(textIn(drawing.get('svg')) ?? '');
  return figure === undefined ? [] : [figure];
}

/** Only what is a text: a drawing may name a picture by a file. */
function textIn(field: Field): string | undefined {
  return typeof field.value === 'string' ? field.value : undefined;
}

function textOfSvg(svg: string): string | undefined {
  const start = svg.indexOf('<text');
  const open = start === -1 ? -1 : svg.indexOf('>', start);
  const end = open === -1 ? -1 : svg.indexOf('</text', open);
  return end === -1 ? undefined : plainText(svg.slice(open + 1, end));
}
