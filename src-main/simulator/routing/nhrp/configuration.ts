/** What an operator configures of NHRP on one tunnel: `ip nhrp …`. */

/** `ip nhrp map ADDRESS [MASK] NBMA` */
export interface NhrpMap {
  address: number;
  mask: number;
  nbma: number;
}

/** `ip nhrp nhs ADDRESS [nbma NBMA [multicast]] [priority N] [cluster N]` */
export interface NhrpServerSettings {
  address: number;
  nbma?: number;
  /** Whether packets for groups go there. */
  isGroupTarget?: boolean;
  priority?: number;
  cluster?: number;
}

export interface NhrpSettings {
  /** Without it nothing of NHRP happens on the tunnel. */
  networkId: number | undefined;
  authentication: string | undefined;
  /** Seconds for which others may keep what they are told. */
  holdingTime: number | undefined;
  maps: NhrpMap[];
  /** `ip nhrp map multicast NBMA` or `dynamic`: to whoever has registered. */
  groupMaps: (number | 'dynamic')[];
  servers: NhrpServerSettings[];
  /** Seconds between registrations; undefined: a third of the holding time. */
  registrationInterval: number | undefined;
  /** `ip nhrp registration no-unique`: the address may be registered from elsewhere before its time is over. */
  isUnique: boolean;
  /** `ip nhrp redirect`: who sends what leaves by the tunnel again is told. */
  isRedirecting: boolean;
  /** `ip nhrp shortcut`: what is told so is followed. */
  isShortcut: boolean;
}

export function newNhrpSettings(): NhrpSettings {
  return {
    networkId: undefined,
    authentication: undefined,
    holdingTime: undefined,
    maps: [],
    groupMaps: [],
    servers: [],
    registrationInterval: undefined,
    isUnique: true,
    isRedirecting: false,
    isShortcut: false,
  };
}
