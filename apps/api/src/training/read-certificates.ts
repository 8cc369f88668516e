import { type CertificateView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { authorise } from '../shared/authorise.js';
import { type Officer } from '../shared/officer.js';
import { momentOf, Transactions } from '../shared/transactions.js';
import { certificateObject, certificateRow, certificatesInSight, certificateView } from './certificate-row.js';

/** Roles that see the certificates of others: who leads a unit sees those of the unit, oversight sees all. */
const SEES_OTHERS = ['supervisor', 'lead', 'auditor'] as const;

/** Certificates in sight of the caller. They carry no name. */
@Injectable()
export class ReadCertificates {
  constructor(private readonly transactions: Transactions) {}

  list(officer: Officer): Promise<CertificateView[]> {
    const mine = !SEES_OTHERS.some((role) => officer.roles.includes(role));
    return this.transactions.as(officer, async (tx) => {
      const rows = await certificatesInSight(tx, officer, mine);
      return rows.map((row) => certificateView(row, officer, momentOf(tx).now));
    });
  }

  get(officer: Officer, id: string): Promise<CertificateView> {
    return this.transactions.as(officer, async (tx) => {
      const row = await certificateRow(tx, id);
      authorise(officer, 'certificate.get', certificateObject(row), momentOf(tx));
      return certificateView(row, officer, momentOf(tx).now);
    });
  }
}
