import { expect, test } from 'vitest';
import { IosConsole } from '../ios-console.ts';

test('the saved configuration is compared with the running one, block by block', async () => {
  const console = await IosConsole.enabled(
    'hostname A\ninterface FastEthernet0/0\n ip address 10.0.0.1 255.255.255.0\n',
  );
  await console.enter('write memory');
  expect(await console.output('show archive config differences')).toBe(
    '!Contextual Config Diffs:\n!No changes were found\n',
  );
  await console.enter('conf t', 'hostname B', 'int f0/0', 'ip address 10.0.0.2 255.255.255.0', 'int lo1', 'end');
  expect(await console.output('show archive config differences nvram:startup-config system:running-config')).toBe(
    [
      '!Contextual Config Diffs:',
      '+hostname B',
      '+interface Loopback1',
      ' +no ip address',
      'interface FastEthernet0/0',
      ' +ip address 10.0.0.2 255.255.255.0',
      '-hostname A',
      'interface FastEthernet0/0',
      ' -ip address 10.0.0.1 255.255.255.0',
      '',
    ].join('\n'),
  );
  expect(await console.output('show archive config differences')).toContain('+hostname A\n');
  expect(await console.output('show archive config differences flash:none')).toContain('%Error opening flash:none');
});
