/** Moving the focus from one part of the window to the next, as F6 does in a browser. A part is marked with data-part. */

/** The place of the next of `count` parts: the first when none has the focus, round at both ends. */
export function nextPlace(count: number, place: number, direction: 1 | -1): number {
  if (place < 0) return direction === 1 ? 0 : count - 1;
  return (place + direction + count) % count;
}

export function focusNextPane(page: Document, direction: 1 | -1): void {
  const panes = [...page.querySelectorAll<HTMLElement>('[data-part]')].filter((pane) => pane.offsetParent !== null);
  const place = panes.findIndex((pane) => pane.contains(page.activeElement));
  const pane = panes[nextPlace(panes.length, place, direction)];
  if (pane) focusInto(pane);
}

/** A part can name what takes its focus with data-part-focus: a terminal's own input; else it is focused itself. */
function focusInto(pane: HTMLElement): void {
  const inner = pane.querySelector<HTMLElement>('.xterm-helper-textarea, [data-part-focus]');
  (inner?.offsetParent ? inner : pane).focus();
}
