/** Logs in on itself by the oldest key exchange there is. Run where the group of it may be missing. */
import type { Algorithms } from 'ssh2';
import { generateHostKey } from '../../../src-main/devices/transport/host-key.ts';
import { openSsh } from '../../../src-main/devices/transport/ssh.ts';
import { ssh2 } from '../../../src-main/devices/transport/ssh2-library.ts';
import { listenTcp } from '../../../src-main/devices/transport/tcp.ts';

const here = { host: '127.0.0.1', port: 0 };
const hostKey = generateHostKey('rsa').privateKey;
const algorithms: Algorithms = {
  kex: ['diffie-hellman-group1-sha1'],
  cipher: ['3des-cbc'],
  serverHostKey: ['ssh-rsa'],
};
const old = new ssh2.Server({ hostKeys: [hostKey], algorithms }, (connection) => {
  connection.on('error', () => undefined);
  connection.on('authentication', (context) => context.accept());
  connection.on('session', (accept) => {
    const session = accept();
    session.on('pty', (acceptPty) => acceptPty());
    session.on('shell', (acceptShell) => acceptShell().write('old>'));
  });
});
const server = await listenTcp(here, (socket) => old.injectSocket(socket));
const line = await openSsh({ ...server, username: 'u', password: 'p', verify: () => true, allowsOldAlgorithms: true });
line.onData((bytes) => {
  process.stdout.write(new TextDecoder().decode(bytes));
  line.close();
  void server.close();
});
