import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Keys } from './keys.service.js';

@Global()
@Module({
  providers: [Keys, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [Keys],
})
export class AccessModule {}
