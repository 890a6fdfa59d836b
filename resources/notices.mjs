/**
 * npm run notices: the licences of all that an installed QuickMode contains, into third-party-notices.txt. What it
 * contains is what its sources import, and what that depends on; not what only builds or tests it.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const target = path.join(import.meta.dirname, 'third-party-notices.txt');

const packages = new Map();
for (const name of importedPackages()) collect(name, root);
const notices = [...packages.values()].sort((a, b) => (a.title < b.title ? -1 : 1));
writeFileSync(target, [heading(), ...notices.map(noticeOf)].join('\n\n'));
process.stdout.write(`${notices.length} packages in ${path.relative(root, target)}\n`);

/** The packages that our sources name. Electron brings its own notices, and tools are no part of the program. */
function importedPackages() {
  const names = new Set();
  for (const folder of ['src-main', 'src-renderer']) {
    for (const file of sourcesBelow(path.join(root, folder))) {
      for (const [, name] of readFileSync(file, 'utf8').matchAll(
        /(?:from|import|import\()\s*'((?:@[\w-]+\/)?[a-z][\w.-]*)/g,
      ))
        names.add(name);
    }
  }
  for (const name of ['electron', 'vite', '@sveltejs/vite-plugin-svelte', 'node']) names.delete(name);
  return [...names].sort();
}

function sourcesBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => /\.(ts|svelte|css)$/.test(file))
    .map((file) => path.join(folder, file));
}

/** From where a package is asked for, as Node looks: in each node_modules on the way up. */
function collect(name, from) {
  const folder = folderOf(name, from);
  if (folder === undefined || packages.has(folder) || name.startsWith('@types/')) return;
  const {
    version,
    license,
    author,
    dependencies = {},
  } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  packages.set(folder, { title: `${name} ${version}`, license, author: nameOf(author), text: licenceText(folder) });
  // Optional dependencies differ from platform to platform, and are parts of the package that asks for them.
  for (const dependency of Object.keys(dependencies)) collect(dependency, folder);
}

function folderOf(name, from) {
  for (let at = from; ; at = path.dirname(at)) {
    const folder = path.join(at, 'node_modules', name);
    if (existsSync(path.join(folder, 'package.json'))) return folder;
    if (at === path.dirname(at)) return undefined;
  }
}

function nameOf(author) {
  return typeof author === 'string' ? author : author?.name;
}

function licenceText(folder) {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.|-|$)/i.test(name));
  return file === undefined ? undefined : readFileSync(path.join(folder, file), 'utf8').trim().replaceAll('\r\n', '\n');
}

function heading() {
  return [
    'QuickMode contains the packages below, each under its own licence.',
    'Electron, where it is part of the installation, brings its own notices (LICENSES.chromium.html).',
  ].join('\n');
}

function noticeOf({ title, license, author, text }) {
  const by = author === undefined ? '' : `\n${author}`;
  return `${'-'.repeat(80)}\n${title}, ${license ?? 'licence not stated'}${by}\n\n${text ?? '(the package has no licence file)'}\n`;
}
