/**
 * Libreswan on a machine in QEMU, as the stories want a peer: pluto keeps IKE, the kernel ESP. Its connections have the
 * names of charon's, and what is in use of one is the newest that its daemon calls established.
 */
import type { LinuxMachine } from '../qemu/linux-machine.ts';
import { addressing } from '../qemu/linux-peer.ts';
import type { Outcome, Peer, PeerAssociation } from '../peer.ts';
import type { Uplink } from '../../../src-main/engine/simulation.ts';
import type { ViciSection } from '../vici-text.ts';

export interface LibreswanPeerOptions {
  machine: LinuxMachine;
  cable: Uplink['way'];
  /** Of the connection, which is the only one, and the lines of its section. */
  name: string;
  child: string;
  lines: readonly string[];
}

const whack = '/usr/libexec/ipsec/whack';
const log = '/var/log/pluto.log';

const daemon = `/usr/libexec/ipsec/pluto --config /etc/ipsec.conf --nssdir /var/lib/ipsec/nss --ipsecdir /etc/ipsec.d \
--secretsfile /etc/ipsec.secrets --logfile ${log}`;

/** What is of no meeting: addresses, secrets, and a database for certificates. */
export async function prepare(machine: LinuxMachine, { address, gateway, inside, secret }: Ends): Promise<void> {
  await machine.write('/etc/ipsec.secrets', `%any %any : PSK "${secret}"\n`);
  for (const command of [
    ...addressing(address, inside),
    `ip route add default via ${gateway}`,
    'modprobe -a xfrm_user esp4 authenc echainiv seqiv cbc des_generic sha256_generic sha512_generic gcm ctr',
    'touch /etc/hosts /etc/resolv.conf',
    'mkdir -p /etc/ipsec.d /run/pluto',
  ])
    await machine.run(command);
}

interface Ends {
  address: string;
  gateway: string;
  inside: string;
  secret: string;
}

/**
 * A database of its own for each meeting: NSS keeps one certificate of a subject, and all of them have the same.
 * @param files by their paths, as for charon
 */
export async function takeCertificate(
  machine: LinuxMachine,
  kind: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const database = '-d sql:/var/lib/ipsec/nss';
  await machine.run(`rm -rf /var/lib/ipsec/nss; mkdir -p /var/lib/ipsec/nss; certutil -N ${database} --empty-password`);
  if (kind === 'psk') return;
  for (const path of [`x509/${kind}.pem`, `x509ca/ca-${kind}.pem`, `x509ca/sub-${kind}.pem`, `private/${kind}.key`])
    await machine.write(`/root/${path}`, files[path] ?? '');
  for (const authority of [`ca-${kind}`, `sub-${kind}`])
    await machine.run(`certutil -A ${database} -n ${authority} -t CT,, -i /root/x509ca/${authority}.pem`);
  const own = `-in /root/x509/${kind}.pem -inkey /root/private/${kind}.key -name own`;
  await machine.run(`openssl pkcs12 -export ${own} -passout pass:x -out /root/own.p12`);
  await machine.run(`pk12util -i /root/own.p12 -W x -K '' ${database}`);
}

export async function startLibreswan(options: LibreswanPeerOptions): Promise<Peer> {
  const { machine, cable, name, lines } = options;
  const isOld = lines.includes('ikev2=no');
  const section = `conn ${name}\n${lines.map((line) => `  ${line}\n`).join('')}`;
  await machine.write('/etc/ipsec.conf', `config setup\n  ikev1-policy=accept\n  uniqueids=yes\n\n${section}`);
  await machine.run(`rm -f ${log}; ip neigh flush all`);
  const start = async (): Promise<void> => {
    await stop(machine);
    await machine.run(daemon);
    await machine.run(`for try in $(seq 50); do ${whack} --listen >/dev/null 2>&1 && break; sleep 0.2; done`);
    // It would begin anew what it has begun once, as soon as a router has deleted it.
    await machine.run(`${whack} --impair revival 2>&1`);
    const said = await machine.run(`/usr/libexec/ipsec/addconn --config /etc/ipsec.conf ${name} 2>&1; true`);
    if (!said.includes('added IKEv')) throw new Error(`${section}\n${said}`);
  };
  await start();
  const ask = async (words: string): Promise<Outcome> => {
    const output = await machine.run(`timeout 15 ${whack} --name ${name} ${words} 2>&1; echo "whack: $?"`);
    return { isDone: output.includes('whack: 0'), output };
  };
  const list = async (): Promise<PeerAssociation[]> =>
    associationsOf(await machine.run(`${whack} --showstates 2>&1 || true`), options);
  return {
    cable,
    // Of version 1 that cannot be turned off.
    isPersistent: isOld,
    initiate: async () => {
      const { output } = await ask('--initiate');
      const children = (await list()).flatMap((one) => one.children);
      return { isDone: children.length > 0, output };
    },
    listSas: list,
    // Version 1 has another pair when it is asked to begin once more.
    rekey: (what) =>
      ask(`${isOld ? '--initiate' : 'ike' in what ? '--rekey-ike' : '--rekey-ipsec'} --asynchronous`).then(done),
    reauthenticate: () => Promise.resolve({ isDone: false, output: 'pluto is not asked for that' }),
    terminate: async (what) => {
      if ('ike' in what) return done(await ask('--terminate'));
      // The kernel's policy goes with any of them: an older one that stayed would be of no use.
      const all = (await list()).flatMap(({ children }) => children).sort(byNumber);
      for (const { uniqueid } of all.slice(0, -1)) await ask(`--deletestate ${text(uniqueid)}`);
      return done(await ask(`--deletestate ${text(all.at(-1)?.['uniqueid'])}`));
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

const done = ({ output }: Outcome): Outcome => ({ isDone: true, output });
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const byNumber = (a: ViciSection, b: ViciSection): number => Number(a['uniqueid']) - Number(b['uniqueid']);

/** It is killed: whoever is at the other end is told nothing. */
async function stop(machine: LinuxMachine): Promise<void> {
  await machine.run(
    'kill -9 $(cat /run/pluto/pluto.pid) 2>/dev/null; sleep 0.2; rm -f /run/pluto/*; ip xfrm state flush; ip xfrm policy flush',
  );
}

/** Of the lines of `whack --showstates`, in words of vici. */
function associationsOf(shown: string, { name, child }: LibreswanPeerOptions): PeerAssociation[] {
  const states = [...shown.matchAll(/#(\d+): "[^"]*"\S* \S+ \(([^)]*)\)/g)];
  const numbersOf = (what: RegExp): string[] =>
    states.flatMap(([, number = '', state = '']) => (what.test(state) ? [number] : []));
  const children = numbersOf(/established Child SA|IPsec SA established/).map((number) => {
    const pair = new RegExp(`#${number}: "[^"]*"\\S* (?:esp|ah)\\.([0-9a-f]+)@\\S+ (?:esp|ah)\\.([0-9a-f]+)@`).exec(
      shown,
    );
    return { name: child, state: 'INSTALLED', uniqueid: number, 'spi-out': pair?.[1] ?? '', 'spi-in': pair?.[2] ?? '' };
  });
  const associations = numbersOf(/established IKE SA|(?:ISAKMP|IKE) SA established/).map((number) => ({
    connection: name,
    sa: { uniqueid: number, state: 'ESTABLISHED', 'initiator-spi': number },
    children: [] as ViciSection[],
  }));
  const [first] = associations;
  if (first) first.children = children;
  // Version 1 may have pairs without an association.
  else if (children.length > 0) return [{ connection: name, sa: { uniqueid: '0', state: 'NONE' }, children }];
  return associations;
}
