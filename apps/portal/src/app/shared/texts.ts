import { inject, InjectionToken, Service, signal } from '@angular/core';
import { type ResolveFn } from '@angular/router';
import { type Translation, TranslocoService } from '@jsverse/transloco';

/** Languages of the interface; complete or not in this list. */
export const LANGUAGES = ['en', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];
/** How dates and numbers are written in a language: the day first, Latin figures. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', ar: 'ar-u-nu-latn' };
const RIGHT_TO_LEFT: readonly Language[] = ['ar'];
const PLACE = 'comity-language';

/** Texts of one area by language, each file a chunk of its own: `{ en: () => import('./i18n/en.json'), ar: … }`. */
export type AreaTexts = Readonly<Record<Language, () => Promise<{ default: Translation }>>>;
/** Texts that every page needs, by the name under which their keys begin. */
export const BASE_TEXTS = new InjectionToken<Readonly<Record<string, AreaTexts>>>('base texts');

const isLanguage = (text: string | null): text is Language => (LANGUAGES as readonly (string | null)[]).includes(text);

/**
 * Language of the interface: the one of `?lang=`, else the one chosen in this tab, else the browser's. A switch loads the texts of every area
 * that was opened, then turns text and direction at once, without a reload.
 */
@Service()
export class Texts {
  private readonly transloco = inject(TranslocoService);
  private readonly areas = new Map<string, AreaTexts>(Object.entries(inject(BASE_TEXTS)));
  private readonly loaded = new Set<string>();
  private readonly chosen = signal<Language>(firstLanguage());
  readonly language = this.chosen.asReadonly();

  /** Loads an area's texts in the present language. */
  async open(name: string, texts: AreaTexts): Promise<void> {
    this.areas.set(name, texts);
    await this.load(name, this.language());
  }

  async use(language: Language): Promise<void> {
    await Promise.all([...this.areas.keys()].map((name) => this.load(name, language)));
    this.chosen.set(language);
    this.transloco.setActiveLang(language);
    sessionStorage.setItem(PLACE, language);
    document.documentElement.lang = language;
    document.documentElement.dir = RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr';
  }

  /** Words one after the other, with the comma of the language. */
  list(words: readonly string[]): string {
    return words.join(this.language() === 'ar' ? '، ' : ', ');
  }

  private async load(name: string, language: Language): Promise<void> {
    const mark = `${name}/${language}`;
    const texts = this.areas.get(name);
    if (!texts || this.loaded.has(mark)) return;
    const { default: words } = await texts[language]();
    this.loaded.add(mark);
    this.transloco.setTranslation({ [name]: words }, language, { merge: true });
  }
}

/** For the route of an area: its texts are there before its first page is drawn. */
export const areaTexts =
  (name: string, texts: AreaTexts): ResolveFn<boolean> =>
  async () => {
    await inject(Texts).open(name, texts);
    return true;
  };

function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  const kept = sessionStorage.getItem(PLACE);
  const browser = navigator.languages.map((tag) => tag.split('-', 1)[0] ?? null).find(isLanguage);
  return isLanguage(asked) ? asked : isLanguage(kept) ? kept : (browser ?? 'en');
}
