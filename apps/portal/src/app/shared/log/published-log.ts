import { HttpClient } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { tilePath } from '@comity/transparency-log';
import { firstValueFrom } from 'rxjs';
import { SignIn } from '../sign-in';

/** A log as it is read: the published one, or a copy of it. Every answer is as served; nothing is checked here. @source log.md 6.3 */
export interface LogSource {
  /** Newest signed note. */
  note(): Promise<string>;
  /** Keys that the server names, one a line. */
  vkeys(): Promise<string>;
  /** Policy of witnesses that the server names. */
  policy(): Promise<string>;
  /** Hashes of a tile, one after the other. */
  tile(level: number, n: number, width: number): Promise<Uint8Array>;
  /** Entries of a bundle; for an auditor with full mandate. */
  bundle(n: number, width: number): Promise<Uint8Array>;
}

/** The log at this origin. Only bundles need a sign-in. @throws {HttpErrorResponse} as HttpClient does */
@Service()
export class PublishedLog implements LogSource {
  private readonly http = inject(HttpClient);
  private readonly signIn = inject(SignIn);

  note(): Promise<string> {
    return this.text('checkpoint');
  }

  vkeys(): Promise<string> {
    return this.text('vkeys');
  }

  policy(): Promise<string> {
    return this.text('policy');
  }

  tile(level: number, n: number, width: number): Promise<Uint8Array> {
    return this.bytes(tilePath({ level, n, width }));
  }

  async bundle(n: number, width: number): Promise<Uint8Array> {
    const token = await this.signIn.token();
    return this.bytes(tilePath({ level: 'entries', n, width }), token ? { Authorization: `Bearer ${token}` } : {});
  }

  private text(path: string): Promise<string> {
    return firstValueFrom(this.http.get(`/log/${path}`, { responseType: 'text' }));
  }

  private async bytes(path: string, headers: Record<string, string> = {}): Promise<Uint8Array> {
    return new Uint8Array(await firstValueFrom(this.http.get(`/log/${path}`, { responseType: 'arraybuffer', headers })));
  }
}
