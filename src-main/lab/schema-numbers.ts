/** In the published schema: where a step wants a number, a text with {{a variable}} may stand as well. */

const text = { type: 'string', pattern: String.raw`\{\{[^{}]+\}\}` };

/** What is made of the schema of the steps. */
export function takingVariables(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(takingVariables);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { description, ...rest } = schema as Record<string, unknown>;
  const told = description === undefined ? {} : { description };
  if (isNumber(rest)) return { anyOf: [rest, text], ...told };
  const inside = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, takingVariables(one)]));
  const anyOf: unknown = rest['anyOf'];
  // An amount is a number or words around one; an alternative inside an alternative says nothing more.
  if (Array.isArray(anyOf) && anyOf.some(isNumber) && !anyOf.some(isAnyText))
    return { ...rest, anyOf: [...(anyOf as unknown[]), text], ...told };
  return { ...inside, ...told };
} // prettier-ignore

function isNumber(schema: unknown): boolean {
  return isOfType(schema, 'integer') || isOfType(schema, 'number');
}

function isAnyText(schema: unknown): boolean {
  return isOfType(schema, 'string') && Object.keys(schema as object).length === 1;
}

function isOfType(schema: unknown, type: string): boolean {
  return typeof schema === 'object' && schema !== null && (schema as { type?: unknown }).type === type;
}
