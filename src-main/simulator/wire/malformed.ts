/** What a parser returns instead of a value. No parser of this folder throws, whatever the bytes. */
export class Malformed {
  /**
   * @param layer the protocol whose rules the bytes break: "IPv4"
   * @param reason what is wrong, in words: "total length 12 is shorter than the header"
   */
  constructor(
    readonly layer: string,
    readonly reason: string,
  ) {}
}

export function isMalformed(value: unknown): value is Malformed {
  return value instanceof Malformed;
}

/** One line for people. */
export function describeMalformed({ layer, reason }: Malformed): string {
  return `malformed ${layer}: ${reason}`;
}
