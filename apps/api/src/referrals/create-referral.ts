import { type ReferralDraft } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { type Officer } from '../shared/officer.js';
import { StartReferral } from './start-referral.js';
import { compose } from './written-content.js';

/** An officer writes down what the unit knows. A draft may lack anything but its title. */
@Injectable()
export class CreateReferral {
  constructor(
    private readonly acts: Acts,
    private readonly start: StartReferral,
  ) {}

  /** @throws {Problem} `contract`, `media` or `opaque-blob` for values and texts that cannot be kept. */
  run(officer: Officer, body: ReferralDraft): Promise<Written> {
    const { content, victims } = compose(body, null);
    const hidden = victims?.identifiers ?? [];
    return this.acts.run(officer, async (tx) => ({
      written: await this.start.in(tx, officer, { act: 'referral.create', content, victims, victimValues: hidden.length, victimIdentifiers: hidden }),
    }));
  }
}
