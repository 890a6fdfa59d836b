import { expect, it } from 'vitest';
import { releaseOfImage } from '../../src-main/importers/release.ts';

it.each([
  ['c3725-adventerprisek9-mz.124-15.T14.image', '12.4(15)T14'],
  ['/images/c3745-adventerprisek9-mz.124-25d.image', '12.4(25d)'],
  ['c7200-adventerprisek9-mz.153-3.XB12.image', '15.3(3)XB12'],
  ['i86bi-linux-l3-adventerprisek9-15.4.2T.bin', '15.4(2)T'],
  ['vios-adventerprisek9-m.vmdk.SPA.156-2.T', '15.6(2)T'],
  ['iosv-159-3-m3', '15.9(3)M3'],
  ['csr1000v-universalk9.17.01.01-serial.qcow2', '17.01.01'],
  ['c8000v-17-18-2', '17.18.2'],
  ['c8000v-universalk9.17.06.01a.qcow2', '17.06.01a'],
  ['virtioa.qcow2', undefined],
  ['ubuntu-20.04.qcow2', undefined],
  ['busybox:latest', undefined],
])('the image %s is release %s', (image, release) => {
  expect(releaseOfImage(image)).toBe(release);
});
