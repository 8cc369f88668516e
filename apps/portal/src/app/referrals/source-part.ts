import { Component, computed, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { REFERRAL_SOURCES } from '@comity/casework';
import { TRI } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field, FieldInput } from '../shared/field';
import { type WrittenParts } from './written';

/** Part 1 of a referral: where it came from, and the tool that found it where one did. @source exchange.md 1.7 */
@Component({
  selector: 'cm-source-part',
  imports: [Field, FieldInput, FormField, TranslocoPipe],
  template: `
    <div class="cm-pair">
      <cm-field [label]="'referrals.form.kind' | transloco" pointer="/source/kind">
        <select cmInput [formField]="fields().kind">
          <option value="">{{ 'shared.choose' | transloco }}</option>
          @for (kind of kinds; track kind) {
            <option [value]="kind">{{ 'words.source.' + kind | transloco }}</option>
          }
        </select>
      </cm-field>
      <cm-field [label]="'referrals.form.name' | transloco" pointer="/source/name"><input cmInput dir="auto" [formField]="fields().name" /></cm-field>
      <cm-field [label]="'referrals.form.reference' | transloco" pointer="/source/reference"
        ><input cmInput dir="ltr" [formField]="fields().reference"
      /></cm-field>
      <cm-field [label]="'referrals.form.received' | transloco: { zone }" pointer="/source/received">
        <input cmInput type="datetime-local" [formField]="fields().received" />
      </cm-field>
    </div>
    @if (hasTool()) {
      <h3>{{ 'referrals.form.tool' | transloco }}</h3>
      <p class="note">{{ 'referrals.form.toolWhy' | transloco }}</p>
      <div class="cm-pair">
        <cm-field [label]="'referrals.form.toolName' | transloco" pointer="/machineOrigin/tool"><input cmInput [formField]="fields().tool" /></cm-field>
        <cm-field [label]="'referrals.form.toolVersion' | transloco" pointer="/machineOrigin/version"
          ><input cmInput dir="ltr" [formField]="fields().toolVersion"
        /></cm-field>
        <cm-field [label]="'referrals.form.humanVerified' | transloco" pointer="/machineOrigin/humanVerified">
          <select cmInput [formField]="fields().humanVerified">
            <option value="">{{ 'shared.choose' | transloco }}</option>
            @for (one of tri; track one) {
              <option [value]="one">{{ 'referrals.tri.' + one | transloco }}</option>
            }
          </select>
        </cm-field>
        <cm-field [label]="'referrals.form.biasTested' | transloco" pointer="/machineOrigin/biasTested">
          <select cmInput [formField]="fields().biasTested">
            <option value="">{{ 'shared.choose' | transloco }}</option>
            @for (one of tri; track one) {
              <option [value]="one">{{ 'referrals.tri.' + one | transloco }}</option>
            }
          </select>
        </cm-field>
      </div>
    }
  `,
})
export class SourcePart {
  readonly fields = input.required<FieldTree<WrittenParts['source']>>();
  protected readonly kinds = REFERRAL_SOURCES;
  protected readonly tri = TRI;
  /** Zone in which the control's time is read: the one of this browser. */
  protected readonly zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  protected readonly hasTool = computed(() => ['provider_report', 'machine_match'].includes(this.fields().kind().value()));
}
