/** The part of a pretended laboratory that is about servers and devices: enough of each to see every state of a screen. */
import type {
  BindingView,
  DeploymentEvent,
  DeviceView,
  InventoryReport,
  InventoryView,
  ProjectView,
  Question,
  QuestionEvent,
  ServerTest,
  ServerView,
} from '../../src-main/api/contract/laboratory.ts';
import type { Servers } from '../../src-main/api/contract/servers.ts';
import { Emitter } from '../../src-main/base/emitter.ts';
import { Failure } from '../../src-main/base/errors.ts';

export const fingerprint =
  '5F:9A:0B:33:D1:77:4E:2C:90:61:AF:08:EE:45:B3:1D:72:6C:88:F4:09:DA:53:16:BE:07:C9:2A:64:F0:1B:85';
const before = '5F:9A:0B:33:D1:77:4E:2C:90:61:AF:08:EE:45:B3:1D:72:6C:00:11:22:33:44:55:BE:07:C9:2A:64:F0:1B:85';

const office: ServerView = {
  ...{ id: 'office', kind: 'gns3', name: 'GNS3 at the office', url: 'http://192.0.2.10:3080' },
  ...{ username: 'teacher', password: 'sealed', certificate: undefined },
};
const campus: ServerView = {
  ...{ id: 'campus', kind: 'cml', name: 'Campus CML', url: 'https://cml.example.org' },
  ...{ username: 'student7', password: 'locked', certificate: before },
};

const reached: ServerTest = { kind: 'reached', version: '2.2.54', projects: 3 };
const tests: Record<string, ServerTest> = {
  office: reached,
  campus: {
    ...{ kind: 'untrusted', fingerprint },
    message: 'cml.example.org shows another certificate than the one that was accepted.',
  },
};

const projects: ProjectView[] = [
  { id: 'p1', name: 'gre-to-vti', state: 'open' },
  { id: 'p2', name: 'branch office with a name that is as long as names of projects are', state: 'closed' },
  { id: 'p3', name: 'CCNP Security, pod 7', state: 'closed' },
];

const devices: DeviceView[] = [
  device('rack-r1', 'ssh', { has: ['password', 'enable password'], allowsOldAlgorithms: true }),
  device('rack-r2', 'telnet', { host: '192.0.2.99', port: 2002, username: undefined }),
  device('rack-r3', 'ssh', { has: ['private key'], jump: { host: '198.51.100.4', port: 22, username: 'jump' } }),
];

function device(name: string, protocol: DeviceView['protocol'], changes: Partial<DeviceView>): DeviceView {
  return {
    ...{ name, protocol, platform: 'ios', host: `192.0.2.${name.slice(-1)}`, port: undefined, username: 'admin' },
    ...{ has: [], jump: undefined, allowsOldAlgorithms: false, ...changes },
  };
}

function bindingOf(isBound: boolean): BindingView {
  const role = (name: string, interfaces: string[]): BindingView['roles'][number] => ({
    ...{ role: name, node: isBound || name !== 'R3' ? name.toLowerCase() : undefined },
    interfaces: interfaces.map((one, place) => ({ role: one, name: `GigabitEthernet0/${place}` })),
  });
  const router = (id: string): BindingView['nodes'][number] => ({
    ...{ id, name: id.toUpperCase(), platform: 'ios' },
    interfaces: ['GigabitEthernet0/0', 'GigabitEthernet0/1', 'GigabitEthernet0/2'],
  });
  return {
    roles: [role('R1', ['wan', 'tunnel']), role('R2', ['west', 'east']), role('R3', ['wan', 'tunnel'])],
    nodes: ['r1', 'r2', 'r3', 'spare'].map(router),
    diagnostics: isBound
      ? []
      : [
          {
            ...{ severity: 'error', path: 'R3', message: 'No node of the project is called R3.' },
            mend: 'Choose the node that is R3 here.',
          },
        ],
  };
}

const unknown = (): Failure =>
  new Failure('bad-input', 'unknown-server', 'There is no such server: it may have been removed.');
const nothing = (): Promise<void> => Promise.resolve();

interface PretendedServers {
  servers: Servers;
  /** Has a question asked of whoever listens. */
  ask: (question: Question) => number;
  /** Somebody else has answered. */
  settle: (question: number) => void;
}

/** @param isEmpty nothing is listed yet */
export function pretendServers(isEmpty = false): PretendedServers {
  let servers = isEmpty ? [] : [office, campus];
  let inventories: InventoryView[] = isEmpty ? [] : [{ id: 'rack', name: 'The rack in room 2', devices }];
  let last = 0;
  const questions = new Emitter<QuestionEvent>();
  const waiting = new Map<number, Question>();

  function settle(id: number): void {
    waiting.delete(id);
    questions.emit({ kind: 'settled', id });
  }

  function found(id: string): ServerView {
    const server = servers.find((one) => one.id === id);
    if (!server) throw unknown();
    return server;
  }

  const pretended: Servers = {
    servers: () => Promise.resolve(servers),
    addServer({ password, remember, ...entry }) {
      const id = `server-${++last}`;
      const kept = { username: entry.username, certificate: entry.certificate };
      servers = [...servers, { ...entry, ...kept, id, password: password === undefined ? 'none' : remember }];
      return Promise.resolve(id);
    },
    async changeServer(id, { name, url, certificate }) {
      const server = await Promise.resolve(found(id));
      const changed = { ...server, name: name ?? server.name, url: url ?? server.url };
      servers = servers.map((one) => (one === server ? { ...changed, certificate: certificate ?? undefined } : one));
    },
    removeServer(id) {
      servers = servers.filter((one) => one.id !== id);
      return nothing();
    },
    testServer: (server) =>
      Promise.resolve(
        servers.some(({ id, certificate }) => id === server && certificate === fingerprint) ? reached : tested(server),
      ),
    projects: (server) =>
      server === 'campus'
        ? Promise.reject(
            new Failure('unreachable', 'secrets-locked', 'Its password is locked: unlock the kept passwords.'),
          )
        : Promise.resolve(projects),
    openProject: () => Promise.resolve('office'),
    removeProject: nothing,
    planDeployment: () =>
      Promise.resolve({
        title: 'gre-to-vti',
        diagnostics: [],
        nodes: [
          {
            ...{ node: 'r1', name: 'R1', platform: 'ios' },
            templates: [
              { id: 't1', name: 'Cisco 7200 (dynamips)' },
              {
                ...{ id: 't2', name: 'Cisco IOSv 15.7' },
                start:
                  'The start configuration of R1 is typed at its console when it is first started from here, and saved: GNS3 puts none into such a node.',
              },
            ],
          },
          { ...{ node: 'r2', name: 'R2', platform: 'ios' }, templates: [{ id: 't2', name: 'Cisco IOSv 15.7' }] },
          {
            ...{ node: 'fw', name: 'FW1', platform: 'asa', templates: [] },
            problem: 'This server has no template of an ASA. Add one in GNS3 under Edit, Preferences.',
          },
        ],
      }),
    onDeployment(_, listener) {
      const events: DeploymentEvent[] = [
        { kind: 'progress', says: 'The project gre-to-vti is made' },
        { kind: 'progress', says: 'R1 is made from Cisco 7200 (dynamips)' },
        { kind: 'done', project: 'p1', shortfalls: [{ node: 'R1', message: 'Its serial card cannot be had here.' }] },
      ];
      for (const event of events) listener(event);
      return () => undefined;
    },
    inventories: () => Promise.resolve(inventories),
    readInventory: ({ name }) =>
      name.includes('bad')
        ? Promise.reject(new Failure('bad-input', 'no-inventory', `${name} is a Dockerfile, which lists no devices.`))
        : Promise.resolve(reportOf(name)),
    serialPorts: () =>
      Promise.resolve([
        { path: '/dev/ttyUSB0', maker: 'FTDI' },
        { path: '/dev/ttyS0', maker: undefined },
      ]),
    addInventory(entry) {
      const id = `inventory-${++last}`;
      inventories = [...inventories, { id, name: entry.name, devices }];
      return Promise.resolve(id);
    },
    changeInventory: nothing,
    removeInventory(id) {
      inventories = inventories.filter((one) => one.id !== id);
      return nothing();
    },
    binding: (_, place) =>
      Promise.resolve(bindingOf(place.kind !== 'builtin' && Object.hasOwn(place.bind ?? {}, 'R3'))),
    secrets: () => Promise.resolve({ state: isEmpty ? 'new' : 'locked', by: 'passphrase' }),
    unlockSecrets: (passphrase) =>
      passphrase === 'open sesame'
        ? nothing()
        : Promise.reject(new Failure('bad-input', 'wrong-passphrase', 'This is not the passphrase.')),
    onQuestion(listener) {
      for (const [id, question] of waiting) listener({ kind: 'question', id, question });
      return questions.on(listener);
    },
    answer(id) {
      if (!waiting.has(id))
        return Promise.reject(new Failure('bad-input', 'unknown-question', 'Nobody waits for this answer any more.'));
      settle(id);
      return nothing();
    },
  };
  function ask(question: Question): number {
    const id = ++last;
    waiting.set(id, question);
    questions.emit({ kind: 'question', id, question });
    return id;
  }
  return { servers: pretended, ask, settle };
}

function tested(server: Parameters<Servers['testServer']>[0]): ServerTest {
  const test = typeof server === 'string' ? tests[server] : undefined;
  return (
    test ?? {
      ...{ kind: 'failed', code: 'unreachable', diagnostics: [] },
      message: 'Nobody answers at 192.0.2.77, port 3080: connection refused. See whether the server runs there.',
    }
  );
}

function reportOf(name: string): InventoryReport {
  return {
    ...{ name: name.replace(/\..*$/, ''), format: 'pyats' },
    devices: [...devices, device('rack-r4', 'ssh', {})],
    diagnostics: [
      {
        ...{ severity: 'warning', path: 'devices.PC1', line: 40, column: 3, message: 'PC1 has no connection.' },
        mend: 'Give it one under connections.cli.',
      },
    ],
  };
}

/** Every question that can be asked, the warnings too. */
export const pretendQuestions: Record<string, Question> = {
  host: { kind: 'host-key', place: '192.0.2.1:22', algorithm: 'ssh-rsa', fingerprint: key('A'), known: undefined },
  changed: { kind: 'host-key', place: '192.0.2.1:22', algorithm: 'ssh-rsa', fingerprint: key('A'), known: key('B') },
  device: {
    ...{ kind: 'device-login', who: 'rack-r1', wants: 'login', username: 'admin' },
    message: 'rack-r1 refused the login that is kept for it.',
  },
  enable: {
    ...{ kind: 'device-login', who: 'rack-r1', wants: 'enable password', username: 'admin' },
    message: 'rack-r1 asks for the enable password, and none is known.',
  },
  server: {
    ...{ kind: 'server-login', server: 'office', name: 'GNS3 at the office', username: 'teacher' },
    message: 'The server refused the name and password.',
  },
  certificate: {
    ...{ kind: 'certificate', server: 'office', name: 'GNS3 at the office', fingerprint },
    message: 'No authority that this computer trusts vouches for its certificate.',
  },
  recertified: {
    ...{ kind: 'certificate', server: 'campus', name: 'Campus CML', fingerprint },
    message: 'It shows another certificate than the one that was accepted.',
  },
  passphrase: { kind: 'passphrase', isNew: true },
  unlock: { kind: 'passphrase', isNew: false },
};

function key(sign: string): string {
  return `SHA256:ohD8VZEXGWo6Ez8GSEJQ9WpafgLFsOfLOtGGQCQ${sign}o6g`;
}
