import { Component, computed, inject, signal } from '@angular/core';
import { type CertificateView } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Agencies } from '../shared/agencies';
import { Button } from '../shared/button';
import { CodeId } from '../shared/code-id';
import { Empty } from '../shared/empty';
import { Failed } from '../shared/failed';
import { Field, FieldInput } from '../shared/field';
import { Moment } from '../shared/moment';
import { Texts } from '../shared/texts';
import { Waiting } from '../shared/waiting';
import { type CertificateAct, TrainingClient } from './training-client';
import { TrainingNav } from './training-nav';

/** Acts that a stored state allows, and the word of the change that each proposes. */
const CHANGES: readonly { act: CertificateAct; operation: string; change: 'suspended' | 'restored' | 'revoked'; from: readonly CertificateView['state'][] }[] =
  [
    { act: 'suspend', operation: 'certificate.suspend', change: 'suspended', from: ['valid', 'expiring', 'expired'] },
    { act: 'restore', operation: 'certificate.restore', change: 'restored', from: ['suspended'] },
    { act: 'revoke', operation: 'certificate.revoke', change: 'revoked', from: ['valid', 'expiring', 'expired', 'suspended'] },
  ];

/** For examiners: certificates of others, without names, and the acts of two persons on them. */
@Component({
  selector: 'cm-others-page',
  imports: [Button, CodeId, Empty, Failed, Field, FieldInput, Moment, TrainingNav, TranslocoPipe, Waiting],
  templateUrl: './others-page.html',
})
export class OthersPage {
  private readonly client = inject(TrainingClient);
  private readonly transloco = inject(TranslocoService);
  private readonly texts = inject(Texts);
  protected readonly agencies = inject(Agencies);
  protected readonly certificates = this.client.certificates();
  protected readonly rows = computed(() => (this.certificates.hasValue() ? this.certificates.value().items.filter(({ mine }) => !mine) : []));
  private readonly chosenId = signal<string | undefined>(undefined);
  protected readonly chosen = computed(() => this.rows().find(({ id }) => id === this.chosenId()));
  protected readonly offered = computed(() => {
    const one = this.chosen();
    return one ? CHANGES.filter(({ from }) => from.includes(one.state)) : [];
  });
  protected readonly reason = signal('');
  private readonly wanted = signal<CertificateAct>('suspend');
  protected readonly isDone = signal(false);
  protected readonly changing = act(
    async (intent) => {
      const { id, version } = this.chosen()!;
      await this.client.changeCertificate({ id, version, intent }, this.wanted(), this.reason().trim());
      this.reason.set('');
      this.isDone.set(true);
      this.certificates.reload();
    },
    { name: 'certificate.change', draft: { read: () => ({ id: this.chosenId(), reason: this.reason() }), write: (draft) => this.putBack(draft) } },
  );

  protected choose(id: string): void {
    this.chosenId.set(id);
    this.isDone.set(false);
  }

  protected change(wanted: CertificateAct): void {
    this.wanted.set(wanted);
    void this.changing.run();
  }

  protected closedFor(change: 'suspended' | 'restored' | 'revoked'): string {
    this.texts.language();
    const waiting = this.chosen()?.proposed;
    if (waiting && waiting.change !== change) return this.transloco.translate('training.others.otherWaits');
    if (waiting?.byMe) return this.transloco.translate('training.others.mine');
    return this.reason().trim() === '' ? this.transloco.translate('training.others.reasonMissing') : '';
  }

  protected valueOf(event: Event): string {
    return (event.target as HTMLTextAreaElement).value;
  }

  private putBack(draft: unknown): void {
    const { id, reason } = draft as { id?: string; reason?: string };
    this.chosenId.set(id);
    this.reason.set(reason ?? '');
  }
}
