// What can be written at a place of an obelus.toml, from its schema.

/** What of a JSON schema is used. */
export interface Schema {
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** Something to write. */
export interface Proposal {
  readonly text: string;
  readonly explanation: string;
  /** Where it begins on the line, from 0: it takes the place of what stands from there to the cursor. */
  readonly start: number;
}

/** What can be written at the end of `lines`, of which the last one ends at the cursor. */
export function proposals(schema: Schema, lines: readonly string[]): Proposal[] {
  const line = lines.at(-1) ?? '';
  const table = tableOf(schema, lines.slice(0, -1));
  const [, indent = '', word] = /^(\s*)([\w-]*|\[.*)$/u.exec(line) ?? [];
  if (word?.startsWith('[') === true) {
    return all(schema, indent.length, headerOf);
  }
  if (word !== undefined) {
    // Behind a table's header a key belongs to that table, and so only tables may follow.
    return [...all(table, indent.length, keyOf), ...all(schema, indent.length, headerOf)];
  }
  const [, assigned = '', key = ''] = /^(\s*([\w-]+)\s*=\s*)"?[\w-]*$/u.exec(line) ?? [];
  const value = table?.properties?.[key];
  return (value?.enum ?? []).map((one) => ({
    text: JSON.stringify(one),
    explanation: value?.description ?? '',
    start: assigned.length,
  }));
}

/** The schema of the table that `lines` end in; undefined where there is no such table. */
function tableOf(schema: Schema, lines: readonly string[]): Schema | undefined {
  const header = lines.findLast((line) => /^\s*\[/u.test(line));
  const name = /^\s*\[\[?\s*(?<name>[\w-]+)/u.exec(header ?? '')?.groups?.['name'];
  const table = name === undefined ? undefined : schema.properties?.[name];
  return header === undefined ? schema : (table?.items ?? table);
}

function all(
  table: Schema | undefined,
  start: number,
  write: (name: string, schema: Schema) => string | undefined,
): Proposal[] {
  return Object.entries(table?.properties ?? {}).flatMap(([name, schema]) => {
    const text = write(name, schema);
    return text === undefined ? [] : [{ text, explanation: schema.description ?? '', start }];
  });
}

function headerOf(name: string, { properties, items }: Schema): string | undefined {
  if (items?.properties !== undefined) {
    return `[[${name}]]`;
  }
  return properties === undefined ? undefined : `[${name}]`;
}

function keyOf(name: string, schema: Schema): string | undefined {
  return headerOf(name, schema) === undefined ? `${name} = ` : undefined;
}
