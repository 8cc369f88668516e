import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { HANDLING_CODES, INFORMATION_GRADES, SOURCE_GRADES } from '@comity/casework';
import { AIMS, HARM_STATUS, type ReferralDraft, type ReferralView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Agencies } from '../shared/agencies';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { Field, FieldInput } from '../shared/field';
import { ReferralsClient } from './referrals-client';
import { draftOf } from './written-back';

/** What a person adds to a draft before it is complete; empty texts mean "not said yet". */
interface Additions {
  title: string;
  summary: string;
  purpose: string;
  harm: string;
  source: string;
  information: string;
  handling: boolean[];
  handlingText: string;
  recipient: string;
  why: string;
}

/** U3: the parts of a draft that a report does not bring: purpose, handling, evaluation, recipient. */
@Component({ selector: 'cm-referral-form', imports: [Button, Failed, Field, FieldInput, FormField, TranslocoPipe], templateUrl: './referral-form.html' })
export class ReferralForm {
  readonly view = input.required<ReferralView>();
  readonly saved = output();
  private readonly client = inject(ReferralsClient);
  protected readonly agencies = inject(Agencies);
  protected readonly aims = AIMS;
  protected readonly harms = HARM_STATUS;
  protected readonly sourceGrades = SOURCE_GRADES;
  protected readonly informationGrades = INFORMATION_GRADES;
  protected readonly codes = HANDLING_CODES;
  protected readonly others = computed(() => this.agencies.all().filter(({ id, kind }) => kind === 'national_unit' && id !== this.view().agency));

  protected readonly model = linkedSignal(() => additionsOf(this.view()));
  protected readonly fields = form(this.model);

  protected readonly saving = act(
    async () => {
      const { id, version, content } = this.view();
      await this.client.save({ id, version }, { ...draftOf(content), ...partsOf(this.model()) });
      this.saved.emit();
    },
    { name: 'referral.save', draft: { read: this.model, write: (kept) => this.model.set(kept as Additions) } },
  );
}

function additionsOf({ content }: ReferralView): Additions {
  const [recipient] = content.recipients ?? [];
  return {
    title: content.title,
    summary: content.summary ?? '',
    purpose: content.purpose ?? '',
    harm: content.harmStatus ?? '',
    source: content.evaluation?.source ?? '',
    information: content.evaluation?.information ?? '',
    handling: HANDLING_CODES.map((code) => content.handling?.codes.includes(code) ?? false),
    handlingText: content.handling?.h3Text ?? '',
    recipient: recipient?.agency ?? '',
    why: recipient?.why ?? '',
  };
}

/** Only what was said is sent; the server checks every code. */
function partsOf(said: Additions): Partial<ReferralDraft> {
  const codes = HANDLING_CODES.filter((_code, place) => said.handling[place]);
  return {
    title: said.title,
    ...(said.summary ? { summary: said.summary } : {}),
    ...(said.purpose ? { purpose: said.purpose as ReferralDraft['purpose'] } : {}),
    ...(said.harm ? { harmStatus: said.harm as ReferralDraft['harmStatus'] } : {}),
    ...(said.source && said.information ? { evaluation: { source: said.source, information: said.information } as ReferralDraft['evaluation'] } : {}),
    handling: { codes, ...(said.handlingText ? { h3Text: said.handlingText } : {}) },
    ...(said.recipient ? { recipients: [{ agency: said.recipient, why: said.why }] } : {}),
  };
}
