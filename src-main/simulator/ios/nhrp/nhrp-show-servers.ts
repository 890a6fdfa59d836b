/** show ip nhrp nhs [detail] and show ip nhrp multicast. Layout: corpus genie iosxe show_ip_nhrp_nhs; 12.4T. */
import { formatIpv4 } from '../../../base/address.ts';
import type { Nhrp } from '../../routing/nhrp/nhrp.ts';
import type { NhrpServer } from '../../routing/nhrp/server.ts';
import { ageOf } from '../age.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { shortNameOf } from '../interface/interface-state.ts';

export function declareShowNhrpServers(): void {
  execMode
    .words({
      'nhrp nhs': 'Show NHS information',
      'nhs detail': 'Show detailed NHS information',
      'nhrp multicast': 'Show NHRP multicast mappings',
    })
    .add('show ip nhrp nhs [INTERFACE:name] [detail:detail]', {
      run: (device, { name, detail }, exec) =>
        exec.print(...serverLines(device, { name, isDetailed: detail !== undefined })),
    })
    .add('show ip nhrp multicast', { run: (device, _, exec) => exec.print(...groupLines(device)) });
}

/** R where it answers, E where it is expected to; an E alone stands in the second column. */
export function serverState({ isResponding }: NhrpServer): string {
  return isResponding ? 'RE' : ' E';
}

function serverLines(device: IosDevice, view: { name: string | undefined; isDetailed: boolean }): string[] {
  const tunnels = device.router.nhrp.all.filter(
    ([name, { servers }]) => (view.name ?? name) === name && servers.length > 0,
  );
  const isModern = device.flavour.hasLocalRoutes;
  const legend = `Legend: E=Expecting replies, R=Responding${isModern ? ', W=Waiting' : ''}${device.flavour.isXe ? ', D=Dynamic' : ''}`;
  const blocks = tunnels.flatMap(([name, one]) => {
    const rows = one.servers.flatMap((server) => serverBlock(device, { one, server, isDetailed: view.isDetailed }));
    return isModern ? [`${name}:`, ...rows] : rows.map((row) => (row.startsWith(' ') ? row : `${name}: ${row}`));
  });
  const waiting = tunnels.flatMap(([name, { servers }]) => servers.filter(({ retry }) => retry !== undefined).map((server) => pendingLine(name, server))); // prettier-ignore
  const pending = view.isDetailed && waiting.length > 0 ? ['', '', 'Pending Registration Requests:', ...waiting] : [];
  return [legend, ...blocks, ...(isModern ? [...pending, ''] : [''])];
}

interface ServerView {
  one: Nhrp;
  server: NhrpServer;
  isDetailed: boolean;
}

function serverBlock(device: IosDevice, { one, server, isDetailed }: ServerView): string[] {
  const { address, priority = 0, cluster = 0 } = server.settings;
  const { sent, failed, received, receivedAt } = server;
  const ago = receivedAt === undefined ? '' : ` (${ageOf(device.clock.now() - receivedAt)} ago)`;
  const counts = isDetailed ? `  req-sent ${sent}  req-failed ${failed}  repl-recv ${received}${ago}` : '';
  if (!device.flavour.hasLocalRoutes) return [`${formatIpv4(address).padEnd(18)} ${serverState(server)}${counts}`];
  const nbma = one.nbmaOf(server.settings);
  const outer = nbma === undefined ? '' : `NBMA Address: ${formatIpv4(nbma)} `;
  const line = `${formatIpv4(address)}  ${serverState(server)}  ${outer}priority = ${priority} cluster = ${cluster}${counts}`;
  if (!isDetailed || !device.flavour.isXe) return [line];
  const { requestId, acknowledgedId } = server;
  const acknowledged = acknowledgedId === undefined ? '' : ` (Ack: ${acknowledgedId})`;
  return [line, ` Current Request ID: ${requestId}${acknowledged}`, ' Protection Socket Requested: FALSE'];
}

function pendingLine(name: string, { requestId, retry = 0, settings }: NhrpServer): string {
  return `Registration Request: Reqid ${requestId}, Ret ${retry / 1000}  NHS ${formatIpv4(settings.address)} expired (${shortNameOf(name)})`;
}

/** Where multicast goes: `ip nhrp map multicast`, and stations that have registered. */
function groupLines({ router }: IosDevice): string[] {
  const rows = router.nhrp.all.flatMap(([name, one]) =>
    (one.isRunning ? one.groupTargets : []).map((nbma) => {
      const isNamed = one.settings.groupMaps.includes(nbma);
      const ofServer = one.settings.servers.some((server) => server.nbma === nbma && server.isGroupTarget);
      const flag = isNamed ? 'static' : ofServer ? 'nhs' : 'dynamic';
      return `${name.padEnd(9)} ${formatIpv4(nbma).padEnd(16)} Flags: ${flag.padEnd(16)} (Enabled)`;
    }),
  );
  return ['  I/F     NBMA address', ...rows];
}
