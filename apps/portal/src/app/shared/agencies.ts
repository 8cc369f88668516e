import { httpResource } from '@angular/common/http';
import { computed, inject, Service } from '@angular/core';
import { AgencyView } from '@comity/contract';
import { Me } from './me';
import { pageOf } from './page-of';
import { Texts } from './texts';

const AgenciesView = pageOf(AgencyView);

/** Names of agencies by id, from the register; it opens with the terms. */
@Service()
export class Agencies {
  private readonly texts = inject(Texts);
  private readonly me = inject(Me);
  private readonly mayRead = computed(() => this.me.person.hasValue() && this.me.person.value().termsAccepted);
  private readonly list = httpResource(() => (this.mayRead() ? '/api/v1/agencies?limit=200' : undefined), {
    parse: (answer) => AgenciesView.parse(answer),
  });
  /** All of the register; empty until it is read. */
  readonly all = computed(() =>
    (this.list.hasValue() ? this.list.value().items : []).map(({ id, jurisdiction, kind, name }) => ({
      id,
      jurisdiction,
      kind,
      name: name[this.texts.language()] ?? name['en'] ?? id,
    })),
  );

  /** `KE · National unit A`; dots until the register is read, the id where it does not know the agency. */
  nameOf(id: string): string {
    const agency = this.all().find((one) => one.id === id);
    if (agency) return `${agency.jurisdiction} · ${agency.name}`;
    return this.list.hasValue() || this.list.error() ? id : '…';
  }
}
