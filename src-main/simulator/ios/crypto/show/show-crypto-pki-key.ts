/** show crypto key mypubkey: layout of 15.x (gh id:28453184466) and 12.4. */
import { derOfPublicKey } from '../../../pki/key.ts';
import { hexLines, textOfDate } from '../../pki/pki-text.ts';
import type { KeyEntry } from '../../pki/pki-state.ts';

export function publicKeyLines({ label, key, usage, isExportable, generatedAt }: KeyEntry, isOld: boolean): string[] {
  const kind = key.keyKind === 'rsa' ? 'RSA KEYS' : 'EC KEYS';
  return [
    `% Key pair was generated at: ${textOfDate(generatedAt)}`,
    `Key name: ${label}`,
    ...(isOld ? [] : [`Key type: ${kind}`]),
    ` Storage Device: ${isOld ? 'private-config' : 'not specified'}`,
    ` Usage: ${usage}`,
    ` Key is ${isExportable ? '' : 'not '}exportable.`,
    ' Key Data:',
    ...hexLines(derOfPublicKey(key.public)).map((line) => `  ${line}`),
  ];
}
