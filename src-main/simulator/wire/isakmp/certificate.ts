/**
 * The certificate and certificate request payloads (RFC 2408 sections 3.9 and 3.10): an encoding, and bytes.
 *
 *   0          1
 *   +----------+-------------------------------------
 *   | encoding | certificate, or certificate authority
 *   +----------+-------------------------------------
 */
import { concat, u8 } from '../../../base/bytes.ts';
import { Malformed } from '../malformed.ts';
import { payloadTypes } from './numbers.ts';
import type { PayloadCodec } from './payload.ts';

const ENCODING = 0;
const DATA = 1;

interface CertificatePayload<Kind extends 'certificate' | 'certificateRequest'> {
  kind: Kind;
  /** 4: X.509 certificate for signatures. */
  encoding: number;
  data: Uint8Array;
}

function codec<Kind extends 'certificate' | 'certificateRequest'>(
  kind: Kind,
  type: number,
): PayloadCodec<CertificatePayload<Kind>> {
  return {
    type,
    parse: (body) =>
      body.length < DATA
        ? new Malformed('ISAKMP certificate', 'no encoding')
        : { kind, encoding: u8(body, ENCODING), data: body.subarray(DATA) },
    emit: ({ encoding, data }) => concat(Uint8Array.of(encoding), data),
    describe: ({ encoding, data }) => `encoding ${encoding}, ${data.length} bytes`,
  };
}

export const certificate = codec('certificate', payloadTypes.CERT);
export const certificateRequest = codec('certificateRequest', payloadTypes.CR);
