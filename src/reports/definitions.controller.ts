import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ResponseExample } from '../platform/http/description/describe.js';
import { Roles } from '../platform/http/roles.js';
import {
  BASIS_DEFINITIONS,
  COLUMN_DEFINITIONS,
  DIMENSION_DEFINITIONS,
  MEASURE_DEFINITIONS,
} from './domain/definitions.js';
import type { Definitions } from './domain/definitions.js';

const listed = <K extends string>(definitions: Definitions<K>) =>
  Object.entries<Definitions<K>[K]>(definitions).map(([code, { zh, en }]) => ({ code, zh, en }));

const DEFINITIONS = {
  bases: listed(BASIS_DEFINITIONS),
  measures: listed(MEASURE_DEFINITIONS),
  dimensions: listed(DIMENSION_DEFINITIONS),
  columns: listed(COLUMN_DEFINITIONS),
};

const EXAMPLE = [{ ...DEFINITIONS.bases[0] }];

@ApiTags('reports')
@Roles('analyst', 'officer', 'admin', 'broker', 'channel')
@Controller('v1/definitions')
export class DefinitionsController {
  @Get()
  @ApiOperation({ summary: 'What each basis, measure, dimension and column means, in Chinese and English' })
  @ResponseExample({ bases: EXAMPLE, measures: EXAMPLE, dimensions: EXAMPLE, columns: EXAMPLE })
  all() {
    return DEFINITIONS;
  }
}
