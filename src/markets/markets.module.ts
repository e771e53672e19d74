import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller.js';
import { Calendar } from './calendar.service.js';
import { MarketsController } from './markets.controller.js';
import { Markets } from './markets.service.js';

@Module({ controllers: [MarketsController, CalendarController], providers: [Markets, Calendar], exports: [Markets] })
export class MarketsModule {}
