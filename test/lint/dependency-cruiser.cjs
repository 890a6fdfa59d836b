/**
 * Who may import whom. Each line of the tables reads: this folder may import itself and these.
 * A folder that is missing from a table fails the check, so a new part starts by finding its place here.
 * Run from the repository root: depcruise --config test/lint/dependency-cruiser.cjs src-main src-renderer
 */
const main = {
  base: [],
  lab: ['base'],
  importers: ['base', 'lab'],
  exporters: ['base', 'lab', 'importers'],
  parsers: ['base'],
  sa: ['base', 'parsers'],
  'devices/transport': ['base'],
  'devices/channel': ['base', 'devices/transport'],
  'devices/platform': ['base', 'devices/channel'],
  grading: ['base', 'lab', 'parsers', 'sa', 'devices/platform'],
  'simulator/wire': ['base'],
  'simulator/crypto': ['base'],
  'simulator/network': ['base', 'simulator/wire'],
  'simulator/ike': ['base', 'simulator/wire', 'simulator/crypto', 'simulator/ipsec', 'simulator/pki'],
  'simulator/ike2': ['base', 'simulator/wire', 'simulator/crypto', 'simulator/ipsec', 'simulator/ike', 'simulator/pki'],
  'simulator/pki': ['base', 'simulator/crypto'],
  'simulator/routing': ['base', 'simulator/wire'],
  'simulator/ipsec': ['base', 'simulator/wire', 'simulator/crypto'],
  'simulator/router': [
    'base',
    'simulator/crypto',
    'lab',
    'simulator/network',
    'simulator/wire',
    'simulator/ike',
    'simulator/ike2',
    'simulator/ipsec',
    'simulator/pki',
    'simulator/routing',
  ],
  'simulator/host': ['base', 'simulator/network', 'simulator/wire', 'simulator/cli', 'simulator/router'],
  'simulator/switch': ['base', 'simulator/network', 'simulator/wire'],
  'simulator/cli': ['base'],
  'simulator/ios': [
    'base',
    'simulator/cli',
    'simulator/network',
    'simulator/router',
    'simulator/switch',
    'simulator/ike',
    'simulator/ike2',
    'simulator/ipsec',
    'simulator/pki',
    'simulator/routing',
    'simulator/crypto',
    'simulator/wire',
  ],
  'simulator/asa': [
    'base',
    'simulator/cli',
    'simulator/network',
    'simulator/router',
    'simulator/routing',
    'simulator/ike',
    'simulator/ike2',
    'simulator/ipsec',
    'simulator/pki',
    'simulator/crypto',
    'simulator/wire',
    'simulator/ios',
  ],
  'simulator/topology': [
    'base',
    'lab',
    'simulator/cli',
    'simulator/wire',
    'simulator/network',
    'simulator/router',
    'simulator/host',
    'simulator/ios',
    'simulator/asa',
  ],
  providers: ['base', 'lab', 'exporters', 'devices/transport', 'simulator'],
  fidelity: ['base'],
  report: ['base'],
  storage: ['base', 'grading'],
  classroom: ['base', 'lab', 'grading'],
  engine: [
    'base',
    'fidelity',
    'api/contract',
    'lab',
    'importers',
    'exporters',
    'providers',
    'parsers',
    'sa',
    'devices',
    'grading',
    'simulator',
    'storage',
    'classroom',
    'report',
  ],
  'api/contract': ['base', 'lab', 'sa', 'grading', 'classroom', 'report'],
  api: ['base', 'api/contract', 'engine'],
  web: ['base', 'api', 'engine'],
  cli: ['base', 'engine', 'web'],
  shell: ['base', 'api', 'engine'],
};

const renderer = {
  ui: [],
  host: [],
  state: ['host'],
  actions: ['state', 'ui'],
  library: ['state', 'ui'],
  canvas: ['state', 'ui'],
  console: ['state', 'ui'],
  exercise: ['state', 'ui'],
  sa: ['state', 'ui'],
  packets: ['state', 'ui'],
  classroom: ['state', 'ui'],
  servers: ['state', 'ui'],
  workspace: ['state', 'ui', 'canvas', 'console', 'exercise', 'sa', 'packets', 'classroom'],
};

/** A tool's own configuration, beside what it governs: not part of the program. */
const tools = '/(vite|svelte)[.]config[.](ts|js)$';

/** Folders that reach outside the program. Everything else is a pure function of what it is given. */
const impure = ['devices/transport', 'providers', 'storage', 'engine', 'web', 'cli', 'shell'].map(
  (folder) => `^src-main/${folder}/`,
);

function layers(root, table) {
  const folders = Object.keys(table);
  const deeper = (folder) =>
    folders.filter((other) => other.startsWith(`${folder}/`)).map((other) => `^${root}/${other}/`);
  return folders.map((folder) => ({
    name: `${root}/${folder}`,
    comment: `${folder} may import ${table[folder].join(', ') || 'nothing else of ours'}.`,
    severity: 'error',
    from: { path: `^${root}/${folder}/`, pathNot: deeper(folder) },
    to: { path: `^${root}/`, pathNot: [folder, ...table[folder]].map((allowed) => `^${root}/${allowed}/`) },
  }));
}

function newcomers(root, table) {
  const placed = Object.keys(table).map((folder) => `^${root}/${folder}/`);
  return forbid(`${root}/a-new-folder-finds-its-place`, { path: `^${root}/[^/]+/`, pathNot: placed }, {});
}

const forbid = (name, from, to) => ({ name, severity: 'error', from, to });

module.exports = {
  forbidden: [
    ...layers('src-main', main),
    ...layers('src-renderer', renderer),
    newcomers('src-main', main),
    newcomers('src-renderer', renderer),
    forbid('no-cycles', {}, { circular: true }),
    forbid('electron-in-the-shell-only', { pathNot: '^src-main/shell/' }, { path: '(^|node_modules/)electron(/|$)' }),
    forbid(
      'pure-core',
      { path: '^src-main/', pathNot: [...impure, '^src-main/simulator/crypto/', tools] },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'crypto-in-one-place',
      { path: '^src-main/simulator/crypto/' },
      { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    ),
    forbid(
      'renderer-sees-the-contract-only',
      { path: '^src-renderer/' },
      { path: '^src-main/', pathNot: ['^src-main/api/contract/', '^src-main/base/'] },
    ),
    forbid(
      'one-place-talks-to-the-engine',
      { path: '^src-renderer/', pathNot: '^src-renderer/host/' },
      { path: '^src-main/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'the-contract-imports-types-only',
      { path: '^src-main/api/contract/' },
      { path: '^src-main/', pathNot: '^src-main/api/contract/', dependencyTypesNot: ['type-only'] },
    ),
    forbid('renderer-has-no-node', { path: '^src-renderer/', pathNot: tools }, { dependencyTypes: ['core'] }),
    forbid('main-never-sees-the-renderer', { path: '^src-main/' }, { path: '^src-renderer/' }),
    forbid('tests-are-leaves', { path: '^src-' }, { path: '^test/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true, // count `import type` too
  },
};
