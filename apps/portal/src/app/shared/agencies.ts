import { httpResource } from '@angular/common/http';
import { computed, inject, Service } from '@angular/core';
import { AgencyView } from '@comity/contract';
import { pageOf } from './page-of';
import { SignIn } from './sign-in';
import { Texts } from './texts';

const AgenciesView = pageOf(AgencyView);

/** Names of agencies by id, from the register. */
@Service()
export class Agencies {
  private readonly texts = inject(Texts);
  private readonly signIn = inject(SignIn);
  private readonly list = httpResource(() => (this.signIn.isIn() ? '/api/v1/agencies?limit=200' : undefined), {
    parse: (answer) => AgenciesView.parse(answer),
  });
  readonly all = computed(() =>
    (this.list.hasValue() ? this.list.value().items : []).map(({ id, jurisdiction, kind, name }) => ({
      id,
      jurisdiction,
      kind,
      name: name[this.texts.language()] ?? name['en'] ?? id,
    })),
  );

  /** `KE · National unit A`; the id as long as no name is known. */
  nameOf(id: string): string {
    const agency = this.all().find((one) => one.id === id);
    return agency ? `${agency.jurisdiction} · ${agency.name}` : id;
  }
}
