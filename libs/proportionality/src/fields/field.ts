import { TRI, type Tri } from '../value-lists.js';

/** Who gives an answer: the requesting officer, the platform, or the reviewing liaison officer. */
export type FilledBy = 'requester' | 'platform' | 'reviewer';

/** What a value may look like. `texts` and `many_of` are lists; a list of closed values has no repeats. */
export type Shape =
  | { readonly kind: 'one_of'; readonly values: readonly string[] }
  | { readonly kind: 'many_of'; readonly values: readonly string[]; readonly least: number }
  | { readonly kind: 'whole'; readonly least: number; readonly most: number | null; readonly nullable: boolean; readonly unit: string }
  | { readonly kind: 'yes_no' }
  | { readonly kind: 'text'; readonly pattern: 'jurisdiction' | null }
  | { readonly kind: 'text_or_null' }
  | { readonly kind: 'texts' };

/** One field of the input. `T` is the type of its value. */
export interface Field<T> {
  readonly shape: Shape;
  readonly by: FilledBy;
  readonly meaning: string;
  /** When the form asks for it, in words; null means always. */
  readonly askedWhen: string | null;
  /** What the platform writes when it is not asked for; undefined where it is always asked for. */
  readonly otherwise: T | undefined;
}

interface Told<T> {
  by: FilledBy;
  meaning: string;
  askedWhen?: string;
  otherwise?: T;
}

const field = <T>(shape: Shape, { by, meaning, askedWhen, otherwise }: Told<T>): Field<T> => ({ shape, by, meaning, askedWhen: askedWhen ?? null, otherwise });

export const oneOf = <const V extends readonly string[]>(values: V, told: Told<V[number]>): Field<V[number]> => field({ kind: 'one_of', values }, told);
export const tri = (told: Told<Tri>): Field<Tri> => oneOf(TRI, told);
export const manyOf = <const V extends readonly string[]>(values: V, least: number, told: Told<readonly V[number][]>): Field<readonly V[number][]> =>
  field({ kind: 'many_of', values, least }, told);
export const yesNo = (told: Told<boolean>): Field<boolean> => field({ kind: 'yes_no' }, told);
export const text = (told: Told<string>): Field<string> => field({ kind: 'text', pattern: null }, told);
export const jurisdiction = (told: Told<string>): Field<string> => field({ kind: 'text', pattern: 'jurisdiction' }, told);
export const textOrNull = (told: Told<string | null>): Field<string | null> => field({ kind: 'text_or_null' }, told);
export const texts = (told: Told<readonly string[]>): Field<readonly string[]> => field({ kind: 'texts' }, told);

interface Range {
  least: number;
  most: number | null;
  unit: string;
}
export const whole = (range: Range, told: Told<number>): Field<number> => field({ kind: 'whole', ...range, nullable: false }, told);
export const wholeOrNull = (range: Range, told: Told<number | null>): Field<number | null> => field({ kind: 'whole', ...range, nullable: true }, told);
