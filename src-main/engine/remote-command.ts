/** One command that came over SSH without a session ("ssh host show version"): its answer, and the end. */
import type { Duplex } from '../base/duplex.ts';
import { messageOf } from '../base/errors.ts';
import { openChannel } from '../devices/channel/channel.ts';
import { ios } from '../devices/platform/ios.ts';
import { platforms } from '../devices/platform/platforms.ts';
import type { BuiltinProvider } from '../providers/builtin/builtin-provider.ts';

export interface RemoteCommand {
  node: string;
  /** Who logged in: the command runs with his privilege. */
  user: string;
  command: string;
}

/** Wide, so that no line of an answer is broken. */
const window = { columns: 511, rows: 24 };

/** Types the command on a virtual terminal of its own, and closes the duplex behind its answer. */
export async function answerCommand(duplex: Duplex, provider: BuiltinProvider, given: RemoteCommand): Promise<void> {
  const answer = await answerOf(duplex, provider, given).catch((error: unknown) => `% ${messageOf(error)}`);
  duplex.write(new TextEncoder().encode(answer === '' ? '' : `${answer.replaceAll('\n', '\r\n')}\r\n`));
  duplex.close();
}

async function answerOf(
  duplex: Duplex,
  provider: BuiltinProvider,
  { node, user, command }: RemoteCommand,
): Promise<string> {
  // As a router says whose server for copies is off, which it is by default (IOS, `ip scp server enable`).
  if (/^scp\s/.test(command)) return 'Administratively disabled.';
  const line = await provider.openLine({ node, kind: 'vty', user, ...window });
  // The client may go away in the middle of it: nobody waits for the answer then.
  const stop = duplex.onClose(() => line.close());
  try {
    const platform = platforms[provider.platformOf(node) ?? ''] ?? ios;
    const who = provider.nodes.find(({ id }) => id === node)?.name ?? node;
    const device = await openChannel(line, { clock: provider.clock, platform, who, line: 'vty' });
    const { output } = await device.execute(command, { level: device.level });
    return output;
  } finally {
    stop();
    line.close();
  }
}
