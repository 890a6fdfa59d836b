/** A connection from outside, joined with a line of a router. */
import { Disposables } from '../base/disposable.ts';
import type { Duplex } from '../base/duplex.ts';
import { messageOf } from '../base/errors.ts';
import type { RemoteTerminal } from '../devices/transport/terminal.ts';
import type { Line } from '../providers/provider.ts';

/** What one says the other hears, until either goes away. */
export async function join(duplex: Duplex, terminal: RemoteTerminal, opening: Promise<Line>): Promise<void> {
  const stops = new Disposables();
  // What was opened after the other end had gone is closed at once: Disposables see to that.
  duplex.onClose(() => stops.dispose());
  const line = await opening.catch((error: unknown) => {
    duplex.write(new TextEncoder().encode(`${messageOf(error)}\r\n`));
    duplex.close();
    return undefined;
  });
  if (!line) return;
  stops.add(() => line.close());
  stops.add(line.onClose(() => duplex.close()));
  stops.add(terminal.onResize(({ width, height }) => line.resize({ columns: width, rows: height })));
  stops.add(line.onData((bytes) => duplex.write(bytes)));
  stops.add(duplex.onData((bytes) => line.write(bytes)));
}
