/** Some blocks of crypto are written further to the right than others. */
import type { ConfigurationBlock } from '../../cli/declaration.ts';

/** @param blanks before each line of the block, beside the one that every block has */
export function deeper({ line, body }: ConfigurationBlock, blanks: string): ConfigurationBlock {
  return { line, body: body.map((one) => (typeof one === 'string' ? blanks + one : one)) };
}
