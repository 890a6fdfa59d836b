/**
 * The way back for a Linux: what the labs change on one is looked at part by part, and what differs is made or taken
 * back by the commands that anybody would type. Not kept: other network namespaces, a running configuration of FRR that
 * is not written, modules of the kernel, sets of ipset, names in resolv.conf.
 */
import type { StateRestore } from '../../channel/restore.ts';
import { addresses } from './addresses.ts';
import { connections, daemons } from './daemons.ts';
import { files } from './files.ts';
import { iptables, nftables } from './firewall.ts';
import { links } from './links.ts';
import { routes, rules } from './routes.ts';
import { settings } from './settings.ts';
import { probe, spelling } from './spelling.ts';
import { xfrm } from './xfrm.ts';

export const linuxRestore: StateRestore = {
  probe,
  spelling,
  parts: [links, addresses, rules, routes, settings, iptables, nftables, xfrm, files, daemons, connections],
};
