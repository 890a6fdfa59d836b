/** The commands that make a Linux machine one end of a tunnel: addresses, GRE or VTI in the kernel, strongSwan. */
import { settingsText, type Settings } from '../vici-text.ts';
import type { LinuxMachine } from './linux-machine.ts';

/** Both ends of the tunnel, their networks behind it, and the shared key. */
export interface Ends {
  readonly linux: string;
  readonly router: string;
  readonly linuxInTunnel: string;
  /** In the network of Linux. */
  readonly linuxHost: string;
  readonly routerNetwork: string;
  readonly key: string;
}

export interface Protection {
  readonly version: 1 | 2;
  readonly ike: string;
  readonly esp: string;
  readonly mode: 'transport' | 'tunnel';
  /** What goes through the association: `dynamic[gre]`, `0.0.0.0/0`. */
  readonly selector: string;
  /** The mark by which the kernel tells packets of a VTI. */
  readonly mark?: number;
}

const daemon: Settings = {
  load:
    'random nonce openssl gmp aes sha1 sha2 md5 hmac kdf gcm ctr drbg pem pkcs1 x509 pubkey ' +
    'kernel-netlink socket-default vici updown',
  install_routes: 'no',
  install_virtual_ip: 'no',
  plugins: { openssl: { load_legacy: 'yes' }, 'socket-default': { use_ipv6: 'no' } },
  filelog: { whole: { path: '/var/log/charon.log', default: 1, ike: 2, knl: 2, flush_line: 'yes' } },
  journal: { default: -1 },
};

/** Commands that make a machine a gateway between the cable and a network behind it. */
export const addressing = (outside: string, inside: string): string[] => [
  'sysctl -w net.ipv4.ip_forward=1',
  `ip address add ${outside}/24 dev eth0`,
  'ip link set eth0 up',
  'ip link add inside type dummy',
  `ip address add ${inside}/24 dev inside`,
  'ip link set inside up',
];

export class LinuxPeer {
  constructor(
    private readonly machine: LinuxMachine,
    private readonly ends: Ends,
  ) {}

  async address(): Promise<void> {
    const { linux, linuxHost } = this.ends;
    await this.#all(...addressing(linux, linuxHost));
  }

  async startCharon(): Promise<void> {
    const swanctl = { load: 'pem pkcs1 x509 pubkey openssl random' };
    await this.machine.write('/etc/strongswan.conf', settingsText({ 'charon-systemd': daemon, swanctl }));
    await this.#all(
      'modprobe -a xfrm_user esp4 authenc echainiv seqiv cbc des_generic sha256_generic gcm ctr',
      'charon-systemd >/dev/null 2>&1 &',
      'for try in $(seq 60); do swanctl --stats >/dev/null 2>&1 && break; sleep 0.5; done; swanctl --stats',
    );
  }

  gre(): Promise<void> {
    return this.#tunnel('mode gre', 'ttl 255');
  }

  vti(mark: number): Promise<void> {
    return this.#tunnel('mode vti', `key ${mark}`);
  }

  async protect({ version, ike, esp, mode, selector, mark }: Protection): Promise<void> {
    const { linux, router, key } = this.ends;
    const marks: Settings = mark === undefined ? {} : { mark_in: mark, mark_out: mark };
    const tunnel = { mode, local_ts: selector, remote_ts: selector, esp_proposals: esp, ...marks };
    const ends = { local_addrs: linux, remote_addrs: router, local: { auth: 'psk', id: linux } };
    const peer = { version, proposals: ike, ...ends, remote: { auth: 'psk', id: router }, children: { tunnel } };
    const secrets = { 'ike-1': { secret: `"${key}"` } };
    await this.machine.write('/etc/swanctl/swanctl.conf', settingsText({ connections: { peer }, secrets }));
    await this.machine.run('swanctl --load-all --noprompt');
  }

  /** Ends every association that the router has not ended already, and the tunnel. */
  async unprotect(): Promise<void> {
    await this.machine.run('swanctl --terminate --ike peer --timeout 10 || true');
    await this.machine.run('ip tunnel delete joint');
  }

  initiate(): Promise<string> {
    return this.machine.run('swanctl --initiate --child tunnel --timeout 30');
  }

  rekey(): Promise<string> {
    return this.machine.run('swanctl --rekey --child tunnel');
  }

  /** @returns how many of five came back */
  async ping(address: string): Promise<number> {
    const said = await this.machine.run(`ping -c 5 -i 0.3 -W 3 -I ${this.ends.linuxHost} ${address} || true`);
    return Number(/(\d+) received/.exec(said)?.[1] ?? 0);
  }

  /** What the kernel has: algorithms and modes of its associations, without keys. */
  associations(): Promise<string> {
    return this.machine.run('ip xfrm state');
  }

  /** Packets that the kernel has protected so far, over all its associations. */
  async protectedPackets(): Promise<number> {
    const said = await this.machine.run('ip -s xfrm state');
    const counts = [...said.matchAll(/lifetime current:\n\s+\d+\(bytes\), (\d+)\(packets\)/g)];
    return counts.reduce((sum, [, packets]) => sum + Number(packets), 0);
  }

  log(): Promise<string> {
    return this.machine.run('tail -c 20000 /var/log/charon.log');
  }

  async #tunnel(mode: string, rest: string): Promise<void> {
    const { linux, router, linuxInTunnel, routerNetwork } = this.ends;
    await this.#all(
      `ip tunnel add joint ${mode} local ${linux} remote ${router} ${rest}`,
      `ip address add ${linuxInTunnel}/30 dev joint`,
      'ip link set joint up mtu 1400',
      // A VTI asks its own associations alone; the policies of the machine are for what goes by no tunnel.
      'sysctl -w net.ipv4.conf.joint.disable_policy=1',
      `ip route add ${routerNetwork} dev joint`,
    );
  }

  async #all(...commands: readonly string[]): Promise<void> {
    for (const command of commands) await this.machine.run(command);
  }
}
