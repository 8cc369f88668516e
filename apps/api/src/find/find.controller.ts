import { Body, Controller, HttpStatus, Post } from '@nestjs/common';
import { FindQuery, FoundView } from '@comity/contract';
import { CurrentOfficer, Purpose } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { FindCases } from './find-cases.js';

@Controller('find')
export class FindController {
  constructor(private readonly findCases: FindCases) {}

  /** Where a reference or an identifier leads. What is looked for stands in the body, so that no address holds it; the search leaves its entry. */
  @Post()
  @May('find')
  @Returns(FoundView, { list: true, status: HttpStatus.OK })
  find(
    @CurrentOfficer() officer: Officer,
    @Purpose() purpose: string | undefined,
    @Body({ schema: FindQuery }) query: FindQuery,
  ): Promise<{ items: FoundView[] }> {
    return this.findCases.run(officer, query, purpose);
  }
}
