/** Quoted lines, together as they stand in the router's output. */
import type { Quote } from '../../src-main/api/contract/laboratory.ts';

export interface QuotedOutput {
  evidence: string;
  role: string;
  command: string;
  quotes: Quote[];
}

/** Lines of the same record in a row stand under one heading; a line that is quoted twice stands once. */
export function quotedOutputs(quotes: readonly Quote[]): QuotedOutput[] {
  const outputs: QuotedOutput[] = [];
  for (const quote of quotes) {
    const { evidence, role, command } = quote;
    const last = outputs.at(-1);
    if (last?.evidence !== evidence) outputs.push({ evidence, role, command, quotes: [quote] });
    else if (!last.quotes.some(({ line }) => line === quote.line)) last.quotes.push(quote);
  }
  return outputs;
}
