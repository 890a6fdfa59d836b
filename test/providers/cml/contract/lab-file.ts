/**
 * What a controller takes as a lab, from its published schemas (topologies.py, nodes.py, links.py, labs.py of CML 2.10,
 * BSD-2-Clause): every key is known, every number within its bounds, or the import is refused.
 */
import { z } from 'zod';

const id = z.string().min(1).max(64);
const label = z.string().min(1).max(128);
const coordinate = z.number().min(-15_000).max(15_000);
const files = z.array(z.strictObject({ name: z.string().min(1).max(64), content: z.string().nullish() }));

const port = z.strictObject({
  id,
  type: z.enum(['physical', 'loopback']),
  node: id.optional(),
  label: label.optional(),
  slot: z.int().min(0).max(128).nullish(),
  mac_address: z.string().nullish(),
});

const node = z.strictObject({
  id,
  label,
  node_definition: z.string().min(1).max(250),
  image_definition: z.string().min(1).max(250).nullish(),
  x: coordinate,
  y: coordinate,
  configuration: z.union([z.string(), files]).nullish(),
  parameters: z.record(z.string(), z.string().nullable()).optional(),
  ram: z.int().min(1).nullish(),
  cpus: z.int().min(1).nullish(),
  cpu_limit: z.int().min(20).max(100).nullish(),
  data_volume: z.int().min(0).nullish(),
  boot_disk_size: z.int().min(0).nullish(),
  hide_links: z.boolean().optional(),
  priority: z.int().min(0).max(10_000).nullish(),
  tags: z.array(z.string()).optional(),
  interfaces: z.array(port),
});

const conditioning = z.strictObject({
  enabled: z.boolean().optional(),
  bandwidth: z.int().min(0).max(10_000_000).nullish(),
  latency: z.int().min(0).max(10_000).nullish(),
  jitter: z.int().min(0).max(10_000).nullish(),
  loss: z.number().min(0).max(100).nullish(),
  duplicate: z.number().min(0).max(100).nullish(),
  reorder_prob: z.number().min(0).max(100).nullish(),
});

const link = z.strictObject({
  id,
  n1: id,
  n2: id,
  i1: id,
  i2: id,
  label: label.optional(),
  conditioning: conditioning.optional(),
});

export const labFile = z.strictObject({
  lab: z.strictObject({
    version: z.enum(['0.0.1', '0.0.2', '0.0.3', '0.0.4', '0.0.5', '0.1.0', '0.2.0', '0.2.1', '0.2.2', '0.3.0']),
    title: z.string().min(1).max(64),
    description: z.string().max(4096).optional(),
    notes: z.string().max(32_768).optional(),
  }),
  nodes: z.array(node),
  links: z.array(link),
  annotations: z.array(z.looseObject({ type: z.enum(['text', 'rectangle', 'ellipse', 'line']) })).optional(),
  smart_annotations: z.array(z.looseObject({})).optional(),
});

export type LabFile = z.infer<typeof labFile>;
