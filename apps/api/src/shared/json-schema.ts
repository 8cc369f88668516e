import * as z from 'zod';

export type JsonSchema = Record<string, unknown>;
type Direction = 'input' | 'output';

const inComponents = (id: string): string => `#/components/schemas/${id}`;

/** An answer may gain members; only what comes in, and what is strict both ways, refuses unknown ones. */
function open({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: JsonSchema }): void {
  const { def } = zodSchema._zod;
  if (def.type === 'object' && !def.catchall) delete jsonSchema.additionalProperties;
}

/** JSON Schema (2020-12, as OpenAPI 3.1 uses it) of the wire's schemas; those with an id are kept once and referred to. */
export class Schemas {
  private readonly kept = new Map<string, JsonSchema>();

  /** The schema, or a reference to it where it has an id. */
  ref(schema: z.ZodType, io: Direction): JsonSchema {
    const { $defs, $schema, id, ...own } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12', override: open }) as JsonSchema & {
      $defs?: Record<string, JsonSchema>;
    };
    if ($schema === undefined) throw new Error('a schema without a dialect');
    const names = new Map<string, string>();
    for (const [name, definition] of Object.entries($defs ?? {})) {
      // The name of a component is its key; `id` is no word of JSON Schema.
      delete definition.id;
      names.set(name, this.keep(name, definition, names));
    }
    const whole = renamed(own, names);
    return typeof id === 'string' ? { $ref: inComponents(this.keep(id, whole, names)) } : whole;
  }

  /** Members of an object schema, as parameters. */
  members(schema: z.ZodType): { name: string; required: boolean; schema: JsonSchema }[] {
    const { properties = {}, required = [] } = this.resolved(this.ref(schema, 'input')) as { properties?: Record<string, JsonSchema>; required?: string[] };
    return Object.entries(properties).map(([name, member]) => ({ name, required: required.includes(name), schema: member }));
  }

  /** All that were kept, in the order of their names. */
  all(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.kept].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private resolved(schema: JsonSchema): JsonSchema {
    return typeof schema.$ref === 'string' ? this.kept.get(schema.$ref.slice(inComponents('').length))! : schema;
  }

  /** Keeps `schema` under `id`, or under another name when that id has another form in the other direction. */
  private keep(id: string, schema: JsonSchema, names: ReadonlyMap<string, string>): string {
    const whole = renamed(schema, names);
    for (const name of [id, `${id}Input`, `${id}Output`]) {
      const before = this.kept.get(name);
      if (before && JSON.stringify(before) !== JSON.stringify(whole)) continue;
      this.kept.set(name, whole);
      return name;
    }
    throw new Error(`schema ${id} has three forms`);
  }
}

/** `schema` with its references turned to the components; a definition that was not met yet keeps its own name. */
function renamed(schema: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
  const turn = (_key: string, value: unknown): unknown => {
    const id = typeof value === 'string' ? /^#\/\$defs\/(.+)$/.exec(value)?.[1] : undefined;
    return id === undefined ? value : inComponents(names.get(id) ?? id);
  };
  return JSON.parse(JSON.stringify(schema, turn)) as JsonSchema;
}
