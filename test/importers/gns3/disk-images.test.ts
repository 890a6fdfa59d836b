import { describe, expect, it } from 'vitest';
import { deviceOfContainer, deviceOfImages, deviceOfIou } from '../../../src-main/importers/gns3/disk-images.ts';

describe('the device of a disk image', () => {
  it.each([
    ['vios-adventerprisek9-m.vmdk.SPA.156-2.T', 'ios'],
    ['/opt/gns3/images/QEMU/vios_l2-adventerprisek9-m.03.2017.qcow2', 'ios'],
    ['C:\\images\\IOSv-159-3-m3.qcow2', 'ios'],
    ['csr1000v-universalk9.17.01.01-serial.qcow2', 'iosxe'],
    ['c8000v-universalk9_8G_serial.17.06.03.qcow2', 'iosxe'],
    ['cat9kv-prd-17.12.01prd9.qcow2', 'iosxe'],
    ['asav981.qcow2', 'asa'],
    ['asa842-vmlinuz', 'asa'],
    ['nexus9300v64.10.1.1.qcow2', 'nxos'],
    ['titanium-final.7.3.0.D1.1.qcow2', 'nxos'],
    ['iosxrv-k9-demo-6.1.3.qcow2', 'iosxr'],
    ['ubuntu-22.04-server-cloudimg-amd64.img', 'linux'],
    ['linux-microcore-4.0.2-clean.img', 'linux'],
  ])('is certain by the name %s', (image, platform) => expect(deviceOfImages(['', image])?.platform).toBe(platform));

  it('is not guessed from a name that somebody made up', () => {
    for (const image of ['virtioa.qcow2', 'router.img', 'my-vios.qcow2', 'vyos-1.4.qcow2', 'veos.vmdk', 'asa', ''])
      expect(deviceOfImages([image]), image).toBeUndefined();
  });

  it('is a Linux in a container, unless the container is a network system', () => {
    expect(deviceOfContainer('frrouting/frr:latest').platform).toBe('linux');
    expect(deviceOfContainer('localhost/ios-xr/xrd-control-plane:7.8').platform).toBe('iosxr');
    expect(deviceOfContainer('ceosimage:4.30').platform).toBe('unknown');
  });

  it('is IOS under IOU, and IOS XE in images for 64 bit', () => {
    expect(deviceOfIou('i86bi-linux-l3-adventerprisek9-15.4.2T.bin').platform).toBe('ios');
    expect(deviceOfIou('x86_64_crb_linux-adventerprisek9-ms.bin').platform).toBe('iosxe');
  });

  it('is called a switch where its name says so, also under IOU', () => {
    for (const image of ['i86bi-linux-l2-adventerprisek9-15.2d.bin', 'x86_64_crb_linux_l2-adventerprisek9-ms.bin'])
      expect(deviceOfIou(image).name, image).toBe('l2');
    expect(deviceOfIou('i86bi-linux-l3-adventerprisek9-15.4.2T.bin').name).toBeUndefined();
    expect(deviceOfImages(['vios_l2-adventerprisek9-m.vmdk.SSA.152-4.0.55.E'])?.name).toBe('iosvl2');
  });
});
