import { httpResource } from '@angular/common/http';
import { computed, inject, Service } from '@angular/core';
import * as z from 'zod';
import { isDemonstration } from './page-settings';
import { Texts } from './texts';

const AgenciesView = z.object({
  agencies: z.array(z.object({ id: z.string(), jurisdiction: z.string(), kind: z.string(), name: z.object({ en: z.string(), ar: z.string() }) })),
});

/** Names of agencies by id. The API lists no agencies yet; in the demonstration the front door names them, elsewhere the id stands for the name. */
@Service()
export class Agencies {
  private readonly texts = inject(Texts);
  private readonly list = httpResource(() => (isDemonstration() ? '/sample-people.json' : undefined), { parse: (answer) => AgenciesView.parse(answer) });
  readonly all = computed(() =>
    (this.list.hasValue() ? this.list.value().agencies : []).map(({ id, jurisdiction, kind, name }) => ({
      id,
      jurisdiction,
      kind,
      name: name[this.texts.language()],
    })),
  );

  /** `KE · National unit A`; the id where no name is known. */
  nameOf(id: string): string {
    const agency = this.all().find((one) => one.id === id);
    return agency ? `${agency.jurisdiction} · ${agency.name}` : id;
  }
}
