import 'reflect-metadata';
import { Controller, Get } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { Roles } from '../platform/http/roles.js';
import { Public } from '../platform/http/public.js';
import { BootCheck } from './boot-check.js';

@Controller('forgetful')
class Forgetful {
  @Get('decided')
  @Roles('admin')
  decided() {}

  @Get('forgotten')
  forgotten() {}

  @Get('nobody')
  @Roles()
  nobody() {}

  notARoute() {}
}

@Public()
@Controller('open')
class Open {
  @Get()
  read() {}
}

@Roles('broker')
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
      'Routes with neither @Roles nor @Public: Forgetful.forgotten, Forgetful.nobody.',
    );
  });
});
