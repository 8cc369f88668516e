import { Module } from '@nestjs/common';
import { AcceptReferral } from './accept-referral.js';
import { CompleteReferral } from './complete-referral.js';
import { CreateReferral } from './create-referral.js';
import { DiscardReferral } from './discard-referral.js';
import { GetReferral } from './get-referral.js';
import { ImportReport } from './import-report.js';
import { ImportsController } from './imports.controller.js';
import { ListReferrals } from './list-referrals.js';
import { ReferralsController } from './referrals.controller.js';
import { RejectReferral } from './reject-referral.js';
import { RetrieveReferral } from './retrieve-referral.js';
import { ReturnReferral } from './return-referral.js';
import { SaveReferral } from './save-referral.js';
import { SendReferral } from './send-referral.js';
import { StartReferral } from './start-referral.js';
import { WithdrawReferral } from './withdraw-referral.js';

/** Intake, referrals and their way to other agencies. */
@Module({
  controllers: [ReferralsController, ImportsController],
  providers: [
    StartReferral,
    ImportReport,
    CreateReferral,
    GetReferral,
    ListReferrals,
    SaveReferral,
    DiscardReferral,
    CompleteReferral,
    ReturnReferral,
    SendReferral,
    RetrieveReferral,
    AcceptReferral,
    RejectReferral,
    WithdrawReferral,
  ],
})
export class ReferralsModule {}
