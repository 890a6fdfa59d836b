/**
 * What a CML controller answers, as far as we read it. Releases add fields and leave some out: what is not named here
 * is ignored, and what some of them leave out may be missing. Source: the schemas of CML 2.7 to 2.10, as published with the controller.
 */
import { z } from 'zod';

const text = z.string();
/** Names are shown: no control character of one reaches a terminal. */
const name = text.transform((one) => one.replace(/\p{Cc}/gu, ' '));

export const tokenAnswer = text.min(1);

export const systemAnswer = z.object({ version: text, ready: z.boolean().optional() });

export const labIdsAnswer = z.array(text);

export const labAnswer = z.object({
  id: text,
  lab_title: name.nullish().transform((title) => title ?? ''),
  state: text,
});

/** A node with `data=true`. Labels are what people see; titles and labels are not unique for all that we know. */
const node = z.object({ id: text, label: name, node_definition: text, state: text.optional() });
export type CmlNode = z.infer<typeof node>;
export const nodesAnswer = z.array(node);

const link = z.object({ id: text, node_a: text, node_b: text, interface_a: text, interface_b: text });
export type CmlLink = z.infer<typeof link>;
export const linksAnswer = z.array(link);

export const interfacesAnswer = z.array(z.object({ id: text, label: text.nullish() }));

export const statesAnswer = z.object({ nodes: z.record(text, text.nullable()) });

/** The key alone, or keys by what they are for: releases differ. A node with several serial lines has one for each. */
export const consoleKeyAnswer = z.union([
  text.min(1).transform((key) => ({ key, lines: [0] })),
  z.object({ console_key: text.min(1) }).transform(({ console_key: key }) => ({ key, lines: [0] })),
  z.record(text, z.object({ line: z.number().nullish() })).transform((keys) => {
    const byLine = Object.entries(keys).toSorted(([, a], [, b]) => (a.line ?? 0) - (b.line ?? 0));
    return { key: byLine[0]?.[0], lines: byLine.map(([, { line }]) => line ?? 0) };
  }),
]);

/**
 * The image definitions that a node definition has are in it from 2.3 on, and are asked for by themselves as well. A
 * definition says with what files a machine is provisioned; one that has none takes no configuration to start with.
 */
const provisioning = z.object({ files: z.array(z.unknown()).nullish() }).nullish();
export const nodeDefinitionsAnswer = z.array(
  z
    .object({
      id: text,
      ui: z.object({ label: text.nullish() }).nullish(),
      configuration: z.object({ provisioning }).optional(),
    })
    .transform(({ id, ui, configuration }) => ({
      id,
      name: ui?.label ?? id,
      // What does not tell takes it: most of them do.
      takesStart: configuration === undefined || (configuration.provisioning?.files ?? []).length > 0,
    })),
);

const file = z.object({ name: text, content: text.nullish() });
export const nodeAnswer = z.object({
  configuration: z.union([text, z.array(file)]).nullish(),
  tags: z
    .array(text)
    .nullish()
    .transform((tags) => tags ?? []),
  state: text.nullish(),
});

export const imageDefinitionsAnswer = z.array(
  z
    .object({ id: text, node_definition_id: text, label: text.nullish() })
    .transform(({ id, node_definition_id: definition, label }) => ({ id, definition, name: label ?? id })),
);

export const importAnswer = z.object({
  id: text,
  warnings: z
    .array(text)
    .nullish()
    .transform((warnings) => warnings ?? []),
});

const status = z.object({ status: text.nullish() }).nullish();
export const licensingAnswer = z.object({
  registration: status,
  authorization: status,
  features: z.array(z.object({ id: text, max: z.number().nullish() })).nullish(),
});

export const captureStatusAnswer = z.object({
  config: z.object({ link_capture_key: text.nullish() }).nullish(),
  packetscaptured: z.number().nullish(),
});

/** An event of the stream. Source: event_handling.py of Cisco's virl2-client, Apache-2.0; other kinds are ignored. */
export const eventMessage = z.object({
  event_type: text,
  event: text.nullish(),
  element_type: text.nullish(),
  element_id: text.nullish(),
  lab_id: text.nullish(),
});
