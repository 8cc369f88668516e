import { Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { CodeId } from '../shared/code-id';
import { Person } from '../shared/person';
import { StateWord } from '../shared/state-word';

/** What people and machines really send: long names, one endless word, two directions in one line, a code without a word. */
@Component({ selector: 'cm-kit-odd', imports: [CodeId, Person, StateWord, TranslocoPipe], templateUrl: './kit-odd.html' })
export class KitOdd {
  protected readonly name = 'Sample Officer with a name of one hundred and twenty characters, which goes on and on, until it has really reached them all.';
  protected readonly word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
  protected readonly mixed = 'المستخدم user_0142 كتب "see you at 21:03" ثم حذف الحساب.';
  protected readonly unknown = 'a_state_of_tomorrow';
  protected readonly hash = '96f9b4ec416788c0bdba48eb1bea0ac558f88b340aad374f9d3c1ed48000aa0696f9b4ec416788c0bdba48eb1bea0ac558f88b340aad374f9d3c1ed48000aa06';
}
