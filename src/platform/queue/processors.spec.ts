import { Injectable } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { defineJob, Processor, withdrawJob } from './job.js';
import { Processors } from './processors.js';

const job = defineJob<{ n: number }>('spec-alone');
afterAll(() => withdrawJob('spec-alone'));

@Injectable()
@Processor(job)
class One {
  process({ n }: { n: number }): Promise<number> {
    return Promise.resolve(n + 1);
  }
}

@Injectable()
@Processor(job)
class Other extends One {}

const start = async (...providers: (typeof One)[]) => {
  const module = await Test.createTestingModule({
    imports: [DiscoveryModule],
    providers: [Processors, ...providers],
  }).compile();
  await module.init();
  return module.get(Processors);
};

describe('processors of jobs', () => {
  it('are found among the providers', async () => {
    expect(await (await start(One)).find('spec-alone')?.process({ n: 1 })).toBe(2);
  });

  it('stop the start where a job has none', async () => {
    await expect(start()).rejects.toThrow('No processor for: spec-alone.');
  });

  it('stop the start where a job has two', async () => {
    await expect(start(One, Other)).rejects.toThrow('Job "spec-alone" has two processors.');
  });
});
