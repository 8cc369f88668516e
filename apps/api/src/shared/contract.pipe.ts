import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import type * as z from 'zod';
import { causesOf } from './causes.js';
import { Problem } from './problem.js';

/** Codes of causes that are problems of their own. */
const OWN_PROBLEM = ['media', 'opaque-blob'] as const;

/**
 * Checks what comes in against the schema of its parameter: a body that breaks the contract is 422, a query that does is 400, and a path that does names
 * nothing, so it is 404.
 */
@Injectable()
export class ContractPipe extends StandardSchemaValidationPipe {
  override async transform<T = unknown>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema } = metadata;
    if (!schema || metadata.type === 'custom') return value;
    // An act that needs no words may come without a body: it means the empty object. A `null` that was sent stays one.
    const given: unknown = metadata.type === 'body' && value === undefined ? {} : value;
    const result = await schema['~standard'].validate(given);
    if (!result.issues) return result.value as T;
    if (metadata.type === 'param') throw new Problem('not-found');
    const errors = causesOf(result.issues as readonly z.core.$ZodIssue[], given);
    if (metadata.type === 'query') throw new Problem('query', { errors });
    throw new Problem(OWN_PROBLEM.find((code) => errors.some((cause) => cause.code === code)) ?? 'contract', { errors });
  }
}
