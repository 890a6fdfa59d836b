/** What can be asked of things that happen: lines of logs, packets on a link, what came before what. */
import { z } from 'zod';
import { actionId, amount, between, logMatch, role, target } from '../words.ts';

const link = z.string().describe('A link of this lab.');
const protocol = z.enum(['ip', 'gre', 'esp', 'ah', 'icmp', 'udp', 'tcp', 'isakmp']);
const over = z.string().describe('The id of a capture among the actions of this step.');
const says = logMatch;

const moment = z
  .union([
    z.strictObject({ log: z.strictObject({ on: role, says }).describe('When a line was logged.') }),
    z.strictObject({ action: actionId.describe('When an action of this step was carried out.') }),
  ])
  .describe('A moment: when a line was logged, or when an action was carried out.');

export const observedVerbs = {
  log: z
    .strictObject({
      on: role,
      says,
      over: actionId.optional().describe('The id of an action of this step: what was logged while it ran.'),
      count: amount.optional().describe('How many such lines; at least 1 when left out.'),
      state: z.enum(['seen', 'absent']).optional().describe('seen when left out.'),
    })
    .describe('A router has logged something, or printed it for a debug.'),
  absent: z
    .strictObject({
      on: link,
      protocol,
      from: target.optional(),
      to: target.optional(),
      over: over.optional().describe('The id of a capture: judged by its packets. Otherwise by what devices show.'),
    })
    .describe('Nothing at either end of the link still sends this protocol over it in clear.'),
  wire: z
    .strictObject({
      on: link,
      over,
      protocol,
      from: target.optional(),
      to: target.optional(),
      spi: between.optional().describe('[R1, R3]: the SPI of the association by which R1 sends to R3.'),
      count: amount.optional().describe('How many such packets; at least 1 when left out.'),
      encrypted: z.boolean().optional().describe('Whether nothing of what is inside can be read.'),
      sequence: z.literal('rising').optional().describe('Sequence numbers that rise.'),
    })
    .describe('What a capture saw on a link.'),
  order: z
    .union([z.strictObject({ first: moment, then: moment }), z.strictObject({ event: moment, during: actionId })])
    .describe('What came before what, by the time of the devices.'),
  unchanged: z
    .strictObject({
      on: z.array(role).min(1).describe('Roles.'),
      over: z.string().describe('The id of an action of this step, or "step": while all its actions ran.'),
    })
    .describe('Nobody changed the configuration.'),
} as const;
