import { Module } from '@nestjs/common';
import { MarketsController } from './markets.controller.js';
import { Markets } from './markets.service.js';

@Module({ controllers: [MarketsController], providers: [Markets], exports: [Markets] })
export class MarketsModule {}
