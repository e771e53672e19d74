import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { poolOptions } from './data-source.js';
import { Database } from './database.js';

/** URL of the database that was chosen at start; given by whoever builds the application. */
export const DATABASE_URL = Symbol('DatabaseUrl');

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [DATABASE_URL],
      useFactory: (url: string) => ({ ...poolOptions(url), retryAttempts: 0 }),
    }),
  ],
  providers: [Database],
  exports: [Database],
})
export class DatabaseModule {}
