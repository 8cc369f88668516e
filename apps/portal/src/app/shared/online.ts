import { DestroyRef, inject, Service, signal } from '@angular/core';

/** Whether the device has a line. Without one reading goes on and acts are off. @source experience.md 1.7 */
@Service()
export class Online {
  private readonly now = signal(navigator.onLine);
  readonly is = this.now.asReadonly();

  constructor() {
    const look = (): void => this.now.set(navigator.onLine);
    for (const change of ['online', 'offline']) addEventListener(change, look);
    inject(DestroyRef).onDestroy(() => {
      for (const change of ['online', 'offline']) removeEventListener(change, look);
    });
  }
}
