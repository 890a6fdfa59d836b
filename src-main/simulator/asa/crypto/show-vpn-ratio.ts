/** show vpn-sessiondb ratio: how many tunnels there are of which kind (Cisco ASA command reference, `show vpn-sessiondb ratio`). */
import type { AsaDevice } from '../device.ts';
import { tunnels, tunnelsOf } from './session-counts.ts';
import { sessionsOf } from './session-record.ts';

const ciphers = ['none', 'DES', '3DES', 'AES128', 'AES192', 'AES256', 'AES-GCM-128', 'AES-GCM-192', 'AES-GCM-256'];

export function ratioLines(device: AsaDevice, by: 'encryption' | 'protocol'): string[] {
  const sessions = sessionsOf(device);
  const counts =
    by === 'protocol'
      ? new Map(tunnels.map((kind) => [kind as string, tunnelsOf(sessions, kind).length]))
      : countsOf(
          sessions.flatMap(({ flows }) => flows.flatMap(({ current }) => cipherOf(current?.esp?.outbound.transform))),
        );
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [
    `Filter Group         : All`,
    `Total Active Sessions: ${sessions.length}`,
    `Cumulative Sessions  : ${device.sessionCounts.all.cumulative}`,
    '',
    `${by === 'protocol' ? 'Protocol' : 'Encryption'}               Tunnels       Percent`,
    ...[...counts].map(([name, count]) => row(name, count, total)),
  ];
}

function countsOf(used: readonly string[]): Map<string, number> {
  return new Map(ciphers.map((name) => [name, used.filter((one) => one === name).length]));
}

function cipherOf(transform: { readonly cipher: string; readonly keyBits: number } | undefined): string[] {
  if (!transform) return [];
  const { cipher, keyBits } = transform;
  if (cipher === 'null') return ['none'];
  if (cipher === 'aes') return [`AES${keyBits}`];
  return [cipher === 'aes-gcm' ? `AES-GCM-${keyBits}` : cipher.toUpperCase()];
}

function row(name: string, count: number, total: number): string {
  const percent = total === 0 ? 0 : Math.round((100 * count) / total);
  return `${name.padEnd(25)}${String(count).padStart(7)}${`${percent}%`.padStart(14)}`;
}
