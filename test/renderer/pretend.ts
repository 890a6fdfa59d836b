/** Serves the built window with a pretended laboratory: npx tsx test/renderer/pretend.ts [--empty] [--port NUMBER] [--window FOLDER] */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { laboratoryCalls, type Laboratory } from '../../src-main/api/contract/laboratory.ts';
import { serve, trusted, type Contract } from '../../src-main/base/remote.ts';
import { startWebHost } from '../../src-main/web/web-host.ts';
import { pause } from './pretend-attempt.ts';
import { pretendLaboratory } from './pretend-laboratory.ts';

const built = path.resolve(import.meta.dirname, '../../dist/renderer');
const { values } = parseArgs({
  options: {
    empty: { type: 'boolean' },
    port: { type: 'string', default: '0' },
    window: { type: 'string', default: built },
  },
});
const contract = Object.fromEntries(laboratoryCalls.map((call) => [call, trusted])) as Contract<Laboratory>;
const { laboratory } = pretendLaboratory({ isEmpty: values.empty ?? false });

const host = await startWebHost({
  port: Number(values.port),
  folder: values.window,
  connect: (port) => serve(laboratory, contract, port),
  clock: {
    sleep: pause,
    now: () => performance.now(),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  },
});
process.stdout.write(`${host.launchUrl()}\n`);
