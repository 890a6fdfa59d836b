/**
 * The release of the software, as far as the name of an image says it: `c3725-adventerprisek9-mz.124-15.T14.image` is
 * 12.4(15)T14, `csr1000v-universalk9.17.03.02.qcow2` is 17.03.02, CML's `c8000v-17-18-2` is 17.18.2.
 */

const spellings: readonly [RegExp, (parts: string[]) => string][] = [
  [
    /[.-](1[25])(\d)-(\d+[a-z]?)(?:[.-]((?:[A-Z]{1,3}|[mt])\d*\w?))?(?=[.-]|$)/,
    ([a, b, c, train = '']) => `${a}.${b}(${c})${train.toUpperCase()}`,
  ],
  [/[.-](1[25])\.(\d)\.(\d+)([A-Z]{1,2}\d*)?(?=[.-]|$)/, ([a, b, c, train = '']) => `${a}.${b}(${c})${train}`],
  [/[.-](1[67])[.-](\d{1,2})[.-](\d{1,2}[a-z]?)(?=[.-]|$)/, (parts) => parts.join('.')],
];

export function releaseOfImage(image: string): string | undefined {
  const name = image.replace(/^.*[/\\]/, '');
  for (const [pattern, spell] of spellings) {
    const parts = pattern.exec(name)?.slice(1);
    if (parts) return spell(parts);
  }
  return undefined;
}
