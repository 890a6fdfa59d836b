/** The configuration as it stands: as `show running-config` has it, with keys masked, and as it is kept, with them. */
import { hexOf, bytesOfLatin1 } from '../../base/bytes.ts';
import { textOfConfiguration } from '../cli/configuration.ts';
import { hash } from '../crypto/mac.ts';
import type { AsaDevice } from './device.ts';
import { configureMode } from './modes.ts';
import { softwareVersion } from './show-version.ts';

/** As it is kept and read again. @param isAll with lines that say what is so by default */
export function savedConfiguration(device: AsaDevice, isAll = false): string {
  const text = textOfConfiguration(configureMode.configuration(device, isAll));
  return `ASA Version ${softwareVersion} \n${text}Cryptochecksum:${checksumOf(text).replaceAll(' ', '')}\n: end\n`;
}

/** As it is shown: the keys of tunnel groups are asterisks. */
export function shownConfiguration(device: AsaDevice, isAll = false): string {
  return masked(savedConfiguration(device, isAll));
}

export function masked(configuration: string): string {
  return configuration.replace(/(pre-shared-key) \S+/g, '$1 *****');
}

/** Four groups of eight digits that any change of the configuration changes. */
export function checksumOf(text: string): string {
  const digits = hexOf(hash('md5', bytesOfLatin1(text)));
  return (digits.match(/.{8}/g) ?? []).join(' ');
}
