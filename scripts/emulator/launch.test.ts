import { describe, expect, it } from 'vitest';
import { dockerRun } from './localstack-docker.ts';
import { localStackEnv } from './localstack-process.ts';

describe('LocalStack', () => {
  it('listens on loopback under the port that was asked for', () => {
    expect(localStackEnv(4600, '/cache')).toMatchObject({
      GATEWAY_LISTEN: '127.0.0.1:4600',
      LOCALSTACK_HOST: 'localhost:4600',
      FILESYSTEM_ROOT: '/cache',
    });
    expect(dockerRun(4600, 'image', false).join(' ')).toContain('--publish 127.0.0.1:4600:4566');
  });

  it('gets its token by name only', () => {
    expect(dockerRun(4566, 'image', true)).toContain('LOCALSTACK_AUTH_TOKEN');
    expect(dockerRun(4566, 'image', false)).not.toContain('LOCALSTACK_AUTH_TOKEN');
    expect(dockerRun(4566, 'image', true).at(-1)).toBe('image');
  });
});
