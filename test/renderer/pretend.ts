/** Serves the built window with a pretended laboratory: npx tsx test/renderer/pretend.ts [--empty] [--ask QUESTION] [--port NUMBER] [--window FOLDER] */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { laboratoryCalls, type Laboratory } from '../../src-main/api/contract/laboratory.ts';
import { serve, trusted, type Contract } from '../../src-main/base/remote.ts';
import { startWebHost } from '../../src-main/web/web-host.ts';
import { pause } from './pretend-attempt.ts';
import { pretendLaboratory } from './pretend-laboratory.ts';
import { pretendQuestions } from './pretend-servers.ts';

const built = path.resolve(import.meta.dirname, '../../dist/renderer');
const { values } = parseArgs({
  options: {
    empty: { type: 'boolean' },
    ask: { type: 'string', multiple: true, default: [] },
    port: { type: 'string', default: '0' },
    window: { type: 'string', default: built },
  },
});
const contract = Object.fromEntries(laboratoryCalls.map((call) => [call, trusted])) as Contract<Laboratory>;
const { laboratory, servers } = pretendLaboratory({ isEmpty: values.empty ?? false });
for (const name of values.ask) {
  const question = pretendQuestions[name];
  if (question) servers.ask(question);
}

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
