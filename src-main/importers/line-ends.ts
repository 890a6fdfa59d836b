/** The text with \n at the end of each line. Consoles and editors leave \r\n, \r\r\n and lone \r. */
export function withPlainLineEnds(text: string): string {
  if (!text.includes('\r')) return text;
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  return [...lines.map(withoutReturnsAtEnd), last].join('\n').replaceAll('\r', '\n');
}

/** A loop, because a pattern looks at a long row of returns once for each of them. */
function withoutReturnsAtEnd(line: string): string {
  let end = line.length;
  while (line.charCodeAt(end - 1) === 0x0d) end--;
  return line.slice(0, end);
}
