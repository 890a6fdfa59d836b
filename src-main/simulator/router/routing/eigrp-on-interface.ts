/** Whether an EIGRP process runs on an interface, and with what. */
import type { EigrpConfiguration, EigrpInterfaceSettings } from '../../routing/eigrp/configuration.ts';
import type { EigrpInterfaceParameters } from '../../routing/eigrp/eigrp-interface.ts';
import { addressOf, type Interface, type InterfaceAddress } from '../interface.ts';

interface Given {
  readonly settings: EigrpInterfaceSettings;
  /** Bandwidth in kbit/s and delay in tens of microseconds. */
  readonly figures: { readonly bandwidth: number; readonly delay: number };
}

/** @returns undefined where the process does not run */
export function eigrpParametersOf(
  one: Interface,
  configuration: EigrpConfiguration,
  { settings, figures }: Given,
): EigrpInterfaceParameters | undefined {
  const { name } = one;
  const address = addressOf(one);
  if (!address || !isMeant(address, one.vrf, configuration) || settings.isShutdown) return undefined;
  return {
    name,
    address: address.address,
    mask: address.mask,
    isUnnumbered: one.address === undefined,
    ...figures,
    mtu: one.ipMtu,
    helloInterval: settings.helloInterval ?? 5,
    holdTime: settings.holdTime ?? 15,
    isPassive: one.carrier.kind === 'loopback' || isPassive(name, configuration, settings),
    hasSplitHorizon: settings.hasSplitHorizon ?? true,
    isNextHopSelf: settings.isNextHopSelf ?? true,
    summaries: settings.summaries ?? [],
  };
}

/** An address family without an autonomous system runs nowhere. */
function isMeant(
  { address }: InterfaceAddress,
  vrf: string | undefined,
  { networks, autonomousSystem, ...own }: EigrpConfiguration,
): boolean {
  if (vrf !== own.vrf || autonomousSystem === 0) return false;
  return networks.some((network) => ((network.address ^ address) & ~network.wildcard) === 0);
}

function isPassive(
  name: string,
  { passive, isPassiveByDefault }: EigrpConfiguration,
  settings: EigrpInterfaceSettings,
): boolean {
  return settings.isPassive ?? passive.has(name) !== isPassiveByDefault;
}

/** @param classic what `ip … eigrp AS` says of the interface: a named instance does not heed it */
export function eigrpSettingsOn(
  name: string,
  { under, interfaces }: EigrpConfiguration,
  classic: EigrpInterfaceSettings | undefined,
): EigrpInterfaceSettings {
  if (under?.kind !== 'name') return classic ?? {};
  return { ...interfaces.get('default'), ...interfaces.get(name) };
}
