/** Payloads whose bodies are a few fields and bytes (RFC 7296 sections 3.4 to 3.15, RFC 7383 section 2.5). */
import { bytesOfNumber, concat, freshBytes, hexOf, noBytes, putU16, u16, u8 } from '../../../base/bytes.ts';
import { Malformed } from '../malformed.ts';
import { authenticationMethods, identityTypes, keyOf, notifications, protocols } from './numbers.ts';

const short = (name: string, length: number): Malformed => new Malformed(`IKEv2 ${name}`, `${length} bytes`);

/** Bytes with room for a header before them. */
function behind(room: number, data: Uint8Array): Uint8Array {
  const bytes = freshBytes(room + data.length);
  bytes.set(data, room);
  return bytes;
}

export interface KeyExchange {
  group: number;
  data: Uint8Array;
}

export const keyExchange = {
  parse: (body: Uint8Array): KeyExchange | Malformed =>
    body.length < 4 ? short('KE', body.length) : { group: u16(body, 0), data: body.subarray(4) },
  emit: ({ group, data }: KeyExchange): Uint8Array => {
    const bytes = behind(4, data);
    putU16(bytes, 0, group);
    return bytes;
  },
  describe: ({ group, data }: KeyExchange): string => `group ${group}, ${data.length} bytes`,
};

/** Of identities: one of identityTypes. */
export interface Typed {
  type: number;
  data: Uint8Array;
}

/** A type, three bytes that are reserved, and the rest: identification and authentication are so. */
const typed = (name: string, table: Readonly<Record<string, number>>) => ({
  parse: (body: Uint8Array): Typed | Malformed =>
    body.length < 4 ? short(name, body.length) : { type: u8(body, 0), data: body.subarray(4) },
  emit: ({ type, data }: Typed): Uint8Array => {
    const bytes = behind(4, data);
    bytes[0] = type;
    return bytes;
  },
  describe: ({ type, data }: Typed): string => `${keyOf(table, type) ?? type} ${hexOf(data)}`,
});

export const identification = typed('ID', identityTypes);
export const authentication = typed('AUTH', authenticationMethods);

/** An encoding and the rest: certificates and requests for them are so. */
export const encoded = {
  parse: (body: Uint8Array): Typed | Malformed =>
    body.length < 1 ? short('CERT', 0) : { type: u8(body, 0), data: body.subarray(1) },
  emit: ({ type, data }: Typed): Uint8Array => concat(Uint8Array.of(type), data),
  describe: ({ type, data }: Typed): string => `encoding ${type}, ${data.length} bytes`,
};

export interface Notification {
  /** 0 where no association of IPsec is meant. */
  protocol: number;
  spi: Uint8Array;
  type: number;
  data: Uint8Array;
}

export const notification = {
  parse: (body: Uint8Array): Notification | Malformed => {
    const start = 4 + u8(body, 1);
    if (body.length < start) return short('notification', body.length);
    const spi = start === 4 ? noBytes : body.subarray(4, start);
    return { protocol: u8(body, 0), spi, type: u16(body, 2), data: body.subarray(start) };
  },
  emit: ({ protocol, spi, type, data }: Notification): Uint8Array => {
    const bytes = behind(4 + spi.length, data);
    bytes[0] = protocol;
    bytes[1] = spi.length;
    putU16(bytes, 2, type);
    bytes.set(spi, 4);
    return bytes;
  },
  describe: ({ spi, type, data }: Notification): string =>
    `${keyOf(notifications, type) ?? type} ${hexOf(spi)} ${hexOf(data)}`,
};

export interface Deletion {
  /** IKE names no SPI: the association that carries the message is meant. */
  protocol: number;
  spis: readonly Uint8Array[];
}

export const deletion = {
  parse: (body: Uint8Array): Deletion | Malformed => {
    const [size, count] = [u8(body, 1), u16(body, 2)];
    if (body.length < 4 || body.length !== 4 + size * count || (size === 0 && count > 0))
      return short('delete', body.length);
    const spis = Array.from({ length: count }, (_, i) => body.subarray(4 + i * size, 4 + (i + 1) * size));
    return { protocol: u8(body, 0), spis };
  },
  emit: ({ protocol, spis }: Deletion): Uint8Array =>
    concat(Uint8Array.of(protocol, spis[0]?.length ?? 0), bytesOfNumber(spis.length, 2), ...spis),
  describe: ({ protocol, spis }: Deletion): string =>
    `${keyOf(protocols, protocol) ?? protocol} ${spis.map(hexOf).join(' ')}`,
};

export interface Configuration {
  /** 1 request, 2 reply, 3 set, 4 acknowledgement. */
  type: number;
  attributes: readonly { type: number; value: Uint8Array }[];
}

export const configuration = {
  parse: (body: Uint8Array): Configuration | Malformed => {
    const attributes: { type: number; value: Uint8Array }[] = [];
    let offset = 4;
    while (offset < body.length) {
      const end = offset + 4 + u16(body, offset + 2);
      if (body.length < end) return short('CP', body.length);
      attributes.push({ type: u16(body, offset) & 0x7fff, value: body.subarray(offset + 4, end) });
      offset = end;
    }
    return body.length < 4 ? short('CP', body.length) : { type: u8(body, 0), attributes };
  },
  emit: ({ type, attributes }: Configuration): Uint8Array => {
    const all = attributes.map(({ type: number, value }) =>
      concat(bytesOfNumber(number, 2), bytesOfNumber(value.length, 2), value),
    );
    return concat(Uint8Array.of(type, 0, 0, 0), ...all);
  },
  describe: ({ type, attributes }: Configuration): string => `type ${type}, ${attributes.length} attributes`,
};

export interface Bytes {
  data: Uint8Array;
}

export const bytes = {
  parse: (data: Uint8Array): Bytes => ({ data }),
  emit: ({ data }: Bytes): Uint8Array => data,
  describe: ({ data }: Bytes): string => `${data.length} bytes`,
};

/** One piece of an encrypted payload, sealed by itself. */
export interface Fragment {
  /** From 1 on. */
  number: number;
  total: number;
  data: Uint8Array;
}

export const fragment = {
  parse: (body: Uint8Array): Fragment | Malformed => {
    const [number, total] = [u16(body, 0), u16(body, 2)];
    if (body.length < 4 || number === 0 || number > total) return short('SKF', body.length);
    return { number, total, data: body.subarray(4) };
  },
  emit: ({ number, total, data }: Fragment): Uint8Array =>
    concat(bytesOfNumber(number, 2), bytesOfNumber(total, 2), data),
  describe: ({ number, total, data }: Fragment): string => `${number} of ${total}, ${data.length} bytes`,
};
