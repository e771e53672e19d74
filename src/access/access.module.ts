import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Authentication } from './authentication.service.js';
import { BootCheck } from './boot-check.js';
import { KeyRegister } from './key-register.service.js';
import { KeysController } from './keys.controller.js';
import { Keys } from './keys.service.js';
import { MeController } from './me.controller.js';
import { OrganisationsController } from './organisations.controller.js';
import { Organisations } from './organisations.service.js';
import { MergedFirms } from './merged-firms.service.js';
import { MeService } from './me.service.js';
import { IssuerSignIn } from './oidc/issuer-sign-in.service.js';
import { Issuer } from './oidc/issuer.service.js';
import { OidcController } from './oidc/oidc.controller.js';
import { FirmAdministration } from './people/firm-administration.js';
import { OwnPassword } from './people/own-password.service.js';
import { PasswordAttempts } from './people/password-attempts.service.js';
import { PeopleController } from './people/people.controller.js';
import { PeopleRegister } from './people/people-register.service.js';
import { People } from './people/people.service.js';
import { PreferencesService } from './people/preferences.service.js';
import { StoredPasswords } from './people/stored-passwords.js';
import { DisplaysController } from './sessions/displays.controller.js';
import { Displays } from './sessions/displays.service.js';
import { SessionAnswers } from './sessions/session-answers.service.js';
import { SessionController } from './sessions/session.controller.js';
import { SessionEnding } from './sessions/session-ending.service.js';
import { Streams } from './streams/streams.service.js';
import { Sessions } from './sessions/sessions.service.js';
import { SignInService } from './sessions/sign-in.service.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [
    SessionController,
    OidcController,
    DisplaysController,
    PeopleController,
    KeysController,
    OrganisationsController,
    MeController,
  ],
  providers: [
    Keys,
    KeyRegister,
    Organisations,
    FirmAdministration,
    StoredPasswords,
    PasswordAttempts,
    OwnPassword,
    PreferencesService,
    MeService,
    MergedFirms,
    People,
    PeopleRegister,
    Sessions,
    SessionAnswers,
    SessionEnding,
    Displays,
    Issuer,
    IssuerSignIn,
    SignInService,
    Authentication,
    Streams,
    BootCheck,
    AccessGuard,
    { provide: APP_GUARD, useExisting: AccessGuard },
  ],
  exports: [Keys, KeyRegister, Organisations, People, PeopleRegister, Sessions, Authentication, Streams],
})
export class AccessModule {}
