/** What can be asked of how a router was told to negotiate: IKE of version 1, transforms, profiles, crypto maps. */
import { z } from 'zod';
import {
  authentication,
  between,
  encryption,
  hash,
  label,
  labels,
  mode,
  pfs,
  place,
  presence,
  reference,
  role,
  transform,
} from '../words.ts';

const lifetime = z.int().positive().optional().describe('Seconds.');

export const ikev1ConfigurationVerbs = {
  isakmpPolicy: z
    .strictObject({
      on: role,
      priority: z.int().min(1).max(65_535).optional().describe('Only where the step asks for this number.'),
      encryption: encryption.optional(),
      hash: hash.optional(),
      dh: z.int().positive().optional(),
      authentication: authentication.optional(),
      lifetime,
    })
    .describe('An IKE policy with these attributes exists, under any number.'),
  isakmpKey: z
    .union([
      z.strictObject({
        on: role,
        peer: reference,
        secret: z.string().optional().describe('Only where the step asks for this key.'),
      }),
      z.strictObject({ between }),
    ])
    .describe('A pre-shared key for the peer exists; with `between`, both ends hold the same key for each other.'),
  transformSet: z
    .strictObject({
      on: role,
      name: z.string().optional(),
      as: label.optional(),
      transforms: z.array(transform).min(1).max(4),
      mode: mode.optional(),
    })
    .describe('A transform set with exactly these transforms exists, under any name unless one is given.'),
  ipsecProfile: z
    .strictObject({
      on: role,
      name: z.string().optional(),
      as: label.optional(),
      transformSets: labels.optional(),
      pfs,
      lifetime,
      ikev2Profile: z.string().min(1).optional().describe('A label given by `as`, or a name.'),
    })
    .describe('An IPsec profile exists that leads to these transform sets.'),
  cryptoMap: z
    .strictObject({
      on: role,
      name: z.string().optional(),
      sequence: z.int().min(1).max(65_535).optional().describe('Only where the step asks for this number.'),
      interface: place.optional().describe('The interface that it must be applied to.'),
      peer: reference.optional().describe('ROLE.INTERFACE of whom it leads to.'),
      transformSets: labels.optional(),
      acl: z
        .string()
        .min(1)
        .optional()
        .describe('The access list of what it protects: a label given by `as`, or a name.'),
      protects: z
        .tuple([z.string(), z.string()])
        .optional()
        .describe('What it protects, from and to: "any", ROLE.INTERFACE, or A.B.C.D/LENGTH. No more and no less.'),
      pfs,
      lifetime,
      dynamic: z.boolean().optional().describe('Whether the entry takes peers that it does not know.'),
      manual: z.boolean().optional().describe('Whether its keys are set by hand.'),
      perHost: z.boolean().optional().describe('Whether each pair of hosts has associations of its own.'),
      reverseRoute: z.boolean().optional().describe('Whether it puts routes to what the peer protects into the table.'),
      ikev2Profile: z.string().min(1).optional().describe('A label given by `as`, or a name.'),
      state: presence,
    })
    .describe('A crypto map has an entry that does this, under any name and number unless they are given.'),
} as const;
