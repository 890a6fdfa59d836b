/** quickmode fidelity: how near our outputs come to those of real devices, worst first. */
import path from 'node:path';
import { fidelity, type Compared, type FidelityReport } from '../../engine/fidelity.ts';
import { launcherOf } from '../../engine/launcher.ts';
import { readTranscripts } from '../../engine/transcript-folder.ts';
import { printable } from '../complaint.ts';
import type { Host } from '../host.ts';
import { table } from '../table.ts';

export interface FidelityCommandOptions {
  json?: true;
  seconds: number;
}

export async function fidelityCommand(host: Host, folder: string, options: FidelityCommandOptions): Promise<void> {
  const { installation } = host;
  const outputs = readTranscripts(folder);
  const end = performance.now() + 1000 * options.seconds;
  const commands = new Set(outputs.map(({ command }) => command)).size;
  host.err(`${outputs.length} outputs of ${commands} commands; at most ${options.seconds} seconds.\n`);
  const report = await fidelity({
    launch: launcherOf(installation),
    networks: path.join(installation.root, 'resources', 'fidelity'),
    outputs,
    progress: (says) => host.progress(says),
    isOver: () => performance.now() > end,
  });
  if (options.json) host.out(`${JSON.stringify(report, undefined, 2)}\n`);
  else tell(host, report);
}

function tell(host: Host, report: FidelityReport): void {
  const { compared, unknown } = report;
  host.out(table(compared.map(rowOf), ['structure', 'layout', 'command', 'transcript']));
  for (const { source, missing } of compared.filter((one) => one.missing.length > 0)) {
    host.out(`\n${printable(source)}: not printed by ours\n`);
    for (const line of missing) host.out(`  ${printable(line)}\n`);
  }
  if (unknown.length > 0) host.out('\nCommands that our devices do not take:\n');
  host.out(table(unknown.map((one) => [one.command, `${one.outputs}`])));
  host.out(
    `\n${compared.length} outputs compared: structure ${mean(compared, 'structure')} %, layout ${mean(compared, 'layout')} %\n`,
  );
  tellUnasked(host, report);
}

/** Where the time was over first, what that means for the figures. */
function tellUnasked(host: Host, { unasked, networks }: FidelityReport): void {
  if (networks.asked === networks.all) return;
  host.out(
    `The time was over when ${networks.asked} of ${networks.all} networks had been asked everything: what only the ` +
      'others print counts as missing. --seconds gives more time.\n',
  );
  if (unasked.length > 0) host.out(`Not asked at all: ${unasked.map(printable).join(', ')}\n`);
}

function rowOf({ structure, layout, command, source }: Compared): string[] {
  return [`${structure} %`, `${layout} %`, command, source];
}

function mean(all: readonly Compared[], what: 'structure' | 'layout'): string {
  return (all.reduce((sum, one) => sum + one[what], 0) / Math.max(1, all.length)).toFixed(1);
}
