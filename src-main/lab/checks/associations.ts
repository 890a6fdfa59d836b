/** What is looked up of the verbs about security associations. */
import type { associationVerbs } from '../verbs/associations.ts';
import { actionOf, areEnds, checkOver, checkSelectors, isOnRole, type Check, type Context } from './check.ts';

export const associationChecks: { [V in keyof typeof associationVerbs]: Check<V> } = {
  ike: (context, given) => {
    areEnds(context, given.between);
    const { version = 1, prf } = given;
    if (prf !== undefined && version === 1)
      context.draft.report.addAtKey([...context.path, 'prf'], {
        message: 'only version 2 names a PRF',
        mend: 'add "version: 2", or remove it',
      });
  },
  child: (context, given) => {
    const { between, via, selectors } = given;
    const areKnown = areEnds(context, between);
    if (areKnown && via !== undefined) checkVia(context, between, via);
    checkSelectors(context, selectors, 'selectors');
    checkCombined(context, given);
  },
  counters: (context, { on, peer, selectors, over }) => {
    isOnRole(context, { on });
    if (peer !== undefined) areEnds(context, [on, peer], 'peer');
    checkSelectors(context, selectors, 'selectors');
    checkOver(context, over);
  },
  rekeyed: (context, { between, over, selectors, what }) => {
    areEnds(context, between);
    actionOf(context, over, 'over');
    checkSelectors(context, selectors, 'selectors');
    if (what === 'ike' && selectors !== undefined)
      context.draft.report.addAtKey([...context.path, 'selectors'], {
        message: 'an IKE association has no selectors',
        mend: 'remove them, or write "what: child"',
      });
  },
};

function checkVia({ draft, path }: Context, between: readonly string[], via: string): void {
  for (const role of between) draft.references.isInterfaceOf(role, via, [...path, 'via']);
}

const isWhole = (cipher: string): boolean => /^aes g(?:cm|mac) /.test(cipher);

/** AES-GCM authenticates by itself, and the others do not. */
function checkCombined({ draft, path }: Context, { esp }: { esp?: unknown }): void {
  if (!Array.isArray(esp)) return;
  const [cipher, integrity] = esp.map(String);
  if (cipher === undefined) return;
  if (isWhole(cipher) && integrity !== undefined && integrity !== 'none')
    draft.report.add([...path, 'esp', 1], {
      message: `${cipher} authenticates by itself`,
      mend: `write [${cipher}]`,
    });
  if (!isWhole(cipher) && integrity === undefined)
    draft.report.add([...path, 'esp'], {
      message: `nothing says what authenticates beside ${cipher}`,
      mend: `write [${cipher}, sha1], or [${cipher}, none]`,
    });
}
