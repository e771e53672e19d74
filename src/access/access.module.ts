import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { BootCheck } from './boot-check.js';
import { KeyRegister } from './key-register.service.js';
import { KeysController } from './keys.controller.js';
import { Keys } from './keys.service.js';
import { MeController } from './me.controller.js';
import { OrganisationsController } from './organisations.controller.js';
import { Organisations } from './organisations.service.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [KeysController, OrganisationsController, MeController],
  providers: [
    Keys,
    KeyRegister,
    Organisations,
    BootCheck,
    AccessGuard,
    { provide: APP_GUARD, useExisting: AccessGuard },
  ],
  exports: [Keys, KeyRegister, Organisations],
})
export class AccessModule {}
