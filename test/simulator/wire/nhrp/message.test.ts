import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, hexOf } from '../../../../src-main/base/bytes.ts';
import type { ClientInformation } from '../../../../src-main/simulator/wire/nhrp/client-information.ts';
import {
  authenticationExtension,
  authenticationOf,
  type NhrpExtension,
} from '../../../../src-main/simulator/wire/nhrp/extensions.ts';
import {
  describeNhrp,
  emitNhrp,
  parseNhrp,
  type NhrpMessage,
} from '../../../../src-main/simulator/wire/nhrp/message.ts';
import { anyBytes, itIsACodec, wellFormed, wholeNumber } from '../wire.common.ts';

const address = wholeNumber(32);
const client: fc.Arbitrary<ClientInformation> = fc.record({
  code: wholeNumber(8),
  prefixLength: wholeNumber(8),
  mtu: wholeNumber(16),
  holdingTime: wholeNumber(16),
  nbma: fc.option(address, { nil: undefined }),
  protocol: fc.option(address, { nil: undefined }),
  preference: wholeNumber(8),
});
const extension: fc.Arbitrary<NhrpExtension> = fc.record({
  type: fc.integer({ min: 1, max: 0x3fff }),
  isCompulsory: fc.boolean(),
  value: anyBytes(30),
});
const addresses = {
  hopCount: wholeNumber(8),
  sourceNbma: address,
  source: address,
  destination: address,
  extensions: fc.array(extension, { maxLength: 4 }),
};
const message: fc.Arbitrary<NhrpMessage> = fc.oneof(
  fc.record({
    ...addresses,
    operation: fc.constantFrom(1, 2, 3, 4, 5, 6),
    flags: wholeNumber(16),
    requestId: wholeNumber(32),
    clients: fc.array(client, { maxLength: 3 }),
  }),
  fc.record({
    ...addresses,
    operation: fc.constantFrom(7, 8),
    code: wholeNumber(16),
    offset: wholeNumber(16),
    contents: anyBytes(60),
  }),
);

/** What a receiver must ignore, as a sender must send it: it is read, and written anew. */
const kept = (bytes: Uint8Array): Uint8Array => emitNhrp(wellFormed(parseNhrp(bytes)));

describe('a message of NHRP', () => {
  itIsACodec({ parse: parseNhrp, emit: emitNhrp, describe: describeNhrp, values: message, kept });

  /** A spoke asks to be registered for two hours.. */
  const registration: NhrpMessage = {
    operation: 3,
    hopCount: 255,
    flags: 0x8002,
    requestId: 65537,
    sourceNbma: 0xc0000202,
    source: 0x0a000002,
    destination: 0x0a000001,
    clients: [
      { code: 0, prefixLength: 255, mtu: 1514, holdingTime: 7200, nbma: undefined, protocol: undefined, preference: 0 },
    ],
    extensions: [3, 4, 5].map((type) => ({ type, isCompulsory: true, value: new Uint8Array(0) })),
  };

  it('has its fields where RFC 2332 has them', () => {
    const hex = hexOf(emitNhrp(registration)).replaceAll(/[^0-9a-f]/gi, '');
    expect(hex.slice(0, 24)).toBe('000108000000000000ff0044');
    expect(hex.slice(28)).toBe(
      '0034' + '0103' + '0400' + '0404' + '8002' + '00010001' + 'c0000202' + '0a000002' + '0a000001' +
        '00ff0000' + '05ea1c20' + '00000000' + '80030000' + '80040000' + '80050000' + '80000000',
    ); // prettier-ignore
  });

  it('is refused when a byte of it has changed on the way, and takes what follows for padding', () => {
    const bytes = emitNhrp(registration);
    const broken = bytes.slice();
    broken[30] = 0x55;
    expect(parseNhrp(broken)).toMatchObject({ reason: 'the checksum is wrong' });
    expect(parseNhrp(Uint8Array.from([...bytes, 0, 0]))).toEqual(registration);
    expect(parseNhrp(bytesOfHex('0001'))).toMatchObject({ reason: '2 bytes are no message' });
  });

  it('carries a key in clear, and none where none is configured', () => {
    const extensions = [authenticationExtension('S3cret')];
    const read = wellFormed(parseNhrp(emitNhrp({ ...registration, extensions })));
    expect(authenticationOf(read.extensions)).toBe('S3cret');
    expect(authenticationOf(registration.extensions)).toBeUndefined();
  });
});
