/** The way from the root of a document to a place in it: keys and list positions. */
export type Path = readonly (string | number)[];

/** `['nodes', 3, 'label']` is `nodes[3].label`. */
export function pathText(path: Path): string {
  return path.map((step, index) => stepText(step, index === 0)).join('');
}

function stepText(step: string | number, isFirst: boolean): string {
  if (typeof step === 'number') return `[${step}]`;
  if (!/^[\w-]+$/.test(step)) return `[${JSON.stringify(step)}]`;
  return isFirst ? step : `.${step}`;
}
