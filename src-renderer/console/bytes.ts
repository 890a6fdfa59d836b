const encoder = new TextEncoder();

/** What is typed, as UTF-8. Routers take the ASCII of it. */
export function bytesOfText(text: string): Uint8Array {
  return encoder.encode(text);
}
