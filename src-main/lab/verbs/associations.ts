/** What can be asked of security associations. */
import { z } from 'zod';
import {
  actionId,
  amount,
  between,
  encryption,
  espCipher,
  hash,
  mode,
  pfs,
  role,
  selectors,
  tolerance,
} from '../words.ts';

const part = z
  .enum(['initiator', 'responder'])
  .optional()
  .describe('Of the first of the two: whether it began, or was asked.');
const natT = z.boolean().optional().describe('Whether it goes through UDP 4500, because of a NAT in between.');
const vrf = z.string().min(1).optional().describe('The VRF that it is in.');
const count = amount.optional().describe('How many there are at each end; of one kind with these attributes, if any.');

export const associationVerbs = {
  ike: z
    .strictObject({
      between,
      version: z.literal([1, 2]).optional().describe('1 or 2; either when left out.'),
      state: z.enum(['established', 'negotiating', 'absent']),
      encryption: encryption.optional(),
      hash: hash.optional().describe('Of version 1 its hash, of version 2 its integrity algorithm.'),
      prf: hash.optional().describe('Of version 2.'),
      dh: z.int().positive().optional(),
      auth: z.enum(['psk', 'rsig', 'rsa-encr', 'ecdsa']).optional(),
      natT,
      vrf,
      role: part,
      lifetime: amount.optional().describe('Seconds that are left.'),
      count,
      tolerance,
    })
    .describe('The IKE security association between two roles. Attributes are judged on both ends.'),
  child: z
    .strictObject({
      between,
      via: z.string().optional().describe('The interface of the roles that it must belong to.'),
      state: z.enum(['established', 'absent']).optional(),
      mode: mode.optional(),
      esp: z
        .union([
          z.tuple([espCipher, z.enum([...hash.options, 'none'])]),
          z.tuple([espCipher]),
          z.literal('none').describe('None: authentication headers alone.'),
        ])
        .optional()
        .describe('What encrypts and what authenticates: [aes 256, sha256]; of AES-GCM alone [aes gcm 256].'),
      ah: z
        .union([hash, z.literal('none')])
        .optional()
        .describe('The algorithm of an authentication header, or "none".'),
      selectors,
      spi: z.literal('mirrored').optional().describe("Each end's outbound SPI is an inbound SPI of the other."),
      pfs,
      replayWindow: z
        .union([z.int().positive(), z.literal('off')])
        .optional()
        .describe('Packets, or "off".'),
      manual: z.boolean().optional().describe('Whether it was keyed by hand.'),
      natT,
      vrf,
      role: part,
      lifetime: amount.optional().describe('Seconds that are left.'),
      kilobytes: amount.optional().describe('Kilobytes that are left.'),
      count,
      tolerance,
    })
    .describe('The pair of IPsec security associations between two roles.'),
  counters: z
    .strictObject({
      on: role,
      peer: role.optional().describe('Those with this role alone; all when left out.'),
      selectors,
      encaps: amount.optional(),
      decaps: amount.optional(),
      errors: amount.optional(),
      sendErrors: amount.optional(),
      receiveErrors: amount.optional(),
      over: z.string().optional().describe('The id of an action of this step: count what it adds. Otherwise totals.'),
      tolerance,
    })
    .describe('IPsec packet counters.'),
  rekeyed: z
    .strictObject({
      between,
      what: z.enum(['ike', 'child']),
      over: actionId,
      selectors: selectors.describe('Of a child: which one; any when left out.'),
      loss: amount.optional().describe('Packets that the pings of this step after it may lose together.'),
    })
    .describe('Over an action the old association was replaced by a new one, at both ends.'),
} as const;
