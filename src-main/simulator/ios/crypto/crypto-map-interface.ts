/** crypto map on an interface, and by which interface's address a map is known to its peers. */
import { Refusal } from '../../cli/refusal.ts';
import { cryptoMapIsMissing } from './crypto-map.ts';
import type { InterfaceContext } from '../device.ts';
import { configureMode, interfaceMode } from '../modes.ts';

export function declareCryptoMapInterface(): void {
  interfaceMode
    .words({
      crypto: 'Encryption/Decryption commands',
      'crypto map': 'Assign a Crypto Map',
      'crypto map name': 'Crypto Map tag',
      redundancy: 'The Redundancy group name',
    })
    .add('crypto map ![WORD:name]', {
      section: 'crypto map',
      run: apply,
      no: ({ device: { router }, one }) => {
        router.crypto.mapOn.delete(one.name);
        router.converge();
      },
      show: ({ device, one }) => {
        const map = device.router.crypto.mapOn.get(one.name);
        return map === undefined ? [] : [`crypto map ${map}`];
      },
    })
    .add('crypto map WORD:name redundancy [LINE:more]', {
      hidden: true,
      run: () => {
        throw Refusal.notSimulated('Crypto maps with redundancy are not simulated: a map has no standby router');
      },
    });
  declareLocalAddress();
}

/** A map takes the place of the one before; one that does not exist is not taken. */
function apply({ device: { router }, one }: InterfaceContext, { name }: { name: string }): void {
  const { maps, mapOn } = router.crypto;
  if (!maps.has(name)) throw Refusal.because(cryptoMapIsMissing(name));
  mapOn.set(one.name, name);
  router.converge();
}

function declareLocalAddress(): void {
  configureMode
    .words({
      'name local-address': 'Interface to use for local address for this crypto map',
      'name isakmp-profile': 'Specify isakmp profile to use',
    })
    .add('crypto map WORD:name local-address ![INTERFACE:source]', {
      run: ({ router }, { name, source }) => {
        router.crypto.mapSources.set(name, source);
        router.converge();
      },
      no: ({ router }, { name }) => {
        router.crypto.mapSources.delete(name);
        router.converge();
      },
    })
    .add('crypto map WORD:name isakmp-profile WORD:profile', {
      hidden: true,
      run: () => {
        throw Refusal.notSimulated(
          "An ISAKMP profile for a whole map is not simulated: 'set isakmp-profile' in each entry is",
        );
      },
    });
}
