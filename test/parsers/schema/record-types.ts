/** Which type of record the parser of each command returns, as TypeScript's checker says it of the tables of commands. */
import path from 'node:path';
import ts from 'typescript';
import type { CommandParser, ParsedPlatform } from '../../../src-main/parsers/command-parser.ts';

const parsers = path.resolve(import.meta.dirname, '../../../src-main/parsers');
const ROOM: Readonly<Record<ParsedPlatform, string>> = {
  ios: 'ios',
  iosxe: 'ios',
  asa: 'asa',
  linux: 'linux',
  vpcs: 'vpcs',
};

export interface RecordTypes {
  readonly checker: ts.TypeChecker;
  /** @throws Error when the table of the platform does not import the parser by its name */
  readonly typeOf: (platform: ParsedPlatform, parse: CommandParser['parse']) => ts.Type;
}

export function recordTypes(): RecordTypes {
  const tables = new Map(
    [...new Set(Object.values(ROOM))].map((room) => [room, path.join(parsers, room, 'commands.ts')]),
  );
  const program = ts.createProgram([...tables.values()], {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    noEmit: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  return {
    checker,
    typeOf: (platform, { name }) => {
      const table = program.getSourceFile(tables.get(ROOM[platform]) ?? '');
      const symbol =
        table &&
        checker.getSymbolsInScope(table, ts.SymbolFlags.Value | ts.SymbolFlags.Alias).find((one) => one.name === name);
      const record = symbol && recordOf(symbol, checker);
      if (!record) throw new Error(`${ROOM[platform]}/commands.ts has no parser "${name}" of a known record`);
      return record;
    },
  };
}

function recordOf(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Type | undefined {
  const own = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const [signature] = checker.getTypeOfSymbol(own).getCallSignatures();
  const records = signature?.getReturnType().getProperty('records');
  const list = records && checker.getTypeOfSymbol(records);
  const [record] = list && checker.isArrayType(list) ? checker.getTypeArguments(list as ts.TypeReference) : [];
  return record;
}
