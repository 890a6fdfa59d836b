/**
 * Who is not root becomes it by sudo or su where he may, and is left as he is where he may not: sudo and su as they are,
 * for users who exist in a mount namespace of the test only.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openChannel } from '../../src-main/devices/channel/channel.ts';
import type { Device } from '../../src-main/devices/channel/device.ts';
import type { Credentials } from '../../src-main/devices/channel/wake.ts';
import { linux } from '../../src-main/devices/platform/linux.ts';
import { wallClock } from '../../src-main/devices/transport/wall-clock.ts';
import { isRootFor, judge } from '../judges.ts';
import { onATerminal, type Terminal } from './on-a-terminal.ts';

const script = judge('script', 'apt-get install -y bsdutils');
const isReady = script !== undefined && judge('sudo', 'apt-get install -y sudo') !== undefined && isRootFor('sudo');

/** May do everything: without a password, with his own, by root's alone, not at all. */
const users = ['free', 'asked', 'plain'] as const;
const passwords = { login: 'of the user', root: 'of root' };

describe.skipIf(!isReady)('a login that is not root', () => {
  const terminals: Terminal[] = [];
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'quickmode-root-'));
    chmodSync(folder, 0o755);
    makeUsers(folder);
  });
  afterEach(() => {
    for (const terminal of terminals.splice(0)) terminal.end();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function open(user: (typeof users)[number], credentials: Credentials): Promise<Device> {
    const own = `unshare --mount --propagation private sh ${folder}/start.sh ${user}`;
    const terminal = onATerminal(script ?? '', own);
    terminals.push(terminal);
    return openChannel(terminal, { clock: wallClock, platform: linux, who: user, credentials, deadline: 20_000 });
  }
  const whoIs = async (device: Device): Promise<unknown> => (await device.execute('id -un')).output;

  it('becomes root by sudo that asks for nothing', async () => {
    const device = await open('free', {});
    expect(await whoIs(device)).toBe('root');
    expect(await device.execute('ip -s xfrm state')).toMatchObject({ status: 0 });
  });

  it('becomes root by sudo that asks for the password of the login', async () => {
    expect(await whoIs(await open('asked', { password: passwords.login }))).toBe('root');
  });

  it('becomes root by su, with the password that others are enabled with', async () => {
    const device = await open('plain', { password: passwords.login, enablePassword: passwords.root });
    expect(await whoIs(device)).toBe('root');
  });

  it('stays who he is where he may not, or his password is not known or wrong, and can be used', async () => {
    for (const [user, credentials] of [
      ['asked', {}],
      ['plain', { password: passwords.login }],
      ['plain', { enablePassword: 'wrong' }],
    ] as const) {
      const device = await open(user, credentials);
      expect(await whoIs(device)).toBe(user);
      expect(await device.execute('echo used')).toMatchObject({ output: 'used', status: 0 });
    }
  });
});

/** Files of the machine, with these users added; root has another password there. */
function makeUsers(folder: string): void {
  const hashOf = (word: string): string =>
    execFileSync('perl', ['-e', 'print crypt($ARGV[0], q($6$quickmode$))', word], { encoding: 'utf8' });
  const write = (name: string, text: string, mode: number): void =>
    writeFileSync(path.join(folder, name), text, { mode });
  const lines = (make: (user: string, index: number) => string): string => users.map((...one) => make(one[0], one[1])).join(''); // prettier-ignore
  const passwd = lines((user, index) => `${user}:x:${64_010 + index}:64010::${folder}:/bin/bash\n`);
  const shadow = lines((user) => `${user}:${hashOf(passwords.login)}:19000:0:99999:7:::\n`);
  const others = readFileSync('/etc/shadow', 'utf8').replace(/^root:[^:]*/m, `root:${hashOf(passwords.root)}`);
  write('passwd', readFileSync('/etc/passwd', 'utf8') + passwd, 0o644);
  write('shadow', others + shadow, 0o600);
  write('sudoers', 'root ALL=(ALL) ALL\nfree ALL=(ALL) NOPASSWD: ALL\nasked ALL=(ALL) ALL\n', 0o440);
  const mounts = ['passwd', 'shadow', 'sudoers'].map((name) => `mount --bind ${folder}/${name} /etc/${name}`);
  write('start.sh', `${mounts.join('\n')}\nexec su -s /bin/bash "$1"\n`, 0o644);
}
