import { Module } from '@nestjs/common';
import { AcceptTerms } from './accept-terms.js';
import { AgenciesController } from './agencies.controller.js';
import { EndSession } from './end-session.js';
import { MeController } from './me.controller.js';
import { ProfilesController } from './profiles.controller.js';
import { ReadAgencies } from './read-agencies.js';
import { ReadProfiles } from './read-profiles.js';
import { SessionController } from './session.controller.js';
import { SignIns } from './sign-ins.js';
import { TermsController } from './terms.controller.js';

@Module({
  controllers: [AgenciesController, MeController, ProfilesController, SessionController, TermsController],
  providers: [AcceptTerms, EndSession, ReadAgencies, ReadProfiles, SignIns],
})
export class UnitsModule {}
