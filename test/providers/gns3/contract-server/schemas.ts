/**
 * What the bodies of requests may hold. Version 2 refuses whatever its JSON schemas do not name; version 3 is described
 * by its /openapi.json, and what that does not name would be lost without a word, which no client of ours may rely on.
 */
import { z } from 'zod';

const uuid = z.uuid();
const place = { x: z.int(), y: z.int() };

const projectFields = {
  name: z.string().min(1),
  project_id: uuid.optional(),
  path: z.string().optional(),
  auto_close: z.boolean().optional(),
  auto_open: z.boolean().optional(),
  auto_start: z.boolean().optional(),
};
export const projectCreate = z.strictObject(projectFields);
export const projectUpdate = z.strictObject(projectFields).partial();

export const templateUsage = z.strictObject({
  ...place,
  name: z.string().optional(),
  compute_id: z.string().optional(),
});
export const nodeUpdate = z.strictObject({
  name: z.string().min(1).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  x: z.int().optional(),
  y: z.int().optional(),
});

const linkEnd = z.strictObject({ node_id: uuid, adapter_number: z.int().min(0), port_number: z.int().min(0) });
export const linkCreate = z.strictObject({ nodes: z.array(linkEnd).length(2) });
export const linkUpdate = z.strictObject({
  filters: z.partialRecord(z.enum(['delay', 'packet_loss', 'corrupt', 'frequency_drop', 'bpf']), z.array(z.number())),
});

export const captureStart = z.strictObject({
  capture_file_name: z.string().regex(/^[\w.-]+$/),
  data_link_type: z.enum(['DLT_EN10MB', 'DLT_C_HDLC', 'DLT_PPP_SERIAL', 'DLT_FRELAY']),
});

export const credentials = z.strictObject({ username: z.string(), password: z.string() });

export const nothing = z.strictObject({});
