import { Body, Controller, Headers, HttpStatus, Post, Query } from '@nestjs/common';
import { ImportQuery, type ImportWritten, ImportWrittenView } from '@comity/contract';
import { CurrentOfficer } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Returns } from '../shared/returns.js';
import { ImportReport } from './import-report.js';

@Controller('imports')
export class ImportsController {
  constructor(private readonly importReport: ImportReport) {}

  /** Turns a file from outside into a draft referral, or refuses it whole with every cause. The bytes go to a reader in a process of its own. */
  @Post()
  @May('referral.import')
  @Returns(ImportWrittenView, { status: HttpStatus.CREATED })
  import(
    @CurrentOfficer() officer: Officer,
    @Query({ schema: ImportQuery }) query: ImportQuery,
    @Headers('content-type') type: string | undefined,
    @Body() bytes: unknown,
  ): Promise<ImportWritten> {
    if (!type?.startsWith('application/xml') || !Buffer.isBuffer(bytes)) throw new Problem('media-type');
    // File details that come after their report are not read yet; naming a referral must not look as if it worked.
    if (query.referral !== undefined) throw new Problem('query', { detail: 'Adding files to a referral that stands already is not built.' });
    return this.importReport.run(officer, bytes);
  }
}
