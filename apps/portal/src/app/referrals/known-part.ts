import { Component, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { TRACKS } from '@comity/casework';
import { AIMS, HARM_STATUS, OFFENCES } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field, FieldInput } from '../shared/field';
import { type WrittenParts } from './written';

/** Part 2 of a referral: what is known, facts apart from opinion, and how urgent it is. @source exchange.md 1.7 */
@Component({ selector: 'cm-known-part', imports: [Field, FieldInput, FormField, TranslocoPipe], templateUrl: './known-part.html' })
export class KnownPart {
  readonly fields = input.required<FieldTree<WrittenParts['known']>>();
  protected readonly aims = AIMS;
  protected readonly harms = HARM_STATUS;
  protected readonly tracks = TRACKS;
  protected readonly offences = OFFENCES;
}
