import type { Fact, StatePart } from '../../channel/restore.ts';

/** What labs set by `sysctl`: whether it forwards, and what the kernel checks and answers on each link. */
const perLink = [
  'forwarding',
  'rp_filter',
  'accept_redirects',
  'send_redirects',
  'accept_local',
  'disable_policy',
  'disable_xfrm',
];
const single = [
  'net/ipv4/ip_forward',
  'net/ipv4/ip_no_pmtu_disc',
  'net/ipv4/tcp_mtu_probing',
  'net/core/xfrm_acq_expires',
];
const files = [
  ...single,
  'net/ipv6/conf/all/forwarding',
  ...perLink.map((name) => `net/ipv4/conf/*/${name}`),
  'net/ipv6/conf/*/disable_ipv6',
];

export const settings: StatePart = {
  name: 'its settings of the kernel (sysctl)',
  // Not all of them are on every kernel.
  look: `(cd /proc/sys && grep -s . ${files.join(' ')}; true)`,
  facts: (printed) => printed.split('\n').flatMap((line) => factOf(line) ?? []),
};

function factOf(line: string): Fact | undefined {
  const { file, value } = /^(?<file>net\/[^:]+(?::\d+[^:]*)?):(?<value>\d+)$/.exec(line.trim())?.groups ?? {};
  if (file === undefined || value === undefined) return undefined;
  const says = `${file} = ${value}`;
  return { id: says, says, make: [`echo ${value} >/proc/sys/${file}`] };
}
