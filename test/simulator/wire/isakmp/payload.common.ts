/** What the codec of every payload keeps. */
import type fc from 'fast-check';
import type { PayloadCodec, UnknownPayload } from '../../../../src-main/simulator/wire/isakmp/payload.ts';
import { itIsACodec } from '../wire.common.ts';

export function itIsAPayload<P extends { kind: string }>(codec: PayloadCodec<P>, values: fc.Arbitrary<P>): void {
  const isUnknown = (payload: P | UnknownPayload): payload is UnknownPayload => payload.kind === 'unknown';
  itIsACodec<P | UnknownPayload>({
    parse: codec.parse,
    emit: (payload) => (isUnknown(payload) ? payload.body : codec.emit(payload)),
    describe: (payload) => (isUnknown(payload) ? 'unknown' : `: ${codec.describe(payload)}`),
    values,
  });
}
