import { Component, model } from '@angular/core';
import { type QuestionText } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field, FieldInput } from '../shared/field';

/** The words of a question in both languages, to be rewritten; every option keeps its place. */
@Component({
  selector: 'cm-question-words',
  imports: [Field, FieldInput, TranslocoPipe],
  template: `@for (language of languages; track language) {
      @let inside = language === 'en' ? 'training.question.inEn' : 'training.question.inAr';
      <cm-field [label]="inside | transloco: { part: 'training.question.text' | transloco }" [pointer]="'/text/question/' + language">
        <textarea
          cmInput
          [dir]="language === 'ar' ? 'rtl' : 'ltr'"
          rows="2"
          [value]="text().question[language]"
          (input)="question(language, $event)"
        ></textarea>
      </cm-field>
      @for (option of text().options; track $index) {
        <cm-field
          [label]="inside | transloco: { part: 'training.question.option' | transloco: { no: $index + 1 } }"
          [pointer]="'/text/options/' + $index + '/' + language"
        >
          <input cmInput [dir]="language === 'ar' ? 'rtl' : 'ltr'" [value]="option[language]" (input)="rewrite($index, language, $event)" />
        </cm-field>
      }
      <cm-field [label]="inside | transloco: { part: 'training.question.explanation' | transloco }" [pointer]="'/text/explanation/' + language">
        <textarea
          cmInput
          [dir]="language === 'ar' ? 'rtl' : 'ltr'"
          rows="2"
          [value]="text().explanation[language]"
          (input)="explanation(language, $event)"
        ></textarea>
      </cm-field>
    }
    <cm-field [label]="'training.question.rightOption' | transloco" pointer="/text/correct">
      <select cmInput [value]="text().correct" (change)="correct($event)">
        @for (option of text().options; track $index) {
          <option [value]="$index" [selected]="text().correct === $index">{{ $index + 1 }}</option>
        }
      </select>
    </cm-field>`,
})
export class QuestionWords {
  readonly text = model.required<QuestionText>();
  protected readonly languages = ['en', 'ar'] as const;

  protected question(language: 'en' | 'ar', event: Event): void {
    this.text.update((text) => ({ ...text, question: { ...text.question, [language]: valueOf(event) } }));
  }
  protected rewrite(at: number, language: 'en' | 'ar', event: Event): void {
    this.text.update((text) => ({
      ...text,
      options: text.options.map((option, index) => (index === at ? { ...option, [language]: valueOf(event) } : option)),
    }));
  }
  protected explanation(language: 'en' | 'ar', event: Event): void {
    this.text.update((text) => ({ ...text, explanation: { ...text.explanation, [language]: valueOf(event) } }));
  }
  protected correct(event: Event): void {
    this.text.update((text) => ({ ...text, correct: Number(valueOf(event)) }));
  }
}

const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;
