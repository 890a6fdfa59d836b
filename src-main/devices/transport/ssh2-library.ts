/**
 * The SSH library, loaded after the old groups are back: it takes the functions of node:crypto when it starts. A plain
 * import would not do, since a bundle puts the imports of what stays outside of it before everything else.
 */
import './old-groups.ts';
import { createRequire } from 'node:module';
import type * as library from 'ssh2';

const load = createRequire(import.meta.url);

export const ssh2 = load('ssh2') as typeof library;
