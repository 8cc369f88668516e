import { HttpErrorResponse } from '@angular/common/http';
import { describe, expect, it } from 'vitest';
import { refusalOf } from './refusal';

describe('refusalOf', () => {
  it('keeps code, rules and causes of a problem', () => {
    const error = {
      type: 'urn:comity:problem:incomplete',
      title: 'Incomplete',
      status: 422,
      detail: 'x',
      instance: 'y',
      code: 'incomplete',
      rules: ['a'],
      errors: [{ pointer: '#/a', code: 'b', detail: 'c' }],
    };
    expect(refusalOf(new HttpErrorResponse({ status: 422, error })).problem).toMatchObject({ code: 'incomplete', rules: ['a'], errors: [{ pointer: '#/a' }] });
  });

  it('says that no answer came, and never calls it success', () => {
    expect(refusalOf(new HttpErrorResponse({ status: 0, error: new ProgressEvent('error') })).problem).toMatchObject({ code: 'offline', status: 0 });
  });

  it('says that an answer does not fit when a parser threw', () => {
    expect(refusalOf(new Error('parse')).problem.code).toBe('unreadable-answer');
  });
});
