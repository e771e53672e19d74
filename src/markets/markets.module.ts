import { Module } from '@nestjs/common';
import { Markets } from './markets.service.js';

@Module({ providers: [Markets], exports: [Markets] })
export class MarketsModule {}
