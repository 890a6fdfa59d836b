import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { assertBuiltin } from '../../src-main/engine/builtin-roles.ts';
import { exerciseOrFailure } from '../../src-main/engine/exercise-of.ts';
import { readLabFolder } from '../../src-main/engine/lab-folder.ts';
import { labFolder } from './workshop.ts';

const exercise = (lab: string) => exerciseOrFailure(readLabFolder(path.join(labFolder, lab)), lab);

describe('a lab on built-in nodes', () => {
  it('may have routers, firewalls and hosts', () => {
    expect(() => {
      assertBuiltin(exercise('gre-to-vti'));
      assertBuiltin(exercise('asa-ikev2-two-child-sas'));
    }).not.toThrow();
  });

  it('may not ask for Linux routers: it is told who they are, and where it can be done', () => {
    expect(() => {
      assertBuiltin(exercise('linux-strongswan'));
    }).toThrow(
      'The lab linux-strongswan cannot be done on built-in routers: L1 is Linux with strongSwan, L2 is Linux with ' +
        'strongSwan. Begin it on GNS3, on CML, or on devices of an inventory.',
    );
  });
});
