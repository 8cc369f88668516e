import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { CodeId } from '../shared/code-id';
import { Waiting } from '../shared/waiting';
import { AuditClient } from './audit-client';
import { EntryRows } from './entry-rows';

/** O2, one case as a chain: every act that names it, oldest first. */
@Component({ selector: 'cm-case-chain', imports: [CodeId, EntryRows, RouterLink, TranslocoPipe, Waiting], templateUrl: './case-chain.html' })
export class CaseChain {
  /** Of the address. */
  readonly id = input.required<string>();
  protected readonly chain = inject(AuditClient).ofCase(this.id);
}
