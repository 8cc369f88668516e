import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

@Component({
  selector: 'cm-not-found',
  imports: [RouterLink, TranslocoPipe],
  template: `
    <main data-screen="C0">
      <h1>{{ 'shell.notFound.title' | transloco }}</h1>
      <p>{{ 'shell.notFound.why' | transloco }}</p>
      <p>
        <a routerLink="/">{{ 'shell.notFound.home' | transloco }}</a>
      </p>
    </main>
  `,
})
export class NotFound {}
