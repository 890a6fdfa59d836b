/** Topologies of dynagen and GNS3 0.8 (`.net`). */
import type { Dice } from './dice.ts';
import { routerOf, type Gns3Port, type Router } from './gns3-routers.ts';
import { joints, type Joint, type Written } from './written.ts';

interface Made {
  name: string;
  router: Router;
  server: number;
  model: string;
}

/** A model is a platform or, where it has several, a chassis; WICs are counted by the slot that they are in. */
export function dynagenTopology(dice: Dice): Written {
  const servers = 1 + dice.number(2);
  const all = dice.times(1 + dice.number(8), (index): Made => {
    const router = routerOf(dice);
    const model = (router.chassis ?? router.platform).replace(/^c/, '');
    return { name: `R${index + 1}`, router, server: dice.number(servers), model };
  });
  // In the file they stand server by server.
  const made = [...all.filter(({ server }) => server === 0), ...all.filter(({ server }) => server === 1)];
  const joined = joints(
    dice,
    made.map(({ router }) => router.ports),
    (a, b) => a.kind === b.kind,
  );
  const isBothEnds = dice.oneIn(2);
  const sections = Array.from({ length: servers }, (_, server) => {
    const here = made.flatMap((one, index) => (one.server === server ? [{ one, index }] : []));
    const models = [...new Set(here.map(({ one }) => one.model))].map((model) => defaultsOf(model));
    const routers = here.map(({ one, index }) =>
      sectionOf(dice, one, linesOf(joined, made, { node: index, isBothEnds })),
    );
    return `[127.0.0.1:${7200 + server}]\n    workingdir = /tmp\n    udp = ${10_001 + 100 * server}\n${models.join('')}${routers.join('')}`;
  });
  const text = `autostart = ${dice.one(['False', 'True'])}\nversion = 0.8.7\n${sections.join('')}[GNS3-DATA]\n    m11 = 0.7\n`;
  // Of the two ends of a link the one that is met first comes first.
  const inOrder = joined
    .map((joint) => (isBothEnds && joint.b.node < joint.a.node ? { a: joint.b, b: joint.a } : joint))
    .map((joint) => ({ joint, at: placeOf(joint, joined) }))
    .sort((one, other) => one.joint.a.node - other.joint.a.node || one.at - other.at);
  return {
    format: 'dynagen',
    file: { name: 'written.net', text: dice.oneIn(3) ? text.replaceAll('\n', '\r\n') : text },
    nodes: made.map(({ name, router }) => ({
      name,
      platform: 'ios',
      ports: router.ports.map((port) => port.name),
    })),
    links: inOrder.map(({ joint: { a, b } }) => ({
      ends: [
        [a.node, a.port.name],
        [b.node, b.port.name],
      ],
    })),
    notes: [],
  };
}

function placeOf(joint: Joint<Gns3Port>, joined: readonly Joint<Gns3Port>[]): number {
  return joined.findIndex(({ a, b }) => [a.port, b.port].includes(joint.a.port));
}

const defaultsOf = (model: string): string =>
  `    [[${model}]]\n        image = /images/c${model}-adventerprisek9-mz.124-15.T14.image\n        ram = 128\n        idlepc = 0x60c0${/^\d+XM$|^26|^17|^36/.test(model) ? `\n        chassis = ${model}` : ''}\n`;

function sectionOf(dice: Dice, { name, router, model }: Made, lines: readonly string[]): string {
  const modules = Object.entries(router.properties).flatMap(([slot, module]) => {
    if (!/^(?:slot|wic)/.test(slot) || typeof module !== 'string' || /-MB-WIC1$/.test(module)) return [];
    return [`${slot.replace(/^wic(\d)$/, 'wic0/$1')} = ${module}`];
  });
  const own = [
    `model = ${model}`,
    `console = ${2101 + dice.number(50)}`,
    ...modules,
    ...lines,
    'x = -10.5',
    'y = 20.0',
  ];
  return `    [[ROUTER ${name}]]\n${own.map((line) => `        ${line}\n`).join('')}`;
}

interface At {
  node: number;
  isBothEnds: boolean;
}

function linesOf(joined: readonly Joint<Gns3Port>[], made: readonly Made[], { node, isBothEnds }: At): string[] {
  const nameOf = (index: number): string => made[index]?.name ?? '';
  return joined.flatMap(({ a, b }) => [
    ...(a.node === node ? [`${short(a.port)} = ${nameOf(b.node)} ${short(b.port)}`] : []),
    ...(b.node === node && isBothEnds ? [`${short(b.port)} = ${nameOf(a.node)} ${short(a.port)}`] : []),
  ]);
}

/** f0/0, s1/2, a3/0: the first letter, as dynagen has it. */
function short({ name }: Gns3Port): string {
  return name.replace(/^([A-Za-z])[A-Za-z]*/, (_, letter: string) => letter.toLowerCase());
}
