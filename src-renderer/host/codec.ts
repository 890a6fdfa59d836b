import { bytesOfLatin1, latin1Of } from '../../src-main/base/bytes.ts';

export function encodeMessage(message: unknown): string {
  return JSON.stringify(message, (_, value: unknown) =>
    value instanceof Uint8Array ? { $bytes: btoa(latin1Of(value)) } : value,
  );
}

export function decodeMessage(data: string | ArrayBuffer): unknown {
  return JSON.parse(String(data), (_, value: unknown) =>
    typeof value === 'object' && value !== null && '$bytes' in value ? bytesOfLatin1(atob(String(value.$bytes))) : value,
  );
}
