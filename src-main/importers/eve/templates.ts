/**
 * The templates of EVE-NG and UNetLab, by their names: what a node is, and how its ports are called. Source: the
 * templates that EVE-NG brings (html/templates, read for their facts) and labs that it saved.
 */
import { devices, type Device } from '../devices.ts';

/** The first pattern that the template's name matches counts. */
const templates: readonly (readonly [name: RegExp, device: Device])[] = [
  [/^viosl2$/, devices.iosvl2],
  [/^(?:vios|iosv)$/, devices.iosv],
  [/^(?:csr1000v|csr1000vng|c8000v|cat8000v)$/, devices.csr1000v],
  [/^cat9k/, devices.cat9000v],
  [/^asav$/, devices.asav],
  [/^asa/, devices.asa],
  [/^nxosv9k/, devices.nxosv9000],
  [/^(?:titanium|nxosv)/, devices.nxosv],
  [/^xrv9k/, devices.iosxrv9000],
  [/^xrv/, devices.iosxrv],
  [/^vpcs$/, { platform: 'vpcs' }],
  [/^(?:linux|ostinato|docker)/, devices.linux],
];

export function deviceOf(template: string, type: string, image: string): Device {
  const known = templates.find(([name]) => name.test(template))?.[1];
  if (known) return known;
  if (type === 'dynamips') return { platform: 'ios' };
  if (type === 'iol' || type === 'iou') return iolOf(image);
  if (type === 'docker') return devices.linux;
  return { platform: 'unknown' };
}

function iolOf(image: string): Device {
  const isSwitch = /l2/i.test(image);
  if (/x86_64|xe/i.test(image)) return isSwitch ? devices.iolL2Xe : devices.iolXe;
  return isSwitch ? devices.iolL2 : devices.iol;
}
