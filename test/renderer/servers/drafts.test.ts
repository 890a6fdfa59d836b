/** What is typed about servers and devices, and what becomes of it. */
import { describe, expect, it } from 'vitest';
import type { DeviceView } from '../../../src-main/api/contract/laboratory.ts';
import {
  blankDevice,
  deviceFault,
  draftOfDevice,
  entryOfDevice,
  loginSays,
  viewOfDraft,
  wayTo,
  withoutSecret,
} from '../../../src-renderer/servers/device-draft.ts';
import { addressFault, changeOf, draftOf, entryOf } from '../../../src-renderer/servers/server-draft.ts';

describe('a server that is typed', () => {
  it('is called by the host of its address where it has no name', () => {
    const draft = { ...draftOf(undefined), url: ' https://cml.example.org:8443/ ', username: 'me', password: 'secret' };
    expect(entryOf(draft)).toEqual({
      ...{ kind: 'gns3', name: 'cml.example.org:8443', url: 'https://cml.example.org:8443/' },
      ...{ username: 'me', password: 'secret', remember: 'sealed', certificate: undefined },
    });
  });

  it('keeps its password when it is changed, unless another is typed or it is to be forgotten', () => {
    const draft = draftOf({
      ...{ id: '1', kind: 'cml', name: 'CML', url: 'https://cml.example', username: 'me' },
      ...{ password: 'memory', certificate: undefined },
    });
    expect(draft.remember).toBe('memory');
    expect(changeOf(draft)).not.toHaveProperty('password');
    expect(changeOf({ ...draft, password: 'new' })).toMatchObject({ password: 'new' });
    expect(changeOf({ ...draft, password: 'new', forgetsPassword: true })).toMatchObject({ password: '' });
  });

  it.each([
    ['', undefined],
    ['http://192.0.2.1:3080', undefined],
    ['192.0.2.1:3080', undefined],
    ['telnet://192.0.2.1', 'It begins with http:// or https://.'],
    ['http://me:secret@192.0.2.1', 'Without a name and password: they have fields of their own.'],
    ['http://the attic', 'An address has no blanks in it.'],
  ])('has the address %j', (url, fault) => {
    expect(addressFault(url)).toBe(fault);
  });
});

const kept: DeviceView = {
  ...{ name: 'R1', platform: 'ios', protocol: 'ssh', host: '192.0.2.1', port: 2201, username: 'admin' },
  ...{ has: ['password', 'agent'], jump: { host: '192.0.2.99', port: undefined, username: 'jump' } },
  allowsOldAlgorithms: true,
};

describe('a device that is typed', () => {
  it('comes out of the form as it went in, and its secrets stay where they are', () => {
    const draft = draftOfDevice(kept);
    expect(viewOfDraft(draft)).toEqual(kept);
    expect(entryOfDevice(draft)).toEqual({
      ...{ name: 'R1', platform: 'ios', protocol: 'ssh', host: '192.0.2.1', port: 2201 },
      login: { username: 'admin', usesAgent: true },
      jump: { host: '192.0.2.99', login: { username: 'jump' } },
      allowsOldAlgorithms: true,
    });
  });

  it('has nothing of SSH when it is reached by telnet', () => {
    const draft = { ...draftOfDevice(kept), protocol: 'telnet' as const, privateKey: 'a key', hasJump: false };
    expect(entryOfDevice(draft)).toEqual({
      ...{ name: 'R1', platform: 'ios', protocol: 'telnet', host: '192.0.2.1', port: 2201 },
      login: { username: 'admin' },
    });
  });

  it('on a serial line has a port of this computer, and nothing of a network', () => {
    const serial: DeviceView = {
      ...{ name: 'R2', platform: 'ios', protocol: 'serial', host: '/dev/ttyUSB0', port: undefined },
      ...{ serial: { speed: 115_200, dataBits: 7, parity: 'even' }, username: undefined, has: [], jump: undefined },
      allowsOldAlgorithms: false,
    };
    const draft = draftOfDevice(serial);
    expect(draft).toMatchObject({ serialPath: '/dev/ttyUSB0', speed: '115200', framing: '7E1' });
    expect(viewOfDraft(draft)).toEqual(serial);
    expect(wayTo(serial)).toBe('/dev/ttyUSB0, 115200 7E1');
    expect(entryOfDevice({ ...draft, host: '192.0.2.1', port: '22', hasJump: true, usesAgent: true })).toEqual({
      ...{ name: 'R2', platform: 'ios', protocol: 'serial', host: '/dev/ttyUSB0' },
      ...{ serial: { speed: 115_200, dataBits: 7, parity: 'even' }, login: { username: '' } },
    });
    expect(entryOfDevice({ ...draft, speed: '', framing: '8N1' })).not.toHaveProperty('serial');
  });

  it.each([
    [{ serialPath: '' }, 'It needs the serial port that its console is plugged into.'],
    [{ serialPath: 'ttyUSB0' }, 'A serial port is called as /dev/ttyUSB0 or COM3.'],
    [{ serialPath: 'COM3', speed: 'fast' }, 'A speed is bits a second, as 9600.'],
    [{ serialPath: 'com12', speed: '' }, undefined],
  ])('on a serial line with %j: %s', (parts, fault) => {
    expect(deviceFault({ ...blankDevice, name: 'R1', protocol: 'serial', ...parts }, [])).toBe(fault);
  });

  it.each([
    [{}, 'It needs a name.'],
    [{ name: 'R2' }, 'Another device of this inventory is called R2.'],
    [{ name: 'R1', host: 'a host' }, 'It needs an address or the name of a host, without blanks.'],
    [{ name: 'R1', host: 'h', port: '70000' }, 'A port is a number from 1 to 65535.'],
    [{ name: 'R1', host: 'h', port: '1.5' }, 'A port is a number from 1 to 65535.'],
    [{ name: 'R1', host: 'h', hasJump: true }, 'The jump host needs an address.'],
    [
      { name: 'R1', host: 'h', hasJump: true, jumpHost: 'j', jumpPort: 'x' },
      'The port of the jump host is a number from 1 to 65535.',
    ],
    [{ name: 'R1', host: 'h', port: '23' }, undefined],
  ])('with %j is told: %s', (changes, fault) => {
    expect(deviceFault({ ...blankDevice, ...changes }, ['R2'])).toBe(fault);
  });

  it('is told in a line', () => {
    expect(wayTo(kept)).toBe('192.0.2.1, port 2201, through 192.0.2.99');
    expect(loginSays(kept)).toBe('admin, with password and agent');
    expect(loginSays({ username: undefined, has: [] })).toBe('no password');
  });

  it('is missed a password only where SSH would ask for one', () => {
    const telnet = { ...kept, name: 'R2', protocol: 'telnet' as const, has: [] };
    const bare = { ...kept, name: 'R3', has: ['enable password' as const] };
    expect(withoutSecret([kept, telnet, bare])).toEqual(['R3']);
  });
});
