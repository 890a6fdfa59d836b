/** JSON Schemas of TypeScript types, as far as records use them: objects, lists, unions, literals, names with numbers. */
import ts from 'typescript';

export type Schema = Record<string, unknown>;

const SIMPLE: readonly (readonly [ts.TypeFlags, Schema])[] = [
  [ts.TypeFlags.String, { type: 'string' }],
  [ts.TypeFlags.Number, { type: 'number' }],
  [ts.TypeFlags.Boolean, { type: 'boolean' }],
  [ts.TypeFlags.Unknown, {}],
];

/** Named types become definitions, under the name that they have in the source. */
export class TypeSchemas {
  readonly definitions: Record<string, Schema> = {};
  readonly #names = new Map<ts.Type, string>();

  constructor(
    private readonly checker: ts.TypeChecker,
    /** What tells types of the same name apart. */
    private readonly room: (type: ts.Type) => string,
  ) {}

  of(type: ts.Type): Schema {
    const simple = SIMPLE.find(([flag]) => type.flags & flag)?.[1];
    if (simple) return simple;
    if (type.isLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: this.checker.typeToString(type) === 'true' };
    if (type.isUnion()) return this.#union(type.types.filter((one) => !(one.flags & ts.TypeFlags.Undefined)));
    if (this.checker.isArrayType(type) || this.checker.isTupleType(type)) return this.#list(type);
    return this.#named(type);
  }

  #union(types: readonly ts.Type[]): Schema {
    const [only] = types;
    if (only && types.length === 1) return this.of(only);
    const isTruth = types.length === 2 && types.every((one) => one.flags & ts.TypeFlags.BooleanLiteral);
    if (isTruth) return { type: 'boolean' };
    if (types.every((one) => one.isStringLiteral() || one.isNumberLiteral()))
      return { enum: types.map((one) => (one as ts.LiteralType).value).sort() };
    return { anyOf: types.map((one) => this.of(one)) };
  }

  #list(type: ts.Type): Schema {
    const items = this.checker.getTypeArguments(type as ts.TypeReference).map((one) => this.of(one));
    const [only = {}] = items;
    return { type: 'array', items: items.length === 1 ? only : { anyOf: items } };
  }

  #named(type: ts.Type): Schema {
    const symbol = type.aliasSymbol ?? type.getSymbol();
    const isNamed = symbol !== undefined && !symbol.name.startsWith('__') && type.aliasTypeArguments === undefined;
    if (!isNamed) return this.#object(type);
    let name = this.#names.get(type);
    if (name === undefined) {
      name = Object.hasOwn(this.definitions, symbol.name) ? `${this.room(type)}${symbol.name}` : symbol.name;
      if (Object.hasOwn(this.definitions, name)) throw new Error(`two types are called ${name}`);
      this.#names.set(type, name);
      // A type may hold itself.
      this.definitions[name] = {};
      this.definitions[name] = this.#object(type);
    }
    return { $ref: `#/definitions/${name}` };
  }

  #object(type: ts.Type): Schema {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const property of this.checker.getPropertiesOfType(type)) {
      properties[property.name] = this.of(this.checker.getTypeOfSymbol(property));
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
    }
    const other = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: other ? this.of(other) : false,
    };
  }
}
