import { Body, Controller, Get, Post } from '@nestjs/common';
import { CertificateChange, CertificateView, WrittenView } from '@comity/contract';
import { type Written } from '../shared/acts.js';
import { CurrentOfficer } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { Id, Target } from '../shared/target.js';
import { ChangeCertificate } from './change-certificate.js';
import { ReadCertificates } from './read-certificates.js';

@Controller('certificates')
export class CertificatesController {
  constructor(
    private readonly readCertificates: ReadCertificates,
    private readonly changeCertificate: ChangeCertificate,
  ) {}

  /** Certificates in sight: one's own, those of the unit for who leads it, all for oversight. No name. */
  @Get()
  @May('certificate.list')
  @Returns(CertificateView, { list: true })
  async list(@CurrentOfficer() officer: Officer): Promise<{ items: CertificateView[] }> {
    return { items: await this.readCertificates.list(officer) };
  }

  /** One certificate. */
  @Get(':id')
  @May('certificate.get')
  @Returns(CertificateView)
  get(@CurrentOfficer() officer: Officer, @Id() id: string): Promise<CertificateView> {
    return this.readCertificates.get(officer, id);
  }

  /** Suspends a certificate: the first examiner proposes, the same act by a second one carries it out. */
  @Post(':id/suspend')
  @May('certificate.suspend')
  @Returns(WrittenView)
  suspend(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: CertificateChange }) body: CertificateChange): Promise<Written> {
    return this.changeCertificate.run(officer, 'suspend', target, body);
  }

  /** Restores a suspended certificate, by two examiners. */
  @Post(':id/restore')
  @May('certificate.restore')
  @Returns(WrittenView)
  restore(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: CertificateChange }) body: CertificateChange): Promise<Written> {
    return this.changeCertificate.run(officer, 'restore', target, body);
  }

  /** Revokes a certificate for good, by two examiners. */
  @Post(':id/revoke')
  @May('certificate.revoke')
  @Returns(WrittenView)
  revoke(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: CertificateChange }) body: CertificateChange): Promise<Written> {
    return this.changeCertificate.run(officer, 'revoke', target, body);
  }
}
