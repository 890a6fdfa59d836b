/** Texts on the canvas: notes of GNS3 1.x, and since 2.0 drawings, which are SVG. Figures are not read. */
import type { TopologyNote } from '../../lab/topology.ts';
import type { Field } from '../field.ts';
import { limits } from '../limits.ts';
import { noteOf, plainText } from '../notes.ts';

export function readNotes(topology: Field): TopologyNote[] {
  const notes = topology
    .get('notes')
    .items()
    .slice(0, limits.notes)
    .map((note) => noteOf(note, textIn(note.get('text')), 'x', 'y'));
  const drawings = topology
    .get('drawings')
    .items()
    .slice(0, limits.notes)
    .map((drawing) => {
      const svg = textIn(drawing.get('svg'));
      return noteOf(drawing, svg === undefined ? undefined : textOfSvg(svg), 'x', 'y');
    });
  return [...notes, ...drawings].filter((note) => note !== undefined);
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
