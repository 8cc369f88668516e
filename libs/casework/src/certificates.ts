import { type CertificateKind, type CertificateState } from './roles.js';

/** A certificate as its row says; times in milliseconds since 1970, UTC. */
export type Certificate = {
  readonly id: string;
  readonly kind: CertificateKind;
  readonly validFrom: number;
  readonly validTo: number;
  readonly state: CertificateState;
};

/** True if the certificate is of the kind and counts at that moment: the first instant is inside, the last is not. */
export const certificateCounts = (certificate: Certificate, kind: CertificateKind, atMs: number): boolean =>
  certificate.kind === kind &&
  (certificate.state === 'valid' || certificate.state === 'expiring') &&
  certificate.validFrom <= atMs &&
  atMs < certificate.validTo;

/** The certificate that counts for this kind at that moment, the one that lasts longest if there are several. */
export const certificateFor = (certificates: readonly Certificate[], kind: CertificateKind, atMs: number): Certificate | null =>
  certificates.filter((one) => certificateCounts(one, kind, atMs)).sort((a, b) => b.validTo - a.validTo)[0] ?? null;
