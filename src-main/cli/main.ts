/** The command `quickmode`: what was typed, run in this process. */
import { runCommandLine } from './command-line.ts';
import { processHost } from './process-host.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), processHost());
