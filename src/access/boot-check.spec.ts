import 'reflect-metadata';
import { Controller, Get } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { Allow } from '../platform/http/allow.js';
import { Public } from '../platform/http/public.js';
import { BootCheck } from './boot-check.js';

@Controller('forgetful')
class Forgetful {
  @Get('decided')
  @Allow('admin')
  decided() {}

  @Get('forgotten')
  forgotten() {}

  @Get('nobody')
  @Allow()
  nobody() {}

  notARoute() {}
}

@Public()
@Controller('open')
class Open {
  @Get()
  read() {}
}

@Allow('broker')
@Controller('closed')
class Closed {
  @Get()
  read() {}
}

const start = async (...controllers: (new () => object)[]) => {
  const module = await Test.createTestingModule({
    imports: [DiscoveryModule],
    controllers,
    providers: [BootCheck],
  }).compile();
  await module.init();
  await module.close();
};

describe('the boot check', () => {
  it('lets a service start of whose routes all have been decided, by handler or by class', async () => {
    await expect(start(Open, Closed)).resolves.toBeUndefined();
  });

  it('refuses to start with a route nobody may call, and names it', async () => {
    await expect(start(Open, Forgetful)).rejects.toThrow(
      'Routes with neither @Allow nor @Public: Forgetful.forgotten, Forgetful.nobody.',
    );
  });
});
