import { Service, signal } from '@angular/core';

/** Clocks are read in minutes; twice a minute is often enough. */
const TICK_MS = 30_000;

/** The server's time, so that a wrong clock of the device moves no deadline. Before the first answer it is the device's. */
@Service()
export class Now {
  private offsetMs = 0;
  private readonly at = signal(Date.now());
  /** Milliseconds since 1970. Changes twice a minute. */
  readonly ms = this.at.asReadonly();

  constructor() {
    setInterval(() => this.at.set(Date.now() + this.offsetMs), TICK_MS);
  }

  /** @param date header `Date` of an answer; an unreadable one changes nothing */
  learn(date: string | null): void {
    const served = date ? Date.parse(date) : Number.NaN;
    if (Number.isNaN(served)) return;
    this.offsetMs = served - Date.now();
    this.at.set(served);
  }
}
