import { Component, inject, input } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { defaultHash, utf8 } from '@comity/transparency-log';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { AuditClient } from './audit-client';
import { evidencePage } from './evidence-page';
import { save } from './save-file';

/** Hands out one entry as evidence: the bundle that programs check, and beside it a page that people read. */
@Component({
  selector: 'cm-evidence-button',
  imports: [Button, Failed, TranslocoPipe],
  template: `<cm-button act="audit.bundle" [busy]="take.busy()" (press)="take.run()">{{ 'oversight.evidence.take' | transloco }}</cm-button>
    @if (take.problem(); as problem) {
      <cm-failed [problem]="problem" (again)="take.run()" />
    }`,
})
export class EvidenceButton {
  readonly index = input.required<number>();
  private readonly audit = inject(AuditClient);
  private readonly transloco = inject(TranslocoService);

  protected readonly take = act(async () => {
    const bundle = await this.audit.bundle(this.index());
    const text = `${JSON.stringify(bundle, null, 1)}\n`;
    const code = this.transloco.getActiveLang();
    const dir = document.documentElement.dir || 'ltr';
    const page = evidencePage(bundle, utf8(text), defaultHash, { code, dir }, (key, places) => this.transloco.translate(key, places));
    save(`entry-${this.index()}.comity-evidence.json`, text, 'application/json');
    save(`entry-${this.index()}.html`, page, 'text/html');
  });
}
