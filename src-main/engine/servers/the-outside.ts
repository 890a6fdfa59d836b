/** The real ways out. What they need is loaded when the first of them is taken. */
import type { Outside } from './outside.ts';

export const theOutside: Outside = {
  async connect(address, verify) {
    if (address.kind === 'gns3')
      return await (await import('../../providers/gns3/gns3-server.ts')).connectGns3(address);
    return await (await import('../../providers/cml/cml-server.ts')).connectCml(address, { verify });
  },
  async certificateOf(text) {
    const { shownCertificate } = await import('../../devices/transport/tls-trust.ts');
    const { hostname, port } = new URL(text);
    const host = hostname.replace(/^\[|\]$/g, '');
    return (await shownCertificate({ host, port: port === '' ? 443 : Number(port) })).fingerprint;
  },
  async openInventory(inventory, topology, verify) {
    const { openInventory } = await import('../../providers/inventory/open-inventory.ts');
    return await openInventory(inventory, { topology, verify });
  },
  async readInventory(file) {
    const { importInventory } = await import('../../importers/inventory/import-inventory.ts');
    return importInventory(file);
  },
  async serialPorts() {
    return await (await import('../../devices/transport/serial-ports.ts')).serialPorts();
  },
};
