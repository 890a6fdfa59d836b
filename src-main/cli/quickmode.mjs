#!/usr/bin/env node
/** The command as it is installed: starts the built program, and says what to do where it has not been built. */
import { existsSync } from 'node:fs';

const built = new URL('../../dist/main/cli.js', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  process.stderr.write(
    'quickmode: the program is not built yet; run "npm ci" (or "npm run build") in its folder first\n',
  );
  process.exitCode = 2;
}
