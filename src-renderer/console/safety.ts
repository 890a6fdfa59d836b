/**
 * What a router prints is not trusted: it may show text, and no more. Sequences that reach for the clipboard, make
 * links, or make the terminal answer (an answer would be typed into the router) are swallowed.
 */

/** The part of the emulator's parser that this needs: see IParser of xterm. A handler that returns true ends it. */
export interface SequenceParser {
  registerOscHandler(number: number, handler: (data: string) => boolean): unknown;
  registerCsiHandler(sequence: Sequence, handler: (params: (number | number[])[]) => boolean): unknown;
  registerDcsHandler(sequence: Sequence, handler: () => boolean): unknown;
}

interface Sequence {
  prefix?: string;
  intermediates?: string;
  final: string;
}

/** Window titles, colours of the palette and of the screen and questions about them, links, clipboard. */
const operatingSystemCommands = [0, 1, 2, 4, 8, 10, 11, 12, 52, 104, 110, 111, 112];

/** Device attributes, status and mode reports, window reports. */
const controls: readonly Sequence[] = [
  { final: 'c' },
  { prefix: '>', final: 'c' },
  { prefix: '=', final: 'c' },
  { final: 'n' },
  { prefix: '?', final: 'n' },
  { intermediates: '$', final: 'p' },
  { prefix: '?', intermediates: '$', final: 'p' },
  { prefix: '>', final: 'q' },
  { final: 't' },
];

/** Modes in which the mouse, or the focus, types for the user. */
const reportingModes: readonly number[] = [9, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1015, 1016];

const deviceControls: readonly Sequence[] = [{ intermediates: '$', final: 'q' }];

export function restrict(parser: SequenceParser): void {
  for (const number of operatingSystemCommands) parser.registerOscHandler(number, swallow);
  for (const sequence of controls) parser.registerCsiHandler(sequence, swallow);
  parser.registerCsiHandler({ prefix: '?', final: 'h' }, (modes) => modes.some(reports));
  for (const sequence of deviceControls) parser.registerDcsHandler(sequence, swallow);
}

function reports(mode: number | number[]): boolean {
  return typeof mode === 'number' && reportingModes.includes(mode);
}

function swallow(): boolean {
  return true;
}
