/** What a command line of today decorates itself with, and how it asks for the cursor. */

const escape = String.fromCharCode(0x1b);
const bell = String.fromCharCode(0x07);
/** ECMA-48: control sequences, and the titles of xterm. */
const decoration = new RegExp(
  `${escape}(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)|[()][A-Z0-9]|[=>])`,
  'g',
);

/** Device status report: a line editor that asks it waits for the answer. */
export const cursorQuestion = `${escape}[6n`;
export const cursorAnswer = `${escape}[1;1R`;

export function plainText(text: string): string {
  return text.replace(decoration, '').replaceAll('\r', '');
}
