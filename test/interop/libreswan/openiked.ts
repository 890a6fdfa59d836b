/**
 * OpenIKED on a machine in QEMU, as the stories want a peer: iked keeps IKE of version 2, the kernel ESP (by PF_KEY). It
 * begins what its configuration calls active as soon as it has read it, and is asked for nothing else: it renews in its
 * own time alone.
 */
import type { LinuxMachine } from '../qemu/linux-machine.ts';
import type { Outcome, Peer, PeerAssociation } from '../peer.ts';
import type { ViciSection } from '../vici-text.ts';
import type { Uplink } from '../../../src-main/engine/simulation.ts';

export interface OpenikedPeerOptions {
  machine: LinuxMachine;
  cable: Uplink['way'];
  /** Of the connection and of its child, as charon has them. */
  name: string;
  child: string;
  /** After `ikev2 "name" active` or `passive`. */
  policy: string;
  /** Its name of the peer. */
  peer: string;
}

const folder = '/etc/iked';
const log = '/var/log/iked.log';

/** @param files by their paths, as for charon @param id whose certificate it is */
export async function takeCertificates(
  machine: LinuxMachine,
  kind: string,
  { files, id }: { files: Readonly<Record<string, string>>; id: string },
): Promise<void> {
  const folders = ['ca', 'certs', 'crls', 'private', 'pubkeys/ipv4', 'pubkeys/fqdn', 'pubkeys/ufqdn'];
  await machine.run(`rm -rf ${folder}; mkdir -p ${folders.map((name) => `${folder}/${name}`).join(' ')}`);
  const own = kind === 'psk' ? 'rsa' : kind;
  const text = (path: string): string => files[path] ?? '';
  await machine.write(`${folder}/private/local.key`, text(`private/${own}.key`));
  await machine.run(`chmod 600 ${folder}/private/local.key`);
  if (kind === 'psk') return;
  await machine.write(`${folder}/certs/${id}.crt`, text(`x509/${kind}.pem`));
  await machine.write(`${folder}/ca/ca.crt`, text(`x509ca/ca-${kind}.pem`) + text(`x509ca/sub-${kind}.pem`));
}

export async function startOpeniked(options: OpenikedPeerOptions): Promise<Peer> {
  const { machine, cable, name, policy, peer } = options;
  const configuration = (mode: 'active' | 'passive'): Promise<void> =>
    machine.write(`/etc/iked-${mode}.conf`, `ikev2 "${name}" ${mode} ${policy}\n`);
  await configuration('active');
  await configuration('passive');
  await machine.run(`chmod 600 /etc/iked-*.conf; modprobe af_key; rm -f ${log}; ip neigh flush all`);
  const begin = (mode: 'active' | 'passive'): Promise<string> => machine.run(`ikectl load /etc/iked-${mode}.conf 2>&1`);
  const start = async (): Promise<void> => {
    await stop(machine);
    await machine.run(`mkdir -p /run/iked; iked -d -v -v -f /etc/iked-passive.conf >${log} 2>&1 &`);
    // What it has begun before it knows all of its configuration it drops.
    await machine.run(
      `for try in $(seq 100); do grep -q 'config_getstatic: .*stickyaddress' ${log} && break; sleep 0.2; done`,
    );
  };
  await start();
  const list = async (): Promise<PeerAssociation[]> =>
    associationsOf(await machine.run('ikectl show sa 2>&1'), options);
  const isThere = async (): Promise<boolean> => (await list()).some(({ children }) => children.length > 0);
  return {
    cable,
    initiate: async (): Promise<Outcome> => {
      await begin('active');
      let isDone = false;
      for (let tries = 0; tries < 20 && !isDone; tries++) {
        await machine.run('sleep 0.5');
        isDone = await isThere();
      }
      const output = await begin('passive');
      return { isDone, output };
    },
    listSas: list,
    rekey: () => Promise.resolve({ isDone: false, output: 'iked is not asked for that' }),
    reauthenticate: () => Promise.resolve({ isDone: false, output: 'iked is not asked for that' }),
    terminate: async () => {
      // It prints an identity with its type before it, and compares what is printed.
      const ids = ['FQDN', 'UFQDN', 'IPV4'].map((type) => `ikectl reset id ${type}/${peer} 2>&1`);
      return { isDone: true, output: await machine.run(ids.join('; ')) };
    },
    forget: async () => {
      await start();
      return { isDone: true, output: '' };
    },
    echo: async (from, to) => (await machine.run(`ping -c 1 -W 5 -I ${from} ${to} || true`)).includes('1 received'),
    restart: start,
    log: () => machine.run(`tail -c 12000 ${log}`),
    stop: () => stop(machine),
  };
}

/** It is killed: whoever is at the other end is told nothing. */
async function stop(machine: LinuxMachine): Promise<void> {
  await machine.run('killall -9 iked 2>/dev/null; sleep 0.2; ip xfrm state flush; ip xfrm policy flush');
}

/** Of the lines of `ikectl show sa`, in words of vici. */
function associationsOf(shown: string, { name, child }: OpenikedPeerOptions): PeerAssociation[] {
  const all: PeerAssociation[] = [];
  for (const line of shown.split('\n')) {
    const sa = /^iked_sas: \S+ rspi (\S+) ispi (\S+) .*\bESTABLISHED\b/.exec(line);
    if (sa)
      all.push({
        connection: name,
        sa: { uniqueid: String(all.length), state: 'ESTABLISHED', 'initiator-spi': sa[2] ?? '' },
        children: [],
      });
    const half = /^ +sa_childsas: \S+ ESP 0x([0-9a-f]+) (in|out) /.exec(line);
    if (half) addHalf(all.at(-1)?.children ?? [], child, half);
  }
  return all;
}

/** The other direction of the pair that lacks it, or the first of a new one. */
function addHalf(children: ViciSection[], name: string, [, spi = '', way = '']: RegExpExecArray): void {
  const at = children.findIndex((one) => one[`spi-${way}`] === undefined);
  const pair = children[at] ?? { name, state: 'INSTALLED', uniqueid: String(children.length) };
  children[at < 0 ? children.length : at] = { ...pair, [`spi-${way}`]: spi };
}
