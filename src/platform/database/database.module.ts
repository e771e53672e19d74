import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { poolOptions } from './data-source.js';
import { AnswerWatch } from './answer-watch.js';
import { Database } from './database.js';
import { DATABASE_URL } from './database-url.js';
import { IdempotencyKeys } from './idempotency-keys.js';
import { DatabaseLiveness } from './liveness.js';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [DATABASE_URL],
      useFactory: (url: string) => ({ ...poolOptions(url), retryAttempts: 0 }),
    }),
  ],
  providers: [DatabaseLiveness, AnswerWatch, IdempotencyKeys, Database],
  exports: [DatabaseLiveness, Database],
})
export class DatabaseModule {}
