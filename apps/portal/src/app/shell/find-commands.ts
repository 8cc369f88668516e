import { inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { ColourMode } from '../shared/colour-mode';
import { Me } from '../shared/me';
import { SignIn } from '../shared/sign-in';
import { Texts } from '../shared/texts';
import { type Command } from './find-options';
import { beginningsOf, type Entry, entriesOf } from './navigation';

/** What somebody can go to or do from the search, in the order of the side; what the frame itself can do comes last. */
@Service()
export class FindCommands {
  private readonly transloco = inject(TranslocoService);
  private readonly me = inject(Me);
  private readonly signIn = inject(SignIn);
  private readonly texts = inject(Texts);
  private readonly colour = inject(ColourMode);

  all(): Command[] {
    const roles = this.me.roles();
    const words = (key: string): string => this.transloco.translate(key, {}, this.texts.language());
    const leads = (entry: Entry): Command => ({ kind: 'command', words: words(entry.text), icon: 'i-forward', to: entry });
    const does = (key: string, icon: string, run: () => void): Command => ({ kind: 'command', words: words(key), icon, run });
    return [
      ...entriesOf(roles).map(leads),
      ...beginningsOf(roles).map(leads),
      { kind: 'command', words: words('frame.signIns'), icon: 'i-forward', to: { path: '/me' } },
      { kind: 'command', words: words('frame.terms'), icon: 'i-forward', to: { path: '/terms' } },
      does('frame.do.language', 'i-view', () => void this.texts.use(this.texts.language() === 'en' ? 'ar' : 'en')),
      does('frame.do.colours', 'i-mode', () => this.colour.next()),
      does('frame.signOut', 'i-out', () => void this.signIn.leave()),
    ];
  }
}
