import { BuiltinProvider } from '../../../src-main/providers/builtin/builtin-provider.ts';
import { simulatorInProcess } from '../../../src-main/providers/builtin/simulator-in-process.ts';
import { behavesAsProvider } from './provider.common.ts';

const traits = {
  kind: 'builtin',
  sharesConsoles: true,
  hasServer: false,
  hasPower: false,
  hasCapture: true,
} as const;

behavesAsProvider('BuiltinProvider', traits, async (topology) => {
  const pace = { kind: 'on-demand' } as const;
  const plan = { topology, configurations: {}, journal: [], seed: 'suite', pace };
  return { provider: await BuiltinProvider.start(simulatorInProcess(), plan), dispose: () => undefined };
});
