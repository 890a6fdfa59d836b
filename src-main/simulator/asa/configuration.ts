/** What an operator has configured of a firewall, beyond what every router has. */
import type { Router } from '../router/router.ts';
import { AccessRuleTable } from './access/access-rules.ts';
import { AsaCrypto } from './crypto/crypto-state.ts';
import { NamedInterfaces } from './named-interfaces.ts';
import { NatRules } from './nat/nat-rules.ts';
import { Objects } from './objects/objects.ts';
import { Timeouts } from './inspection/timeouts.ts';

/** `route NAME NETWORK MASK GATEWAY [METRIC]`, by the name of an interface. */
export interface NamedRoute {
  readonly interfaceName: string;
  readonly network: number;
  readonly mask: number;
  readonly gateway: number;
  readonly distance: number;
}

export class AsaConfiguration {
  readonly interfaces: NamedInterfaces;
  readonly objects = new Objects();
  readonly rules: AccessRuleTable;
  readonly nat: NatRules;
  readonly crypto = new AsaCrypto();
  readonly routes: NamedRoute[] = [];
  /** `access-group LIST in|out interface NAME`: by the name of the interface. */
  readonly groupsIn = new Map<string, string>();
  readonly groupsOut = new Map<string, string>();
  /** `access-group LIST global` */
  globalGroup: string | undefined;
  /** `same-security-traffic permit inter-interface|intra-interface` */
  readonly sameSecurity = { inter: false, intra: false };
  /** What is inspected in the class of `global_policy`, in the order in which it is written. */
  readonly inspected = new Set<string>(defaultInspections);
  /** `sysopt connection permit-vpn`: what comes out of a tunnel is not asked about at access lists. */
  permitsVpn = true;
  /** `timeout` */
  readonly timeouts = new Timeouts();
  /** `management-access NAME` */
  managementAccess: string | undefined;

  constructor(router: Router) {
    this.interfaces = new NamedInterfaces(router);
    this.rules = new AccessRuleTable(this.objects, this.interfaces);
    this.nat = new NatRules(this.objects, this.interfaces);
  }
}

/** The policy that an ASA has from the factory: ICMP is not in it. */
const defaultInspections = [
  'ftp',
  'h323 h225',
  'h323 ras',
  'rsh',
  'rtsp',
  'esmtp',
  'sqlnet',
  'skinny',
  'sunrpc',
  'xdmcp',
  'sip',
  'netbios',
  'tftp',
  'ip-options',
] as const;
