/** What a device would save: its running configuration. */
import { AsaFirewall } from '../../../src-main/simulator/asa/asa-firewall.ts';
import { savedConfiguration } from '../../../src-main/simulator/asa/running-configuration.ts';
import { IosRouter } from '../../../src-main/simulator/ios/ios-router.ts';
import { runningConfiguration } from '../../../src-main/simulator/ios/running-configuration.ts';
import type { Device } from '../../../src-main/simulator/topology/device.ts';

/** Undefined for a device without one. */
export function configurationOf(device: Device | undefined): string | undefined {
  if (device instanceof IosRouter) return runningConfiguration(device);
  return device instanceof AsaFirewall ? savedConfiguration(device) : undefined;
}
