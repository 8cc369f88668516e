import { inject, resource, Service } from '@angular/core';
import { type Language, Texts } from './texts';

type Catalogue = { messages: Readonly<Record<string, string>> };
/** Catalogue of each language, each in a file of its own. */
const CATALOGUES: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: () => import('./check-catalogue'),
  ar: () => import('./check-catalogue-arabic'),
};

/** Questions, cures and notices of the proportionality checks in the language of the interface. */
@Service()
export class CheckWords {
  private readonly texts = inject(Texts);
  private readonly catalogue = resource({ params: () => this.texts.language(), loader: ({ params }) => CATALOGUES[params]() });

  /** @param key of the catalogue, `check.LEG-01.question`. Empty until the catalogue is there. */
  of(key: string): string {
    return this.catalogue.hasValue() ? (this.catalogue.value().messages[key] ?? '') : '';
  }

  /** @param code of a notice, `PRT-01` */
  notice(code: string): string {
    return this.of(['notice', code].join('.'));
  }
}
