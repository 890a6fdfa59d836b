/** The words that expectations and actions are written with: roles, references, amounts, algorithms. */
import { z } from 'zod';

/** "at least 5", "at most 1", "5 to 9", or an exact number. */
export const amount = z
  .union([
    z.int().nonnegative(),
    z
      .string()
      .regex(/^(?:(?:at least|at most) \d+|\d+ to \d+)$/, 'expected a number, "at least N", "at most N" or "N to M"'),
  ])
  .describe('A number, "at least N", "at most N" or "N to M".');

export const tolerance = z
  .number()
  .nonnegative()
  .optional()
  .describe('How far off the numbers of this expectation may be; not at all when left out.');

export const role = z
  .string()
  .regex(/^[A-Za-z][\w-]*$/, 'expected the name of a role')
  .describe('A role of this lab.');

export const reference = z
  .string()
  .regex(/^[A-Za-z][\w-]*\.[A-Za-z][\w-]*$/, 'expected ROLE.INTERFACE, as in R3.wan')
  .describe("The address of a role's interface: ROLE.INTERFACE, as in R3.wan.");

/** A template may stand here too: what it leaves is looked at when it is filled in. */
export const target = z
  .string()
  .regex(
    /^(?:[A-Za-z][\w-]*\.[A-Za-z][\w-]*|\d+\.\d+\.\d+\.\d+|\{\{[^{}]+\}\})$/,
    'expected ROLE.INTERFACE or an address',
  )
  .describe('ROLE.INTERFACE, or an address that no role has.');

export const between = z.tuple([role, role]).describe('The two ends: both are looked at.');

export const label = z
  .string()
  .min(1)
  .describe(
    'A name for what is found here, so that later expectations can refer to it whatever the learner called it.',
  );

export const labels = z.array(z.string().min(1)).min(1).describe('Labels given by `as`, or names.');

export const place = z
  .string()
  .min(1)
  .describe('What the lab calls the interface (wan), or its own name where the lab does not know it (Loopback7).');

export const actionId = z.string().describe('The id of an action of this step.');

export const presence = z.enum(['present', 'absent']).optional().describe('present when left out.');

export const encryption = z.enum([
  'des',
  '3des',
  'aes 128',
  'aes 192',
  'aes 256',
  'aes gcm 128',
  'aes gcm 192',
  'aes gcm 256',
]);

export const hash = z.enum(['md5', 'sha1', 'sha256', 'sha384', 'sha512']);

export const espCipher = z.enum([...encryption.options, 'aes gmac 128', 'aes gmac 192', 'aes gmac 256', 'null']);

export const authentication = z.enum(['pre-share', 'rsa-sig', 'rsa-encr', 'ecdsa-sig']);

export const transform = z.enum([
  'esp-des',
  'esp-3des',
  'esp-aes',
  'esp-aes 192',
  'esp-aes 256',
  'esp-gcm',
  'esp-gcm 192',
  'esp-gcm 256',
  'esp-gmac',
  'esp-gmac 192',
  'esp-gmac 256',
  'esp-seal',
  'esp-null',
  'esp-md5-hmac',
  'esp-sha-hmac',
  'esp-sha256-hmac',
  'esp-sha384-hmac',
  'esp-sha512-hmac',
  'ah-md5-hmac',
  'ah-sha-hmac',
  'ah-sha256-hmac',
  'ah-sha384-hmac',
  'ah-sha512-hmac',
  'comp-lzs',
]);

export const mode = z.enum(['tunnel', 'transport']);

export const pfs = z
  .union([z.literal('none'), z.int().positive()])
  .optional()
  .describe('The Diffie-Hellman group of perfect forward secrecy, or "none".');

export const selectors = z
  .tuple([z.string(), z.string()])
  .optional()
  .describe(
    'Local and remote as the first role sees them: "any", ROLE.INTERFACE, "gre ROLE.INTERFACE", A.B.C.D/LENGTH, or one of these after icmp, tcp or udp.',
  );

/** A line of a log or a debug: a message by its name or by words in it, or an event that the parsers know. */
export const logMatch = z
  .union([
    z.string().min(3).max(300),
    z.strictObject({
      event: z.string().min(2).describe('The kind of an event: "child-created", "mismatch", "session".'),
      with: z
        .record(
          z.string().regex(/^[A-Za-z][\w.]*$/, 'expected the name of a field'),
          z.union([z.string(), z.number(), z.boolean()]),
        )
        .optional()
        .describe('What these fields of the event must be.'),
    }),
  ])
  .describe(
    'The name of a message (CRYPTO-4-IKMP_BAD_MESSAGE, 713905), words that stand in its line, or an event of the parsers.',
  );

/** Traffic as an access list sees it. */
export const traffic = z
  .strictObject({
    protocol: z
      .union([z.enum(['ip', 'icmp', 'tcp', 'udp', 'esp', 'ah', 'gre', 'ospf', 'eigrp']), z.int().min(0).max(255)])
      .optional()
      .describe('ip when left out: whatever it is.'),
    from: z.string().describe('"any", ROLE.INTERFACE, an address, or A.B.C.D/LENGTH.'),
    to: z.string().describe('"any", ROLE.INTERFACE, an address, or A.B.C.D/LENGTH.'),
    port: z.int().min(0).max(65_535).optional().describe('The destination port, of TCP and UDP.'),
    sourcePort: z.int().min(0).max(65_535).optional().describe('The source port, of TCP and UDP.'),
  })
  .describe('Traffic: which protocol, from where, to where.');
