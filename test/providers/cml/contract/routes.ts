/** The calls of the contract controller: paths, checks and answers as in the published schemas. */
import { z } from 'zod';
import { emitPcap } from '../../../../src-main/simulator/wire/pcap.ts';
import type { Controller } from './controller.ts';
import { isOff, type ContractLab, type ContractNode } from './lab.ts';

export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  body: string;
  token: string | undefined;
}

export interface Answer {
  status: number;
  body?: unknown;
  type?: string;
  /** A client that knows the API does not do this. */
  isWrong?: boolean;
}

const done: Answer = { status: 204 };
const ok = (body: unknown): Answer => ({ status: 200, body });
const refuse = (status: number, description: string): Answer => ({
  status,
  body: { code: status, description },
});
const wrong = (status: number, description: string): Answer => ({ ...refuse(status, description), isWrong: true });

type Run = (controller: Controller, call: Call, ids: readonly string[]) => Answer | Promise<Answer>;
type InLab = (lab: ContractLab, call: Call, controller: Controller) => Answer | Promise<Answer>;

const uuid = '([0-9a-f-]{36})';

const inLab =
  (run: InLab): Run =>
  (controller, call, [id = '']) => {
    const lab = controller.labs.find((one) => one.id === id);
    return lab ? run(lab, call, controller) : refuse(404, `Lab not found: ${id}`);
  };

const onNode = (run: (node: ContractNode, lab: ContractLab, controller: Controller) => Answer): Run => {
  return (controller, call, ids) =>
    inLab((lab) => {
      const node = lab.node(ids[1] ?? '');
      return node ? run(node, lab, controller) : wrong(404, `Node not found: ${ids[1] ?? ''}`);
    })(controller, call, ids);
};

const onLink = (
  run: (lab: ContractLab, link: ContractLab['links'][number], call: Call) => Answer | Promise<Answer>,
): Run => {
  return (controller, call, ids) =>
    inLab((lab) => {
      const link = lab.links.find(({ id }) => id === ids[1]);
      return link ? run(lab, link, call) : wrong(404, `Link not found: ${ids[1] ?? ''}`);
    })(controller, call, ids);
};

const captureStart = z
  .strictObject({
    maxpackets: z.int().min(1).max(1_000_000).optional(),
    maxtime: z.int().min(1).max(86_400).optional(),
    bpfilter: z.string().min(1).max(128).optional(),
    encap: z.string().optional(),
  })
  .refine(({ maxpackets, maxtime }) => maxpackets !== undefined || maxtime !== undefined);

const nodeUpdate = z.strictObject({ tags: z.array(z.string().min(1).max(64)) });

const login = z.strictObject({ username: z.string(), password: z.string() });

const lab = `labs/${uuid}`;
const node = `${lab}/nodes/${uuid}`;
const link = `${lab}/links/${uuid}`;

/** "METHOD path": what it answers. */
const routes: readonly (readonly [call: string, run: Run])[] = [
  [
    'GET system_information',
    ({ version }) =>
      ok({ version, ready: true, allow_ssh_pubkey_auth: false, oui: '52:54:00:00:00:00', timeout: 3600, features: [] }),
  ],
  [
    'POST authenticate',
    (controller, { body }) => {
      const given = login.safeParse(JSON.parse(body));
      if (!given.success) return wrong(400, 'Invalid request');
      const { username, password } = given.data;
      if (!controller.isUser({ username, password })) return refuse(403, 'Authentication failed!');
      return ok(controller.newToken());
    },
  ],
  [
    'DELETE logout',
    (controller, { token = '' }) => {
      controller.endSession(token);
      return ok(true);
    },
  ],
  ['GET labs', ({ labs }) => ok(labs.map(({ id }) => id))],
  [
    `GET ${lab}`,
    inLab(({ id, title, state, nodes, links }) =>
      ok({
        id,
        state,
        lab_title: title,
        lab_description: '',
        lab_notes: '',
        node_count: nodes.length,
        link_count: links.length,
        effective_permissions: ['lab_admin', 'lab_edit', 'lab_exec', 'lab_view'],
      }),
    ),
  ],
  [`GET ${lab}/download`, inLab(({ text }) => ({ status: 200, type: 'application/x-yaml', body: text }))],
  [
    `GET ${lab}/nodes`,
    inLab(({ nodes, id }, { query }) => ok(nodes.map((one) => (isFull(query) ? shown(one, id) : one.id)))),
  ],
  [`GET ${lab}/links`, inLab(({ links }, { query }) => ok(links.map((one) => (isFull(query) ? one : one.id))))],
  [
    `GET ${node}/interfaces`,
    (controller, call, ids) =>
      onNode(({ interfaces }) => ok(interfaces.map((one) => (isFull(call.query) ? one : one.id))))(
        controller,
        call,
        ids,
      ),
  ],
  [`GET ${node}`, onNode((one, { id }) => ok({ ...shown(one, id), configuration: one.configuration, tags: one.tags }))],
  [
    `PATCH ${node}`,
    (controller, call, ids) =>
      onNode((one) => {
        const given = nodeUpdate.safeParse(JSON.parse(call.body));
        if (!given.success) return wrong(400, 'Invalid request');
        one.tags = given.data.tags;
        return ok(one.id);
      })(controller, call, ids),
  ],
  [
    `GET ${lab}/lab_element_state`,
    inLab(({ nodes }) => {
      return ok({ nodes: Object.fromEntries(nodes.map(({ id, state }) => [id, state])), links: {}, interfaces: {} });
    }),
  ],
  [
    `PUT ${node}/state/start`,
    onNode((one, theLab, controller) => {
      const refusal = controller.unstartable.get(one.label);
      if (refusal) return refuse(refusal.status, refusal.description);
      controller.startNode(theLab, one);
      return done;
    }),
  ],
  [
    `PUT ${node}/state/stop`,
    onNode((one, theLab, controller) => {
      controller.stopNode(theLab, one);
      return done;
    }),
  ],
  [
    `GET ${node}/consoles/0/log`,
    onNode(({ log, key }) => {
      if (key === undefined || log.length === 0) return refuse(400, 'Console index does not exist');
      return { status: 200, body: log.map((line, index) => `|${index * 1000}|${line}`).join('\r\n') };
    }),
  ],
  [
    `GET ${node}/keys/console`,
    onNode((one) => {
      const { key, label, moreKeys = [] } = one;
      if (key === undefined || isOff(one)) return refuse(404, 'No console key');
      const keys = [...moreKeys.map((more, index) => [more, index + 1] as const), [key, 0] as const];
      return ok(moreKeys.length === 0 ? key : Object.fromEntries(keys.map(([one, line]) => [one, { label, line }])));
    }),
  ],
  [
    'GET node_definitions',
    ({ stock, withoutStart }) =>
      ok(
        stock.definitions.map((id) => ({
          ...{ id, ui: { label: id.toUpperCase() }, general: {} },
          configuration: {
            generator: { driver: null },
            provisioning: withoutStart.has(id) ? null : { files: [{ name: 'node.cfg', editable: true }] },
          },
        })),
      ),
  ],
  [
    'GET image_definitions',
    ({ stock }) =>
      ok(
        Object.entries(stock.images).flatMap(([node_definition_id, ids]) =>
          ids.map((id) => ({ id, node_definition_id, label: `Image ${id}`, disk_image: `${id}.qcow2` })),
        ),
      ),
  ],
  [
    'GET licensing',
    ({ licence: { max, authorization } }) =>
      ok({
        registration: { status: 'COMPLETED' },
        authorization: { status: authorization },
        features: [{ id: 'regid.2019-10.com.cisco.CML_NODE_COUNT,1.0_2607650b', name: 'CML - Node', min: 0, max }],
      }),
  ],
  [
    'POST import',
    (controller, { body }) => {
      try {
        return ok({ id: controller.import(body).id, warnings: ['**R1** has no _owner_.'] });
      } catch (error) {
        return wrong(400, String(error));
      }
    },
  ],
  [
    `PUT ${lab}/stop`,
    inLab((theLab, _, controller) => {
      for (const one of theLab.nodes) controller.stopNode(theLab, one);
      return done;
    }),
  ],
  [
    `PUT ${lab}/wipe`,
    inLab((theLab) => {
      if (theLab.state === 'STARTED') return wrong(400, 'Lab is running');
      theLab.isWiped = true;
      for (const one of theLab.nodes) one.state = 'DEFINED_ON_CORE';
      return done;
    }),
  ],
  [
    `DELETE ${lab}`,
    inLab((theLab, _, controller) => {
      if (theLab.state !== 'DEFINED_ON_CORE') return wrong(403, 'Lab must be stopped and wiped');
      controller.labs.splice(controller.labs.indexOf(theLab), 1);
      controller.tell({ event_type: 'lab_event', event: 'deleted', lab_id: theLab.id });
      return done;
    }),
  ],
  [
    `PUT ${link}/capture/start`,
    onLink(async (theLab, theLink, { body }) => {
      const limits = captureStart.safeParse(JSON.parse(body));
      if (!limits.success) return wrong(400, "Either 'maxpackets' or 'maxtime' must be specified");
      if (theLab.captures.has(theLink.id)) return wrong(400, 'PCAP is running');
      await theLab.capture(theLink, limits.data);
      return done;
    }),
  ],
  [
    `PUT ${link}/capture/stop`,
    onLink((theLab, { id }) => {
      const capture = theLab.captures.get(id);
      if (!capture) return wrong(400, 'No PCAP is running');
      capture.stop();
      theLab.captures.delete(id);
      return done;
    }),
  ],
  [
    `GET ${link}/capture/status`,
    onLink((theLab, { id }) => {
      const capture = theLab.captures.get(id);
      if (!capture) return ok({});
      const { key, limits, frames } = capture;
      return ok({ config: { ...limits, link_capture_key: key }, packetscaptured: frames.length });
    }),
  ],
  [
    `GET pcap/${uuid}`,
    ({ labs }, _, [key]) => {
      const owner = labs.find(({ captures }) => [...captures.values()].some((one) => one.key === key));
      const capture = [...(owner?.captures.values() ?? [])].find((one) => one.key === key);
      if (!owner || !capture) return wrong(404, 'PCAP not found');
      const bytes = emitPcap({ linkType: owner.linkType, frames: capture.frames });
      return { status: 200, type: 'application/vnd.tcpdump.pcap', body: bytes };
    },
  ],
];

function shown({ id, label, node_definition, image_definition, state }: ContractNode, lab_id: string): object {
  const boot_progress = state === 'BOOTED' ? 'Booted' : 'Not running';
  return { id, lab_id, label, node_definition, image_definition, state, boot_progress, x: 0, y: 0, configuration: [] };
}

const isFull = (query: URLSearchParams): boolean => query.get('data') === 'true';

const table = routes.map(([called, run]) => ({ pattern: new RegExp(`^${called}$`), run }));

export function answerTo(controller: Controller, call: Call): Answer | Promise<Answer> {
  const called = `${call.method} ${call.path}`;
  for (const { pattern, run } of table) {
    const match = pattern.exec(called);
    if (match) return run(controller, call, match.slice(1));
  }
  return wrong(404, `No such call: ${called}`);
}
