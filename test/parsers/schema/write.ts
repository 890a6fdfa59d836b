/**
 * npm run schemas: writes resources/schemas/parse.schema.json as the types of the records are now, and notes what is new
 * in it. What was published does not change without another version (engine/parse-output.ts); with `-- --unpublished`
 * it is noted anew, for a version that nobody has yet.
 */
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { resultVersion } from '../../../src-main/engine/parse-output.ts';
import { PUBLISHED, printed, resultSchema } from './result-schema.ts';
import { VERSIONS, hashesOf, versions } from './versions.ts';

const schema = resultSchema();
writeFileSync(PUBLISHED, await printed(schema));

const known = versions();
const noted = process.argv.includes('--unpublished') ? {} : known[resultVersion];
const all = { ...known, [resultVersion]: { ...hashesOf(schema), ...noted } };
writeFileSync(VERSIONS, await format(JSON.stringify(all), { parser: 'json', printWidth: 120 }));
