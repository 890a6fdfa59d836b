/** '0123456789ab' as IOS writes it: 0123.4567.89ab. */
export function dottedMac(hexadecimal: string): string {
  return hexadecimal.replace(/(.{4})(?=.)/g, '$1.');
}
