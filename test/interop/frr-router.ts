/**
 * FRRouting on a network and in folders of its own: zebra and staticd with their telnet port, and an SSH server that
 * leads to a shell or straight to vtysh. Nothing of it is left when it ends, and no service of this machine is touched.
 */
import { execFileSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnApart } from './network-of-its-own.ts';

export interface FrrRouter {
  host: string;
  /** zebra's own command line. */
  telnet: number;
  /** A shell, and vtysh in its place. */
  shell: number;
  vtysh: number;
  privateKey: string;
  end(): void;
}

const daemons = '/usr/lib/frr';
const ports = { telnet: 2601, shell: 2210, vtysh: 2211 };

const configuration = `hostname edge
password lab
enable password sesame
service integrated-vtysh-config
`;

export async function startFrr(): Promise<FrrRouter> {
  const folder = mkdtempSync(path.join(tmpdir(), 'quickmode-frr-'));
  const key = path.join(folder, 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  const host = `198.18.${200 + (process.pid % 50)}.2`;
  for (const [port, command] of [
    [ports.shell, ''],
    [ports.vtysh, 'ForceCommand /usr/bin/vtysh\n'],
  ] as const)
    writeFileSync(path.join(folder, `sshd-${port}`), sshdConfiguration(folder, `${host}:${port}`) + command);
  writeFileSync(path.join(folder, 'frr.conf'), configuration);
  writeFileSync(path.join(folder, 'start.sh'), startScript(folder, host));
  const program = `unshare --mount --uts --pid --fork --kill-child --propagation private bash ${folder}/start.sh`;
  const neighbours = [host.replace(/\.2$/, '.1')];
  const child = await spawnApart(program, { address: host, neighbours }, { ...process.env });
  const end = (): void => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const port of Object.values(ports)) await answers({ host, port }, child);
  } catch (error) {
    end();
    throw error;
  }
  return { host, ...ports, privateKey: readFileSync(key, 'utf8'), end };
}

function sshdConfiguration(folder: string, listen: string): string {
  return `ListenAddress ${listen}
HostKey ${folder}/key
AuthorizedKeysFile ${folder}/key.pub
PidFile none
StrictModes no
UsePAM no
PermitRootLogin yes
PrintMotd no
`;
}

/** Its folders hide those of the machine; processes end with the first. */
function startScript(folder: string, host: string): string {
  return `set -e
hostname edge
for place in /etc/frr /run; do mount -t tmpfs none $place; done
mkdir -p /run/frr /run/sshd
cp ${folder}/frr.conf /etc/frr/frr.conf
echo 'service integrated-vtysh-config' >/etc/frr/vtysh.conf
chown -R frr:frr /etc/frr /run/frr
${daemons}/zebra -d -A ${host} -i /run/frr/zebra.pid
${daemons}/staticd -d -A ${host} -i /run/frr/staticd.pid
vtysh -b
/usr/sbin/sshd -D -f ${folder}/sshd-${ports.shell} &
/usr/sbin/sshd -D -f ${folder}/sshd-${ports.vtysh}
`;
}

async function answers(place: { host: string; port: number }, child: ChildProcess): Promise<void> {
  const deadline = AbortSignal.timeout(20_000);
  while (!deadline.aborted && child.exitCode === null) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = net.connect(place);
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((resolve) => void setTimeout(resolve, 50));
  }
  throw new Error(`nothing listens at ${place.host}:${place.port}`);
}
