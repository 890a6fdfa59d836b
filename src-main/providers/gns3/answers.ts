/**
 * What GNS3 servers answer: the fields that we use, checked, and every other field as it came. Versions 2.0 to 3.1 differ
 * in what they leave out and what they say is null.
 */
import { z } from 'zod';

const count = z.number().int().min(0).max(65_535);
const text = z.string().max(4096);
/** Names are shown: no control character of one reaches a terminal. */
const name = text.transform((one) => one.replace(/\p{Cc}/gu, ' '));

export const versionAnswer = z.looseObject({ version: text });

export const tokenAnswer = z.looseObject({ access_token: z.string().min(1).max(65_536) });

export const projectAnswer = z.looseObject({
  project_id: text,
  name,
  status: z.string().nullish(),
  auto_close: z.boolean().nullish(),
});
export type Gns3Project = z.infer<typeof projectAnswer>;

const portAnswer = z.looseObject({
  name,
  short_name: text.nullish(),
  adapter_number: count,
  port_number: count,
  link_type: z.string().nullish(),
});
export type Gns3Port = z.infer<typeof portAnswer>;

export const nodeAnswer = z.looseObject({
  node_id: text,
  name,
  node_type: text,
  /** A closed project has none. */
  status: z.string().nullish(),
  console: count.nullish(),
  console_type: z.string().nullish(),
  console_host: z.string().nullish(),
  aux: count.nullish(),
  aux_type: z.string().nullish(),
  properties: z.record(z.string(), z.unknown()).nullish(),
  ports: z.array(portAnswer).max(4096).nullish(),
});
/** All that every notification of a deletion says: one of several comes from the emulator, which knows no more. */
export const deletedNode = nodeAnswer.pick({ node_id: true });
export type Gns3Node = z.infer<typeof nodeAnswer>;

const linkEnd = z.looseObject({ node_id: text, adapter_number: count, port_number: count });

export const linkAnswer = z.looseObject({
  link_id: text,
  nodes: z.array(linkEnd).max(16),
  link_type: z.string().nullish(),
  capturing: z.boolean().nullish(),
});
export type Gns3Link = z.infer<typeof linkAnswer>;

const templateAnswer = z.looseObject({
  template_id: text,
  name,
  template_type: text,
  builtin: z.boolean().nullish(),
  compute_id: z.string().nullish(),
  category: z.string().nullish(),
});
export type Gns3Template = z.infer<typeof templateAnswer>;

const computeAnswer = z.looseObject({ compute_id: text, connected: z.boolean().nullish() });

export const projectsAnswer = z.array(projectAnswer).max(100_000);
export const nodesAnswer = z.array(nodeAnswer).max(100_000);
export const linksAnswer = z.array(linkAnswer).max(100_000);
export const templatesAnswer = z.array(templateAnswer).max(100_000);
export const computesAnswer = z.array(computeAnswer).max(10_000);
export const drawingsAnswer = z.array(z.looseObject({})).max(100_000);

export const notification = z.looseObject({ action: z.string(), event: z.unknown() });
