/** A part of npm run judge:libreswan: built-in routers and OpenIKED on another machine of the same kind. */
import { secret } from '../ios-and-charon.ts';
import { tryOnMachine } from './on-machine.ts';
import { drawOpeniked, identitiesOf, policyOf } from './openiked-connection.ts';
import { startOpeniked, takeCertificates } from './openiked.ts';

tryOnMachine({
  name: 'OpenIKED',
  port: 48_491,
  count: 20,
  draw: drawOpeniked,
  start: async (one, { machine, cable, authorities, names, child }) => {
    const policy = policyOf(one, names, secret);
    const ids = identitiesOf(one, names);
    await takeCertificates(machine, one.proof.charon, { files: authorities.files('ca'), id: ids.own });
    const peer = await startOpeniked({ machine, cable, name: `gw${names.number}`, child, policy, peer: ids.peer });
    return { peer, configuration: policy };
  },
});
