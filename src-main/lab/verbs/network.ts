/** What can be asked of a network around and under IPsec. */
import { z } from 'zod';
import { actionId, amount, label, place, presence, reference, role, target, tolerance, traffic } from '../words.ts';

const line = z.enum(['up', 'down']);
const commandLine = z.string().min(1).max(254);
const lines = z.array(commandLine).min(1);
const fields = z.record(
  z.string().regex(/^[A-Za-z][\w.]*$/, 'expected the name of a field'),
  z.union([z.string(), z.number(), z.boolean()]),
);

export const networkVerbs = {
  tunnel: z
    .strictObject({
      on: role,
      interface: z.string().optional().describe('A tunnel interface of the role; "tunnel" unless said otherwise.'),
      mode: z.enum(['gre', 'ipsec-ipv4', 'gre-multipoint', 'ipip']).optional(),
      protection: z.string().optional().describe('A label given by `as`, a name, or "none".'),
      line: line.optional(),
      source: reference.optional().describe('ROLE.INTERFACE whose address it sends from.'),
      destination: reference.optional().describe('ROLE.INTERFACE whose address it sends to.'),
    })
    .describe('The tunnel interface is in this state.'),
  interface: z
    .strictObject({
      on: role,
      interface: place,
      status: z.enum(['up', 'down', 'administratively down', 'absent']).optional(),
      line: line.optional().describe('The line protocol.'),
      address: z
        .string()
        .optional()
        .describe('ROLE.INTERFACE, A.B.C.D, A.B.C.D/LENGTH, or "none". An unnumbered interface has the lent one.'),
      unnumbered: place.optional().describe('The interface whose address it borrows.'),
      mtu: amount.optional().describe('Of the link.'),
      ipMtu: amount.optional().describe('The largest IP packet.'),
      mss: amount.optional().describe('What it sets the maximum segment size of TCP to.'),
      vrf: z.string().min(1).optional(),
      tolerance,
    })
    .describe('An interface is in this state.'),
  route: z
    .strictObject({
      on: role,
      to: z
        .string()
        .describe('A subnet A.B.C.D/LENGTH, "default", or ROLE.INTERFACE: the way that packets to it take.'),
      via: z
        .string()
        .min(1)
        .optional()
        .describe(
          'An interface by what the lab or the router calls it, ROLE.INTERFACE of the next hop, or its address.',
        ),
      protocol: z
        .enum(['static', 'connected', 'ospf', 'eigrp', 'bgp', 'rip', 'isis'])
        .optional()
        .describe('How it was learnt.'),
      distance: amount.optional().describe('The administrative distance.'),
      vrf: z.string().min(1).optional(),
      state: presence,
    })
    .describe('The routing table leads to a destination.'),
  ping: z
    .strictObject({
      of: z.string().describe('The id of a ping or a sweep among the actions of this step.'),
      received: amount.optional(),
      lost: amount.optional(),
      firstLost: amount.optional().describe('Packets lost before the first answer: none may be lost after it.'),
      largest: amount.optional().describe('Of a sweep: bytes of the largest packet that was answered.'),
      tolerance,
    })
    .describe('How a ping went.'),
  path: z
    .strictObject({
      of: z.string().describe('The id of a traceroute among the actions of this step.'),
      through: z.array(role).min(1).optional().describe('Roles that answer on the way, in this order.'),
      around: z.array(role).min(1).optional().describe('Roles that must not answer.'),
      hops: amount.optional(),
      reaches: z.boolean().optional().describe('Whether the destination answers.'),
    })
    .describe('Which way packets took.'),
  acl: z
    .strictObject({
      on: role,
      name: z.string().min(1).optional().describe('Only where the step asks for this name or number.'),
      as: label.optional(),
      permits: z.array(traffic).min(1).optional().describe('All of each of these is let through.'),
      denies: z.array(traffic).min(1).optional().describe('All of each of these is kept out.'),
      exact: z.boolean().optional().describe('Whether its entries that permit must be these and no others.'),
      applied: z
        .strictObject({ interface: place, direction: z.enum(['in', 'out']) })
        .optional()
        .describe('Where it must filter. Where no list does, everything is let through.'),
      hits: amount.optional().describe('Packets that its entries for this traffic have matched.'),
      over: actionId.optional().describe('The id of an action of this step: count what it adds. Otherwise totals.'),
      state: presence,
    })
    .describe('An access list does this, by its first entry that matches, under any name unless one is given.'),
  nat: z
    .strictObject({
      on: role,
      translates: z
        .strictObject({
          protocol: z.enum(['icmp', 'tcp', 'udp', 'esp']).optional(),
          inside: z.string().describe('ROLE.INTERFACE, an address, or A.B.C.D/LENGTH: who it is inside.'),
          outside: z.string().optional().describe('ROLE.INTERFACE, an address, or A.B.C.D/LENGTH: whom it speaks to.'),
          to: target.optional().describe('The address that it gets.'),
        })
        .optional()
        .describe('A translation that is in the table.'),
      exempts: traffic.pick({ from: true, to: true }).optional().describe('Traffic that no rule may translate.'),
      state: presence,
    })
    .describe('What network address translation does and leaves alone.'),
  shown: z
    .strictObject({
      on: role,
      command: z
        .string()
        .regex(/^(?:show|display|ip|swanctl|ipsec) \S.*$/, 'expected a command that shows something')
        .describe('A command whose answer the parsers read.'),
      where: fields.optional().describe('Which records are meant: what these fields must be. All when left out.'),
      has: fields.optional().describe('What these fields must be, by the names that `quickmode parse` gives them.'),
      count: amount.optional().describe('How many such records; at least 1 when left out.'),
    })
    .describe('What a command shows. For what no other verb asks.'),
  configuration: z
    .strictObject({
      on: role,
      under: z
        .union([commandLine, lines])
        .optional()
        .describe('The line of the section, as in "interface Tunnel0"; of a section inside another the way there.'),
      has: lines.optional().describe('Lines as the running configuration prints them.'),
      lacks: lines.optional().describe('Lines of which none may stand there, in whole or as a beginning.'),
    })
    .describe('What stands in the running configuration. For what no other verb can ask: how it is typed counts here.'),
} as const;
