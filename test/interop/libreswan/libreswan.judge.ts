/**
 * npm run judge:libreswan: built-in routers and Libreswan on a Linux machine in QEMU, in combinations that a seed draws.
 * QUICKMODE_SEED and QUICKMODE_COMBINATIONS are as for `judge:strongswan`.
 */
import { connectionLines, connectionName } from './connection.ts';
import { drawLibreswan } from './draw.ts';
import { startLibreswan, takeCertificate } from './libreswan.ts';
import { tryOnMachine } from './on-machine.ts';

tryOnMachine({
  name: 'Libreswan',
  port: 48_481,
  count: 30,
  draw: drawLibreswan,
  start: async (one, { machine, cable, authorities, names, child }) => {
    const lines = connectionLines(one, names);
    const kind = one.proof.charon === 'psk' ? one.proof.router : one.proof.charon;
    await takeCertificate(machine, kind, authorities.files(one.twists.below.charon ? 'sub' : 'ca'));
    const peer = await startLibreswan({ machine, cable, name: connectionName(names), child, lines });
    return { peer, configuration: lines.join('\n') };
  },
});
