import { describe, expect, it } from 'vitest';
import { serversContract } from '../../src-main/api/servers-contract.ts';
import { messageOf } from '../../src-main/base/errors.ts';

const entry = { kind: 'gns3', name: 'rack', url: 'http://192.0.2.1:3080', remember: 'memory' };
const device = { name: 'R1', platform: 'ios', host: '192.0.2.7', protocol: 'ssh', login: { password: 'geheim' } };

function refusal(parse: (args: readonly unknown[]) => unknown, ...args: unknown[]): string {
  try {
    parse(args);
  } catch (error) {
    return messageOf(error);
  }
  return 'taken';
}

describe('a call about servers', () => {
  it.each(['192.0.2.1:3080', 'https://cml.example', 'http://[2001:db8::1]:3080/v2'])('takes the address %s', (url) => {
    expect(refusal(serversContract.addServer, { ...entry, url })).toBe('taken');
  });

  it.each(['http://me:geheim@192.0.2.1', 'ftp://192.0.2.1', '', 'a b'])('refuses the address %j', (url) => {
    expect(refusal(serversContract.addServer, { ...entry, url })).toMatch(/argument 1\.url/);
  });

  it('says what is wrong without repeating a secret', () => {
    const wrong = {
      kind: 'typed',
      name: 'rack',
      devices: [{ ...device, protocol: 'geheim', port: 0 }],
      remember: 'no',
    };
    const said = refusal(serversContract.addInventory, wrong);
    expect(said).toMatch(/devices\.0\.port/);
    expect(said).not.toContain('geheim');
  });

  it('takes inventories from texts and from hands, and nothing in between', () => {
    const typed = { kind: 'typed', name: 'rack', devices: [device], remember: 'sealed' };
    const file = { kind: 'file', name: 'rack.yml', text: 'devices: {}', remember: 'sealed' };
    expect(refusal(serversContract.addInventory, typed)).toBe('taken');
    expect(refusal(serversContract.addInventory, file)).toBe('taken');
    expect(refusal(serversContract.addInventory, { ...file, devices: [device] })).not.toBe('taken');
  });

  it('takes an answer of a kind that there is', () => {
    expect(refusal(serversContract.answer, 1, { kind: 'trust', trust: 'once' })).toBe('taken');
    expect(refusal(serversContract.answer, 1, { kind: 'trust', trust: 'never' })).not.toBe('taken');
    expect(refusal(serversContract.answer, 0, { kind: 'refuse' })).not.toBe('taken');
  });
});
