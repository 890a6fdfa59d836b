/**
 * The running configuration: each command contributes its lines, the mode's layout says in which order they stand and
 * where `!` separates them.
 */
import type { ConfigurationBlock, ConfigurationLine, Layout, ModeDeclaration } from './declaration.ts';

/** A line that opens a submode, with what that mode's commands contribute for the context. */
export function block<Context>(
  line: string,
  mode: ModeDeclaration<Context>,
  context: Context,
  isAll = false,
): ConfigurationBlock {
  return { line, body: mode.configuration(context, isAll) };
}

/** The line of what is there or is not; `no` and the line say that it is not, where all is shown. */
export function setOrNot(line: string, isSet: boolean, isAll = false): string[] {
  if (isSet) return [line];
  return isAll ? [`no ${line}`] : [];
}

/** The line of what is there unless it is said not to be; the line itself is written where all is shown. */
export function usuallySet(line: string, isSet: boolean, isAll = false): string[] {
  if (!isSet) return [`no ${line}`];
  return isAll ? [line] : [];
}

/** The line of a setting; what is usual is written where all is shown. */
export function unlessUsual(line: string, isUsual: boolean, isAll = false): string[] {
  return isUsual && !isAll ? [] : [line];
}

export function arrange(
  sections: ReadonlyMap<string, readonly ConfigurationLine[]>,
  layout: Layout,
): ConfigurationLine[] {
  return layout.flatMap((entry): readonly ConfigurationLine[] => {
    if (entry === '!') return ['!'];
    if (typeof entry === 'string') return sections.get(entry) ?? [];
    if ('each' in entry) return (sections.get(entry.each) ?? []).flatMap((line) => [line, '!']);
    const lines = sections.get(entry.group) ?? [];
    return lines.length > 0 ? [...lines, '!'] : [];
  });
}

/** The names of the sections that a layout has a place for. */
export function sectionsOf(layout: Layout): string[] {
  return layout
    .map((entry) => (typeof entry === 'string' ? entry : 'each' in entry ? entry.each : entry.group))
    .filter((name) => name !== '!');
}

/** As text, a blank of indent for every level; each line ends in '\n'. */
export function textOfConfiguration(lines: readonly ConfigurationLine[], indent = ''): string {
  let text = '';
  for (const line of lines) {
    if (typeof line === 'string') text += `${indent}${line}\n`;
    else text += `${indent}${line.line}\n${textOfConfiguration(line.body, `${indent} `)}`;
  }
  return text;
}
