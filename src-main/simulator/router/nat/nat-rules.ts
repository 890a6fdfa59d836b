/** What is configured of network address translation: rules, pools, and how long a translation lasts unused. */

/** `ip nat pool NAME FIRST LAST netmask MASK` */
export interface NatPool {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly mask: number;
  /** Whether it was configured with a prefix length: it is written back like that. */
  readonly hasPrefixLength: boolean;
}

/** In which tables of routes a rule is. */
interface NatTables {
  /** Inside: undefined for the global one. */
  readonly vrf?: string | undefined;
  /** `match-in-vrf`: it is the same one outside. */
  readonly isMatchedInVrf?: boolean;
}

/** `ip nat inside source …` */
export type NatRule = NatTables &
  (
    | {
        readonly kind: 'static';
        readonly local: number;
        readonly global: number;
        /** Which packets are meant, where not all are: the tunnel's are left alone by it. */
        readonly routeMap?: string | undefined;
        readonly options: string;
      }
    | {
        readonly kind: 'static-port';
        readonly protocol: 'tcp' | 'udp';
        readonly local: number;
        readonly localPort: number;
        readonly global: { readonly address: number } | { readonly interface: string };
        readonly globalPort: number;
        readonly routeMap?: string | undefined;
        readonly options: string;
      }
    | {
        readonly kind: 'dynamic';
        readonly meant: { readonly list: string } | { readonly routeMap: string };
        readonly target: { readonly interface: string } | { readonly pool: string };
        readonly isOverloaded: boolean;
      }
  );

export type NatTimer = 'timeout' | 'udp-timeout' | 'tcp-timeout' | 'icmp-timeout' | 'dns-timeout' | 'finrst-timeout' | 'syn-timeout'; // prettier-ignore

/** In seconds, as the command reference of 12.4 has them for `ip nat translation`. */
export const defaultNatTimers: Readonly<Record<NatTimer, number>> = {
  timeout: 86_400,
  'udp-timeout': 300,
  'tcp-timeout': 86_400,
  'icmp-timeout': 60,
  'dns-timeout': 60,
  'finrst-timeout': 60,
  'syn-timeout': 60,
};
