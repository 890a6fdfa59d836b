/** crypto pki certificate map: lines about what has to stand in a peer's certificate. */
import { block } from '../../cli/configuration.ts';
import type { ConfigurationLine } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { CertificateField, CertificateRule, CertificateTest } from '../../pki/certificate-map.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

interface MapContext {
  readonly device: IosDevice;
  readonly rules: CertificateRule[];
}

export const certificateMapMode = new Mode<MapContext>({
  name: 'certificate map',
  prompt: '(ca-certificate-map)#',
  title: 'Certificate map commands:',
  privilege: 15,
  parent: configureMode,
});

export function declareCertificateMap(): void {
  configureMode
    .words({
      'certificate map': 'Define certificate attributes map',
      'certificate map name': 'Label',
      'name sequence': 'Sequence to insert into',
    })
    .add(
      [
        'crypto pki certificate map WORD:name <1-65535>:sequence',
        'crypto ca certificate map WORD:name <1-65535>:sequence',
      ],
      {
        section: 'crypto pki',
        run: (device, { name, sequence }, exec) => {
          const { maps } = device.router.crypto.trust;
          const map = maps.get(name) ?? new Map<number, CertificateRule[]>();
          const rules = map.get(sequence) ?? [];
          maps.set(name, map.set(sequence, rules));
          exec.enter(certificateMapMode, { device, rules });
        },
        no: ({ router }, { name, sequence }) => {
          const { maps } = router.crypto.trust;
          maps.get(name)?.delete(sequence);
          if (maps.get(name)?.size === 0) maps.delete(name);
        },
        show: blocksOf,
      },
    );
  declareRules();
}

function blocksOf(device: IosDevice): ConfigurationLine[] {
  return [...device.router.crypto.trust.maps].flatMap(([name, map]) =>
    [...map]
      .sort(([a], [b]) => a - b)
      .flatMap(([sequence, rules]): ConfigurationLine[] => [
        block(`crypto pki certificate map ${name} ${sequence}`, certificateMapMode, { device, rules }),
        '!',
      ]),
  );
}

function declareRules(): void {
  certificateMapMode
    .words({
      no: 'Negate or set default values of a command',
      default: 'Set a command to its defaults',
      exit: 'Exit from certificate map mode',
      'alt-subject-name': 'Alternate Subject Name',
      'issuer-name': 'Issuer name',
      name: 'Subject name or alternate subject name',
      'serial-number': 'Serial number',
      'subject-name': 'Subject name',
      'unstructured-subject-name': 'Unstructured Subject name',
      co: 'contains',
      eq: 'equal',
      nc: 'does not contain',
      ne: 'not equal',
      value: 'Match string',
    })
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add(
      '{alt-subject-name|issuer-name|name|serial-number|subject-name|unstructured-subject-name}:field {co|eq|nc|ne}:test LINE:value',
      {
        run: ({ rules }, given) => {
          if (!rules.some((one) => lineOf(one) === lineOf(given))) rules.push(ruleOf(given));
        },
        no: ({ rules }, given) => {
          const index = rules.findIndex((one) => lineOf(one) === lineOf(given));
          if (index >= 0) rules.splice(index, 1);
        },
        show: ({ rules }) => rules.map(lineOf),
      },
    )
    .add('{expires-on|valid-start}:field LINE:more', {
      hidden: true,
      run: (_, { field }) => {
        throw Refusal.notSimulated(`'${field}' in a certificate map is not simulated: dates are judged in any case`);
      },
      no: () => undefined,
    });
}

interface Given {
  field: CertificateField;
  test: CertificateTest;
  value: string;
}

const ruleOf = ({ field, test, value }: Given): CertificateRule => ({ field, test, value: value.trim() });

/** In this order and with single blanks in the configurations of documented examples. */
const lineOf = ({ field, test, value }: Given): string => `${field} ${test} ${value.trim()}`;
