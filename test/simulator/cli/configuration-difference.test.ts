/** The way from one configuration to another. */
import { expect, test } from 'vitest';
import { differenceOf, treeOf } from '../../../src-main/simulator/cli/configuration-difference.ts';

function difference(current: string, wanted: string): string {
  return differenceOf(treeOf(current), treeOf(wanted)).join('\n');
}

test('two that say the same differ in nothing, whatever stands between', () => {
  expect(difference('!\nversion 12.4\nhostname A\n!\nend\n', 'hostname A\n')).toBe('');
});

test('what goes is taken back from the end on, and what comes follows in order', () => {
  const current = 'hostname A\ncrypto map M 10\n set x\ninterface E0\n ip address 1\n crypto map M\n shutdown\n';
  const wanted = 'hostname B\ninterface E0\n ip address 2\n no cdp enable\n';
  expect(difference(current, wanted)).toBe(
    'interface E0\n no shutdown\n no crypto map M\n no ip address 1\nno crypto map M 10\nno hostname A\nhostname B\ninterface E0\n ip address 2\n no cdp enable',
  );
});

test('what was off is turned on, unless what is wanted does that', () => {
  expect(difference('no ip http server\n', '')).toBe('ip http server');
  expect(difference('interface E0\n no ip address\n', 'interface E0\n ip address 1\n')).toBe(
    'interface E0\n ip address 1',
  );
});

test('an access list that differs is made anew, in order', () => {
  const current = 'access-list 1 permit a\naccess-list 1 permit b\nip access-list standard N\n permit a\n permit b\n';
  const wanted = 'access-list 1 permit b\naccess-list 1 permit a\nip access-list standard N\n permit b\n permit a\n';
  expect(difference(current, wanted)).toBe(
    'no ip access-list standard N\nno access-list 1\naccess-list 1 permit b\naccess-list 1 permit a\nip access-list standard N\n permit b\n permit a',
  );
});

test('the text of a banner stays together', () => {
  expect(difference('banner motd ^C\n old \n^C\n', 'banner motd ^C\n new\ninterface\n^C\nhostname X')).toBe(
    'no banner motd\nbanner motd ^C\n new\ninterface\n^C\nhostname X',
  );
});
