import { Controller, Get } from '@nestjs/common';
import { DecisionView, LetterView } from '@comity/contract';
import { CurrentOfficer, Purpose } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { Id } from '../shared/target.js';
import { OpenDecision } from './open-decision.js';

@Controller('decisions')
export class DecisionsController {
  constructor(private readonly openDecision: OpenDecision) {}

  /** A sealed decision: the scope diff, the reasons that may be shared, and to whom wrote it the internal ones. */
  @Get(':id')
  @May('decision.get')
  @Returns(DecisionView)
  get(@CurrentOfficer() officer: Officer, @Id() id: string, @Purpose() purpose: string | undefined): Promise<DecisionView> {
    return this.openDecision.run(officer, id, purpose);
  }

  /** The letter to the agency that asked, word for word as it was sealed, in each language. */
  @Get(':id/letter')
  @May('decision.letter')
  @Returns(LetterView)
  letter(@CurrentOfficer() officer: Officer, @Id() id: string, @Purpose() purpose: string | undefined): Promise<LetterView> {
    return this.openDecision.letter(officer, id, purpose);
  }
}
