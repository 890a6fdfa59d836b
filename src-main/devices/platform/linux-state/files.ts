/** The files by which IPsec, routing, the firewall and the network of a Linux are configured, whole and exact. */
import type { Fact, StatePart } from '../../channel/restore.ts';
import { quoted, reading } from './spelling.ts';

const places = [
  'etc/swanctl',
  'etc/strongswan.conf',
  'etc/strongswan.d',
  'etc/ipsec.conf',
  'etc/ipsec.secrets',
  'etc/ipsec.d',
  'etc/frr',
  'etc/network',
  'etc/netplan',
  'etc/systemd/network',
  'etc/sysctl.conf',
  'etc/sysctl.d',
  'etc/iptables',
  'etc/nftables.conf',
  'etc/hosts',
];

const present = `$(ls -d ${places.join(' ')} 2>/dev/null)`;

/** All that has to do with one's connections begins anew: secrets may have changed where connections have not. */
export const endsAssociations =
  "(for qm in $(swanctl --list-sas 2>/dev/null | sed -n 's/^\\([^ :]*\\): #.*/\\1/p'); do " +
  'swanctl --terminate --ike $qm --force --timeout 5; done >/dev/null 2>&1)';

export const files: StatePart = {
  name: 'its files of configuration',
  look:
    `(cd / && for qm in ${present}; do find $qm -exec stat -c '%f %u:%g %s %n' {} + && ` +
    'find $qm -type f -exec md5sum {} + || exit 1; done)',
  keep: { line: `(cd / && tar -cf - ${present} 2>/dev/null | gzip -c | base64)`, atMost: 1_000_000 },
  facts(printed) {
    const lines = printed.split('\n');
    const sums = new Map(lines.flatMap((line) => sumOf(line) ?? []));
    return lines.flatMap((line) => factOf(line, sums) ?? []).sort((a, b) => (a.says < b.says ? -1 : 1));
  },
  put(missing, kept) {
    if (missing.length === 0) return [];
    const paths = missing.map(({ says }) => quoted(says.slice(1))).join(' ');
    // A shell without an editor takes lines of 4095 characters. All of them are as they were then: no harm is done.
    const which = paths.length < 2000 ? ` ${paths}` : '';
    return reading(`(base64 -d | gzip -dc | tar -xpf - -C /${which})`, kept.split('\n'));
  },
  settle: [
    {
      touched: /^\/etc\/(?:swanctl|strongswan)/,
      line: `if swanctl --stats >/dev/null 2>&1; then ${endsAssociations}; swanctl --load-all --clear --noprompt; fi`,
    },
    { touched: /^\/etc\/ipsec\./, line: 'if pidof starter >/dev/null; then ipsec restart >/dev/null 2>&1; fi' },
    {
      touched: /^\/etc\/frr/,
      line: 'if pidof zebra >/dev/null; then systemctl restart frr || /usr/lib/frr/frrinit.sh restart; fi >/dev/null 2>&1',
    },
  ],
};

/** `d41d8cd98f00b204e9800998ecf8427e  etc/hosts` */
function sumOf(line: string): [[string, string]] | undefined {
  const { sum, path } = /^(?<sum>[\da-f]{32}) [ *](?<path>.+)$/.exec(line)?.groups ?? {};
  return sum === undefined || path === undefined ? undefined : [[path, sum]];
}

/** `81a4 0:0 120 etc/hosts`: its kind and rights in hexadecimal, whose it is, its length, its name. */
function factOf(line: string, sums: ReadonlyMap<string, string>): Fact | undefined {
  const { mode, owner, size, path } =
    /^(?<mode>[\da-f]{4}) (?<owner>\d+:\d+) (?<size>\d+) (?<path>etc\/.+)$/.exec(line)?.groups ?? {};
  if (mode === undefined || path === undefined) return undefined;
  const isFolder = mode.startsWith('4');
  const content = isFolder ? '' : (sums.get(path) ?? `${size}`);
  const name = quoted(`/${path}`);
  return {
    id: `file ${path} ${mode} ${owner} ${content}`,
    says: `/${path}`,
    named: `file ${path}`,
    unmake: [isFolder ? `rmdir ${name}` : `rm -f ${name}`],
  };
}
