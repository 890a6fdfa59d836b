/** What of a configuration tells that somebody has changed it: all but the lines that change by themselves. */

const restless: readonly RegExp[] = [
  /^Building configuration/,
  /^Current configuration ?:/,
  /^! (?:Last configuration change|NVRAM config last updated|No configuration change since)/,
  // IOS corrects it as its clock runs.
  /^ntp clock-period /,
  // ASA: when it was written, and a hash over what is above.
  /^: (?:Written by|Saved|Hardware|Serial Number)/,
  /^Cryptochecksum:/,
];

export function essenceOf(configuration: string): string {
  return configuration
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !restless.some((shape) => shape.test(line)))
    .join('\n');
}
