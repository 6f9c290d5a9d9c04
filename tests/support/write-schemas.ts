import { writeFile } from 'node:fs/promises';
import { jsonSchemas } from '#common/formats/json-schemas.ts';

const folder = new URL('../../resources/formats/', import.meta.url);

for (const [name, schema] of Object.entries(jsonSchemas())) {
  await writeFile(new URL(name, folder), `${JSON.stringify(schema, null, 2)}\n`);
}
