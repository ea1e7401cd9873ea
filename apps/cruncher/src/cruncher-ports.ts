import type { AwsWorker } from '@sprk/adapter-aws/open-aws-worker';
import { createRemotePorts, type RemoteClient, type RemotePorts } from '@sprk/adapter-remote';

/** What the cruncher works on; by default all of it is behind the backend. */
export type CruncherPorts = Pick<RemotePorts, 'queues' | 'outcomes' | 'weights'>;
export type ConnectCruncher = (client: RemoteClient) => CruncherPorts;

/** On AWS the cruncher has its queue, its table and the bucket; only to put weights into use it asks the backend. */
export function connectOnAws({ queues, outcomes, weights }: AwsWorker): ConnectCruncher {
  return (client) => {
    const { activate } = createRemotePorts(client).weights;
    return {
      queues,
      outcomes,
      weights: {
        activate,
        find: weights.find,
        publish: weights.publish,
        async state() {
          const [active, { items }] = await Promise.all([weights.active(), weights.list({ limit: 1 })]);
          return { active: active ?? null, newest: items[0] ?? null };
        },
      },
    };
  };
}
