/** What the codes of errors and of entries in replies are called (RFC 2332 sections 5.2.0.1 and 5.2.7). */

const names: Readonly<Record<number, string>> = {
  0: 'no error',
  1: 'unrecognized extension',
  3: 'loop detected',
  4: 'administratively prohibited',
  5: 'insufficient resources',
  6: 'protocol address unreachable',
  7: 'protocol generic error',
  8: 'sdu size exceeded',
  9: 'invalid extension',
  10: 'invalid reply received',
  11: 'authentication failure',
  12: 'no binding exists',
  13: 'binding is not unique',
  14: 'unique address registered already',
  15: 'hop count exceeded',
};

/** `authentication failure(11)` */
export const codeText = (code: number): string => `${names[code] ?? 'unknown'}(${code})`;
