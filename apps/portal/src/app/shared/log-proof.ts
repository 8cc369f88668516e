import { inject, Injector, Service } from '@angular/core';
import { type Proof } from './proof-mark';

/** How sure it is that the log holds an entry. */
export interface Standing {
  /**
   * `claimed`: the server says so, the published head does not hold it yet. `signed`: this browser checked the signature of the head and the way
   * from the entry to its root. `proved`: and it found the cosignatures under that head which the policy of the log asks for. `broken`: the signature
   * or the way fails. `unknown`: the log could not be asked.
   */
  mark: Proof;
  /** Place of the entry, from 0. */
  index?: number;
  /** Entries and root (base64) of the head that was checked. */
  size?: number;
  root?: string;
}

/**
 * Asks the public log, not the API, for an entry. What checks and hashes is loaded with the first question, so that no first page carries it.
 * @source experience.md 1.15
 */
@Service()
export class LogProof {
  private readonly injector = inject(Injector);

  /** @param leafHash of a receipt: 32 bytes in base64. Never throws. */
  async of(leafHash: string): Promise<Standing> {
    try {
      const { LogStanding } = await import('./log/log-standing');
      return await this.injector.get(LogStanding).of(leafHash);
    } catch {
      return { mark: 'unknown' };
    }
  }
}
