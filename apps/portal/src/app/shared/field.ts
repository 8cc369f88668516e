import { Component, Directive, inject, input } from '@angular/core';
import { Icon } from './icon';
import { nextId } from './next-id';

/**
 * A control with its label above, hint, error and foot:
 * `<cm-field label="…" pointer="/summary" [error]="…"><textarea cmInput …></textarea></cm-field>`
 */
@Component({
  selector: 'cm-field',
  imports: [Icon],
  template: `
    <div class="cm-field" [class.bad]="error()">
      <label [attr.for]="id">{{ label() }}</label>
      @if (hint()) {
        <p class="hint" [id]="id + '-hint'">{{ hint() }}</p>
      }
      @if (error()) {
        <p class="cm-error" [id]="id + '-error'"><cm-icon name="i-stop" />{{ error() }}</p>
      }
      <ng-content />
      @if (foot()) {
        <p class="foot">{{ foot() }}</p>
      }
    </div>
  `,
})
export class Field {
  readonly label = input.required<string>();
  /** Where the value stands in the body that is sent, a JSON pointer; causes of a refusal lead there. */
  readonly pointer = input<string>();
  readonly hint = input<string>();
  readonly error = input<string>();
  readonly foot = input<string>();
  readonly id = nextId('field');
}

/** The control inside a `cm-field`: an input, textarea or select. */
@Directive({
  selector: 'input[cmInput], textarea[cmInput], select[cmInput]',
  host: {
    class: 'cm-input',
    '[id]': 'field.id',
    '[attr.data-field]': 'field.pointer()',
    '[attr.aria-invalid]': "field.error() ? 'true' : null",
    '[attr.aria-describedby]': 'described()',
  },
})
export class FieldInput {
  protected readonly field = inject(Field);
  protected described(): string | null {
    const { id, hint, error } = { id: this.field.id, hint: this.field.hint(), error: this.field.error() };
    return [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || null;
  }
}
