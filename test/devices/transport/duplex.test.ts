import { duplexPair, type Duplex } from '../../../src-main/base/duplex.ts';
import { generateHostKey } from '../../../src-main/devices/transport/host-key.ts';
import { listenSsh } from '../../../src-main/devices/transport/ssh-server.ts';
import { openSsh } from '../../../src-main/devices/transport/ssh.ts';
import { listenTelnet } from '../../../src-main/devices/transport/telnet-server.ts';
import { openTelnet } from '../../../src-main/devices/transport/telnet.ts';
import { tracingDuplex } from '../tracing-duplex.ts';
import { behavesAsDuplex, deferred, type Ends } from './duplex.common.ts';

const nothing = (): void => undefined;

behavesAsDuplex('duplexPair', () => {
  const [a, b] = duplexPair();
  return Promise.resolve({ a, b, dispose: nothing });
});

behavesAsDuplex('tracingDuplex', () => {
  const [a, b] = duplexPair();
  return Promise.resolve({ a: tracingDuplex(a, nothing), b: tracingDuplex(b, nothing), dispose: nothing });
});

const telnet = async (): Promise<Ends> => {
  const accepted = deferred<Duplex>();
  const server = await listenTelnet({ host: '127.0.0.1', port: 0 }, (duplex) => accepted.resolve(duplex));
  const client = await openTelnet(server);
  return { a: client, b: await accepted.promise, dispose: () => server.close() };
};
behavesAsDuplex('openTelnet to listenTelnet', telnet);
behavesAsDuplex('listenTelnet to openTelnet', () => telnet().then(({ a, b, dispose }) => ({ a: b, b: a, dispose })));

const hostKey = generateHostKey().privateKey;
const ssh = async (): Promise<Ends> => {
  const accepted = deferred<Duplex>();
  const server = await listenSsh({
    host: '127.0.0.1',
    port: 0,
    hostKey,
    authenticate: () => true,
    accept: (duplex) => accepted.resolve(duplex),
  });
  const client = await openSsh({ ...server, username: 'u', password: 'p', verify: () => true });
  return { a: client, b: await accepted.promise, dispose: () => server.close() };
};
behavesAsDuplex('openSsh to listenSsh', ssh);
behavesAsDuplex('listenSsh to openSsh', () => ssh().then(({ a, b, dispose }) => ({ a: b, b: a, dispose })));
