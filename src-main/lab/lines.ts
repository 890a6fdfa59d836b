/** Configuration lines of a lab, by role, ready to be typed. */
import type { Path } from '../base/path.ts';
import { limits } from './limits.ts';
import type { Draft } from './draft.ts';
import type { TextPlace } from './templates.ts';

/** Variables replaced, blank lines left out; the blanks in front of a line stay, they show what is inside what. */
export function linesByRole(draft: Draft, texts: Record<string, string> | undefined, path: Path) {
  const lines: Record<string, string[]> = {};
  for (const [role, text] of Object.entries(texts ?? {})) {
    const at = [...path, role];
    if (!draft.references.isRole(role, at, 'key')) continue;
    const expanded = configurationText(draft, text, { path: at });
    lines[role] = expanded
      .split('\n')
      .map((line) => line.trimEnd())
      .filter((line) => line !== '');
    if (lines[role].length === 0)
      draft.report.add(at, { message: 'there are no lines', mend: `write lines, or leave ${role} out` });
  }
  return lines;
}

/** Variables replaced; no line is too long, none carries what a terminal would obey. */
export function configurationText(draft: Draft, text: string, place: TextPlace): string {
  const expanded = draft.templates.expand(text, place);
  const add = (line: string, fault: { message: string; mend: string }): void => {
    if ('path' in place) draft.report.addAtWords(place.path, line.trim().slice(0, 40), fault);
    else draft.report.push({ severity: 'error', path: place.file, ...placeIn(expanded, line), ...fault });
  };
  for (const line of expanded.split('\n')) {
    if (line.length > limits.line)
      add(line, { message: `a line of ${line.length} characters; IOS takes ${limits.line}`, mend: 'shorten it' });
    if (/[^\x20-\x7e\t]/.test(line))
      add(line, {
        message: 'a line with characters that a console cannot be sent',
        mend: 'use plain ASCII, no control characters',
      });
    if (line.includes('?'))
      add(line, { message: 'a line with "?": typed on a router, it asks for help', mend: 'write it without' });
  }
  return expanded;
}

function placeIn(text: string, line: string): { line: number } {
  return { line: text.split('\n').indexOf(line) + 1 };
}
