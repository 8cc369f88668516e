import { Component, computed, input } from '@angular/core';
import { type Cause } from '@comity/proportionality';
import { TranslocoPipe } from '@jsverse/transloco';
import { pointerOf } from './check-path';
import { questionKey } from './question-key';
import { Said } from './said';

/** Answers that made a point: what the officer said, in the words of the form. What the platform says has words of its own. */
@Component({
  selector: 'cm-reasons',
  imports: [Said, TranslocoPipe],
  template: `
    <dl class="cm-rq-reasons">
      @for (cause of said(); track cause.path) {
        <div>
          <dt>{{ cause.key | transloco }}</dt>
          <dd><cm-said [pointer]="cause.pointer" [value]="cause.value" /></dd>
        </div>
      }
    </dl>
  `,
})
export class Reasons {
  readonly causes = input.required<readonly Cause[]>();
  protected readonly said = computed(() =>
    this.causes().flatMap(({ path, value }) => {
      const pointer = SAID_AS[path] ?? pointerOf(path);
      if (!pointer || pointer === '/lines' || pointer === '/authorisations') return [];
      return [{ path, pointer, value, key: questionKey(pointer) }];
    }),
  );
}

/** Answers of lines and orders are said in the words of one of them. */
const SAID_AS: Readonly<Record<string, string>> = {
  'data.categories': '/lines/0/category',
  'data.origin': '/lines/0/origin',
  'data.sensitive': '/lines/0/sensitive',
  'authorisation.level': '/authorisations/0/level',
  'authorisation.timing': '/authorisations/0/timing',
  'authorisation.independent': '/authorisations/0/independent',
  'authorisation.canRefuse': '/authorisations/0/canRefuse',
  'authorisation.verifiesSuspicion': '/authorisations/0/verifiesSuspicion',
  'authorisation.standardMet': '/authorisations/0/standardMet',
  'authorisation.individualReasons': '/authorisations/0/individualReasons',
  'authorisation.fileAccessible': '/authorisations/0/fileAccessible',
};
