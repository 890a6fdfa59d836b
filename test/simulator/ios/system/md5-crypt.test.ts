import { expect, test } from 'vitest';
import { seededRandom } from '../../../../src-main/base/random.ts';
import { isMd5Crypt, matchesMd5Crypt, md5Crypt } from '../../../../src-main/simulator/ios/system/md5-crypt.ts';

// Made with `openssl passwd -1 -salt SALT PASSWORD` (OpenSSL 3).
test.each([
  ['cisco', '$1$abcd$2hDGYdE0UrwK2pqoiF6BB1'],
  ['hunter2longerthan16bytes', '$1$mERr$v83w.Fhxwsxw05RdsCcN31'],
])('knows the hash of %s', (password, crypted) => {
  expect(isMd5Crypt(crypted)).toBe(true);
  expect(matchesMd5Crypt(password, crypted)).toBe(true);
  expect(matchesMd5Crypt(`${password}!`, crypted)).toBe(false);
});

test('a new hash has four characters of salt, and is of the password', () => {
  const crypted = md5Crypt('lab', seededRandom('salt'));
  expect(crypted).toMatch(/^\$1\$[./\w]{4}\$/);
  expect(matchesMd5Crypt('lab', crypted)).toBe(true);
});

test.each(['', 'cisco', '$1$abcd$short', '$5$abcd$2hDGYdE0UrwK2pqoiF6BB1'])('%s is no such hash', (text) => {
  expect(isMd5Crypt(text)).toBe(false);
});
