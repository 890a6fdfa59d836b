/** The built window's files. No path leaves their folder: a name has letters that cannot, and links are followed first. */
import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { notFound, type Answer } from './answer.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};
const packed = new Set(['.html', '.js', '.mjs', '.css', '.json', '.map', '.svg', '.txt', '.wasm']);
/** Bytes below which packing saves less than its header costs. */
const worthPacking = 1024;

export interface Wish {
  /** The path of the URL, still encoded: "/assets/index-C4f8a1Zx.js". */
  path: string;
  acceptsGzip: boolean;
  /** The If-None-Match header. */
  known: string | undefined;
}

export class StaticFiles {
  /** What was packed once, by file; a file that has changed is packed again. */
  readonly #packed = new Map<string, { tag: string; bytes: Uint8Array }>();

  constructor(private readonly folder: string) {}

  async answer(wish: Wish): Promise<Answer> {
    const file = await this.#find(wish.path);
    if (!file) return notFound;
    const extension = path.extname(file.name).toLowerCase();
    const headers: Record<string, string> = {
      'Content-Type': types[extension] ?? 'application/octet-stream',
      'Cache-Control': isNamedByContent(wish.path) ? 'private, max-age=31536000, immutable' : 'no-cache',
      ETag: file.tag,
    };
    if (wish.known === file.tag) return { status: 304, headers, body: '' };
    const bytes = await readFile(file.name);
    if (!packed.has(extension) || bytes.length < worthPacking) return { status: 200, headers, body: bytes };
    headers['Vary'] = 'Accept-Encoding';
    if (!wish.acceptsGzip) return { status: 200, headers, body: bytes };
    headers['Content-Encoding'] = 'gzip';
    return { status: 200, headers, body: await this.#pack(file, bytes) };
  }

  async #find(urlPath: string): Promise<{ name: string; tag: string } | undefined> {
    const segments = segmentsOf(urlPath);
    if (!segments) return undefined;
    try {
      const folder = await realpath(this.folder);
      const name = await realpath(path.join(folder, ...segments));
      if (!name.startsWith(folder + path.sep)) return undefined;
      const found = await stat(name);
      // Weak: the packed form has the same tag.
      return found.isFile() ? { name, tag: `W/"${found.size.toString(36)}-${found.mtimeMs.toString(36)}"` } : undefined;
    } catch (error) {
      if (isAbsence(error)) return undefined;
      throw error;
    }
  }

  async #pack({ name, tag }: { name: string; tag: string }, bytes: Uint8Array): Promise<Uint8Array> {
    const known = this.#packed.get(name);
    if (known?.tag === tag) return known.bytes;
    const fresh = { tag, bytes: await promisify(gzip)(bytes) };
    this.#packed.set(name, fresh);
    return fresh.bytes;
  }
}

/** The names below the folder, or undefined where one has a letter that a built file has not, or begins with a dot. */
function segmentsOf(urlPath: string): string[] | undefined {
  if (urlPath === '/') return ['index.html'];
  const segments = urlPath.split('/').slice(1);
  return segments.every((segment) => /^[\w@+~-][\w@+~.-]*$/.test(segment)) ? segments : undefined;
}

/** Vite puts a hash of the content into the names of what it builds: assets/index-C4f8a1Zx.js. */
function isNamedByContent(urlPath: string): boolean {
  return /^\/assets\/.*-[\w-]{8}\.\w+$/.test(urlPath);
}

function isAbsence(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return ['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP', 'ENAMETOOLONG'].includes(String(code));
}
