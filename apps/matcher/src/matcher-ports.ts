import type { AwsWorker } from '@sprk/adapter-aws/open-aws-worker';
import { createRemotePorts, type RemoteClient, type RemotePorts } from '@sprk/adapter-remote';

/** What the matcher works on; by default all of it is behind the backend. */
export type MatcherPorts = Pick<RemotePorts, 'queues' | 'directory' | 'recommendations'> & {
  readonly weights: Pick<RemotePorts['weights'], 'find'>;
};
export type ConnectMatcher = (client: RemoteClient) => MatcherPorts;

/** On AWS the matcher takes its requests from SQS and weights from S3, and asks the backend for the rest. */
export function connectOnAws({ queues, weights }: Pick<AwsWorker, 'queues' | 'weights'>): ConnectMatcher {
  return (client) => ({ ...createRemotePorts(client), queues, weights });
}
