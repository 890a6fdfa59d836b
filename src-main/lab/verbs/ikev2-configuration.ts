/** What can be asked of how a router was told to negotiate by IKE of version 2. */
import { z } from 'zod';
import { between, encryption, hash, label, labels, reference, role } from '../words.ts';

const name = z.string().optional().describe('Only where the step asks for this name.');
const as = label.optional();
const method = z.enum(['pre-share', 'rsa-sig', 'ecdsa-sig', 'eap', 'digital-signature']);

export const ikev2ConfigurationVerbs = {
  ikev2Proposal: z
    .strictObject({
      on: role,
      name,
      as,
      encryption: z.array(encryption).min(1).optional().describe('All of these, and no other.'),
      integrity: z
        .array(z.enum([...hash.options, 'none']))
        .min(1)
        .optional()
        .describe('All of these, and no other.'),
      prf: z.array(hash).min(1).optional().describe('All of these, and no other.'),
      dh: z.array(z.int().positive()).min(1).optional().describe('All of these groups, and no other.'),
    })
    .describe('An IKEv2 proposal offers these algorithms, in any order. On an ASA: an IKEv2 policy.'),
  ikev2Policy: z
    .strictObject({
      on: role,
      name,
      as,
      proposals: labels.optional().describe('Labels given by `as`, or names: it must offer these.'),
      vrf: z.string().min(1).optional().describe('The front-door VRF that it is for, or "any".'),
      address: reference.optional().describe('The local address that it is for.'),
    })
    .describe('An IKEv2 policy offers these proposals.'),
  ikev2Keyring: z
    .union([
      z.strictObject({
        on: role,
        name,
        as,
        peer: reference,
        secret: z.string().optional().describe('Only where the step asks for this key.'),
      }),
      z.strictObject({ between }),
    ])
    .describe(
      'An IKEv2 keyring holds a key for the peer; with `between`, what one end signs with the other checks with.',
    ),
  ikev2Profile: z
    .strictObject({
      on: role,
      name,
      as,
      peer: reference.optional().describe('It must match this address of the peer.'),
      identity: z.string().min(1).optional().describe('It must match this identity of the peer: an FQDN, a key id.'),
      localIdentity: z.string().min(1).optional().describe('It must call itself so: an address, an FQDN.'),
      local: method.optional().describe('How this end proves who it is.'),
      remote: method.optional().describe('How the peer has to.'),
      keyring: z.string().min(1).optional().describe('A label given by `as`, or a name.'),
      lifetime: z.int().positive().optional().describe('Seconds.'),
    })
    .describe('An IKEv2 profile leads from the peer to a way of authentication and its key.'),
} as const;
