import * as z from 'zod';

/**
 * The same shape for answers: unknown members are dropped at any depth instead of refused, so that an open portal survives a server
 * that answers one member more. Limits of texts and lists stay;
 * rules between members of an object do not, because they are for what comes in.
 */
export function looseView<T extends z.ZodType>(schema: T): z.ZodType<z.output<T>>;
export function looseView(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as Record<string, z.ZodType>;
    const objectView = z.object(Object.fromEntries(Object.entries(shape).map(([name, member]) => [name, looseView(member)])));
    return objectView;
  }
  if (schema instanceof z.ZodArray) return schema.clone({ ...schema.def, element: looseView(schema.element as z.ZodType) });
  if (schema instanceof z.ZodOptional) return looseView(schema.unwrap() as z.ZodType).optional();
  if (schema instanceof z.ZodNullable) return looseView(schema.unwrap() as z.ZodType).nullable();
  return schema;
}
