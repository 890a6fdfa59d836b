/** `reload`, at once and by the clock. */
import { describe, expect, test } from 'vitest';
import { IosConsole } from '../ios-console.ts';

const minute = 60_000;

describe('a planned reload', () => {
  test('is told of with its reason, warns everybody, and happens when its time has come', async () => {
    const console = await IosConsole.enabled('hostname R1\n');
    const asked = await console.enter('reload in 10 trying something');
    expect(asked).toContain('\nReload scheduled in 10 minutes by console\nReload reason: trying something\n');
    expect(asked).toMatch(/Proceed with reload\? \[confirm\]$/);
    expect(await console.typed('\r')).toContain(
      '%SYS-5-SCHEDULED_RELOAD: Reload requested for 00:10:09 UTC Fri Mar 1 2002 at 00:00:09 UTC Fri Mar 1 2002 by ' +
        'console. Reload Reason: trying something.\n',
    );
    await console.advance(minute);
    expect(await console.output('show reload')).toBe(
      'Reload scheduled in 9 minutes by console\nReload reason: trying something\n',
    );
    expect(await console.advance(5 * minute)).toContain('\n***\n*** --- SHUTDOWN in 0:05:00 ---\n***\n');
    const end = (await console.advance(4 * minute)) + (await console.advance(minute));
    expect(end).toMatch(/SHUTDOWN in 0:01:00 [^]*SHUTDOWN NOW [^]*%SYS-5-RELOAD: [^]*Press RETURN to get started/);
    await console.typed('\renable\r');
    expect(await console.output('show version | include returned')).toBe('System returned to ROM by reload\n');
    expect(await console.output('show reload')).toBe('No reload is scheduled.\n');
  });

  test('is cancelled, and does not happen', async () => {
    const console = await IosConsole.enabled('hostname R1\n');
    expect(await console.output('reload cancel')).toBe('%No reload is scheduled.\n');
    await console.enter('reload in 0:05', '');
    expect(await console.enter('reload cancel')).toMatch(
      /--- SHUTDOWN ABORTED ---\n\*\*\*\n.*%SYS-5-SCHEDULED_RELOAD_CANCELLED: Scheduled reload cancelled at /,
    );
    expect(await console.advance(10 * minute)).not.toContain('SHUTDOWN');
    await console.enter('reload in 5', 'n');
    expect(await console.output('show reload')).toBe('No reload is scheduled.\n');
  });

  test('is forgotten when somebody reloads before', async () => {
    const console = await IosConsole.enabled('hostname R1\n');
    await console.enter('reload in 5', '', 'reload', '');
    expect(await console.advance(10 * minute)).not.toContain('SHUTDOWN');
  });

  test('has a time of day only where the clock was set', async () => {
    const console = await IosConsole.enabled('hostname R1\n');
    expect(await console.output('reload at 14:00')).toBe('The date and time must be set first.\n');
    await console.enter('clock set 10:00:00 1 March 2020');
    const planned = async (when: string): Promise<string> => {
      const [, line = ''] = /\n(Reload scheduled .*)\n/.exec(await console.enter(`reload ${when}`)) ?? [];
      await console.typed('n');
      return line;
    };
    expect(await planned('at 14:00')).toBe('Reload scheduled for 14:00:00 UTC Sun Mar 1 2020 (in 4 hours) by console');
    expect(await planned('at 09:30')).toContain('for 09:30:00 UTC Mon Mar 2 2020 (in 23 hours and 30 minutes)');
    expect(await planned('at 14:00 Mar 2')).toContain('for 14:00:00 UTC Mon Mar 2 2020 (in 28 hours)');
    expect(await planned('at 9:00 1 February')).toContain('for 09:00:00 UTC Mon Feb 1 2021');
    expect(await planned('in 2:30')).toContain('for 12:30:00 UTC Sun Mar 1 2020 (in 2 hours and 30 minutes)');
    for (const wrong of ['in 0', 'in 5:70', 'in 1000:00', 'at 24:00', 'at 9:5', 'at 9:00 30 Feb']) {
      expect(await console.output(`reload ${wrong}`)).toContain("% Invalid input detected at '^' marker.");
    }
  });
});
