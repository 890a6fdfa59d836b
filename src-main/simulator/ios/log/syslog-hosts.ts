/**
 * logging host, logging trap, logging source-interface: messages that are sent to hosts by UDP (RFC 3164, facility
 * local7, and the count of the message that 12.4 and later put before it). Sent is what the severity lets through.
 */
import { formatIpv4 } from '../../../base/address.ts';
import { bytesOfLatin1 } from '../../../base/bytes.ts';
import { Refusal } from '../../cli/refusal.ts';
import { refuseByName } from '../../cli/refuse-by-name.ts';
import type { IosDevice } from '../device.ts';
import { informationalSeverity, levels, severities, type Log, type SyslogHost } from './log.ts';
import { configureMode } from '../modes.ts';
import { requireVrf } from '../routing/vrf-named.ts';

const syslogPort = 514;
const local7 = 23;
/** Messages leave after what is under way: a message about a packet must not send one from inside of it. */
const delay = 1;

/** Written where the numbered access lists follow, as published configurations have it. */
const section = 'access-list';

export function declareSyslogHosts(): void {
  declareVocabulary();
  configureMode
    .add(`logging trap [${levels}]`, {
      section,
      run: ({ log }, { level = 'informational' }) => (log.destinations.trap = severities.indexOf(level)),
      no: ({ log }) => (log.destinations.trap = undefined),
      default: ({ log }) => (log.destinations.trap = informationalSeverity),
      show: ({ log }) => trapLine(log),
    })
    .add('logging trap <0-7>:number', {
      section,
      run: ({ log }, { number }) => (log.destinations.trap = number),
    })
    .add('logging source-interface INTERFACE:name [vrf WORD:vrf]', {
      section,
      run: (device, { name, vrf }) => {
        const { log, router } = device;
        if (!router.interfaces.has(name)) throw Refusal.invalid('name');
        if (vrf !== undefined) requireVrf(device, vrf);
        log.sources.set(vrf ?? '', name);
      },
      no: ({ log }, { vrf = '' }) => log.sources.delete(vrf),
      show: ({ log }) =>
        [...log.sources].map(([vrf, name]) => `logging source-interface ${name}${vrf === '' ? '' : ` vrf ${vrf}`}`),
    })
    .add('logging host A.B.C.D:address [vrf WORD:vrf] [transport udp port <1-65535>:port]', {
      section,
      run: (device, { address, vrf, port = syslogPort }) => {
        if (vrf !== undefined) requireVrf(device, vrf);
        setHost(device.log, { address, vrf, port });
      },
      no: ({ log }, { address, vrf }) => removeHost(log, address, vrf),
      show: (device) => device.log.hosts.map((one) => hostLine(one, device)),
    })
    // The older spelling, which 12.4 still writes.
    .add('logging A.B.C.D:address', {
      section,
      hidden: true,
      run: ({ log }, { address }) => setHost(log, { address, vrf: undefined, port: syslogPort }),
      no: ({ log }, { address }) => removeHost(log, address, undefined),
    });
  refuseByName(configureMode, {
    'logging host': 'ipv6',
    'logging host A.B.C.D:address': 'discriminator filtered sequence-num-session session-id xml',
    'logging host A.B.C.D:address transport': 'beep tcp tls',
  });
}

function declareVocabulary(): void {
  configureMode.words({
    'logging trap': 'Set syslog server logging level',
    'logging source-interface': 'Specify interface for source address in logging transactions',
    'logging source-interface vrf': 'Specify the vrf of source interface',
    'logging host': 'Set syslog server IP address and parameters',
    'logging host address': 'IP address of the syslog server',
    'logging address': 'IP address of the syslog server',
    'logging host address vrf': 'Set VRF option',
    'vrf vrf': 'VPN Routing/Forwarding instance name',
    transport: 'Specify the transport protocol (default=UDP)',
    'transport udp': 'User Datagram Protocol',
    'udp port': 'Specify the UDP port number (default=514)',
    'port port': 'Port number',
  });
}

function trapLine({ destinations: { trap } }: Log): string[] {
  if (trap === undefined) return ['no logging trap'];
  return trap === informationalSeverity ? [] : [`logging trap ${severities[trap] ?? ''}`];
}

function setHost(log: Log, { address, vrf, port }: Omit<SyslogHost, 'sent'>): void {
  const known = log.hosts.find((one) => one.address === address && one.vrf === vrf);
  if (known) known.port = port;
  else log.hosts.push({ address, vrf, port, sent: 0 });
}

function removeHost(log: Log, address: number, vrf: string | undefined): void {
  const index = log.hosts.findIndex((one) => one.address === address && one.vrf === vrf);
  if (index >= 0) log.hosts.splice(index, 1);
}

/** A table is gone, and nobody is reached by it. */
export function forgetHostsIn({ log }: IosDevice, vrf: string): void {
  log.sources.delete(vrf);
  log.hosts.splice(0, log.hosts.length, ...log.hosts.filter((one) => one.vrf !== vrf));
}

function hostLine({ address, vrf, port }: SyslogHost, { flavour }: IosDevice): string {
  const extras = `${vrf === undefined ? '' : ` vrf ${vrf}`}${port === syslogPort ? '' : ` transport udp port ${port}`}`;
  const isOld = !flavour.hasModernLogging && extras === '';
  return `logging ${isOld ? '' : 'host '}${formatIpv4(address)}${extras}`;
}

/** Whether there is a way to the host: what `show logging` calls its link. */
export function isReached({ router }: Pick<IosDevice, 'router'>, { address, vrf }: SyslogHost): boolean {
  return router.tableOf(vrf)?.lookup(address) !== undefined;
}

export function sendLog(device: IosDevice): void {
  const { log, clock } = device;
  log.remote.on(({ severity, text }) => {
    const line = bytesOfLatin1(`<${8 * local7 + severity}>${log.counts.trap}: ${text}`);
    clock.after(delay, () => {
      for (const host of log.hosts) sendTo(device, host, line);
    });
  });
}

function sendTo(device: IosDevice, host: SyslogHost, payload: Uint8Array): void {
  const { router, log } = device;
  const hop = router.tableOf(host.vrf)?.lookup(host.address);
  const source = router.interfaces.get(log.sources.get(host.vrf ?? '') ?? '');
  const address = source?.isUp ? source.sourceAddress : hop?.out.sourceAddress;
  if (!hop || address === undefined) return;
  host.sent++;
  const ports = { sourcePort: syslogPort, destinationPort: host.port };
  router.udp.send({ source: address, destination: host.address, ...ports, payload, vrf: host.vrf });
}
