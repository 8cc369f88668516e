import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { fromBase64, hex, parseCount } from '@comity/transparency-log';
import { TranslocoPipe } from '@jsverse/transloco';
import { Agencies } from '../shared/agencies';
import { CodeId } from '../shared/code-id';
import { HashGroups } from '../shared/hash-groups';
import { Moment } from '../shared/moment';
import { ProofMark } from '../shared/proof-mark';
import { Waiting } from '../shared/waiting';
import { AuditClient } from './audit-client';
import { membersOf, readBody } from './entry-body';
import { EvidenceButton } from './evidence-button';
import { Pseudonym } from './pseudonym';

/** O2, one entry: in words, as the exact text whose hash is the leaf, its neighbours, and the way to check it. */
@Component({
  selector: 'cm-entry-page',
  imports: [CodeId, EvidenceButton, HashGroups, Moment, ProofMark, Pseudonym, RouterLink, TranslocoPipe, Waiting],
  templateUrl: './entry-page.html',
})
export class EntryPage {
  /** Of the address. */
  readonly index = input.required<string>();
  protected readonly agencies = inject(Agencies);
  protected readonly at = computed(() => parseCount(this.index()));
  protected readonly entry = inject(AuditClient).entry(this.at);
  protected readonly body = computed(() => (this.entry.hasValue() ? readBody(this.entry.value().body) : undefined));
  protected readonly leaf = computed(() => (this.entry.hasValue() ? hex(fromBase64(this.entry.value().leafHash)) : ''));
  protected readonly membersOf = membersOf;
}
