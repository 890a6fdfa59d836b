/**
 * logging host: messages that a firewall sends to hosts by UDP, as of facility 20 (local4), which is an ASA's own. What the
 * severity of `logging trap` lets through is sent from the interface that is named. The form of the datagram is from memory.
 */
import { formatIpv4 } from '../../base/address.ts';
import { bytesOfLatin1 } from '../../base/bytes.ts';
import { Refusal } from '../cli/refusal.ts';
import { refuseByName } from '../cli/refuse-by-name.ts';
import type { AsaDevice } from './device.ts';
import { removeWhere } from './forgotten-names.ts';
import { configureMode } from './modes.ts';
import type { SyslogHost } from './preferences.ts';

const syslogPort = 514;
export const facility = 20;
/** Messages leave after what is under way: a message about a packet must not send one from inside of it. */
const delay = 1;

export function declareSyslogHosts(): void {
  configureMode
    .words({
      'logging host': 'Set syslog server IP address and parameters',
      'host interface': 'Interface by which the syslog server is reached',
      'interface address': 'IP address of the syslog server',
    })
    .add('logging host WORD:interface A.B.C.D:address', {
      run: (device, { interface: name, address }) => {
        const interfaceName = device.configuration.interfaces.byName(name)?.name;
        if (interfaceName === undefined) throw Refusal.because(`ERROR: interface (${name}) does not exist`);
        forget(device, address);
        device.preferences.syslogHosts.push({ interfaceName, address });
      },
      no: (device, { address }) => forget(device, address),
      show: ({ preferences: { syslogHosts } }) =>
        syslogHosts.map(({ interfaceName, address }) => `logging host ${interfaceName} ${formatIpv4(address)}`),
    })
    .add('logging host WORD:interface A.B.C.D:address WORD:transport', {
      hidden: true,
      run: (_, { transport }) => {
        throw Refusal.because(`ERROR: 'logging host ... ${transport}' is not simulated: messages go to UDP port 514`);
      },
      no: (device, { address }) => forget(device, address),
    });
  const more = 'format permit-hostdown secure';
  refuseByName(configureMode, { 'logging host WORD:interface A.B.C.D:address': more });
}

function forget({ preferences: { syslogHosts } }: AsaDevice, gone: number): void {
  removeWhere(syslogHosts, ({ address }) => address === gone);
}

export function attachSyslogHosts(device: AsaDevice): void {
  const { log, clock } = device;
  log.remote.on(({ severity, text }) => {
    const payload = bytesOfLatin1(`<${8 * facility + severity}>${text}`);
    clock.after(delay, () => {
      for (const host of device.preferences.syslogHosts) sendTo(device, host, payload);
    });
  });
}

function sendTo({ router, configuration }: AsaDevice, host: SyslogHost, payload: Uint8Array): void {
  const source = configuration.interfaces.byName(host.interfaceName)?.one.sourceAddress;
  if (source === undefined) return;
  const ports = { sourcePort: syslogPort, destinationPort: syslogPort };
  router.udp.send({ source, destination: host.address, ...ports, payload });
}
