/** A file name made of a title: letters and digits of any script, dots, dashes; never empty, never hidden. */
export function fileNameOf(title: string, suffix: string): string {
  const plain = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);
  return `${plain || 'topology'}.${suffix}`;
}
