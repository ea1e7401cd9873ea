import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { reportOutages } from './outages.ts';

/** The SDK clients of one process. */
export interface AwsClients extends Disposable {
  readonly dynamo: DynamoDBDocumentClient;
  readonly sqs: SQSClient;
  readonly events: EventBridgeClient;
  readonly s3: S3Client;
}

export interface AwsClientOptions {
  /** Absent: AWS_REGION, or that of the profile. */
  readonly region?: string;
  /** Of an emulator; absent: AWS_ENDPOINT_URL if set, else AWS itself. */
  readonly endpoint?: string;
}

/** Attempts of one call, the first included; every call here is idempotent or conditional, so trying again is safe. */
const MAX_ATTEMPTS = 4;
const CONNECT_TIMEOUT_MS = 2000;
/** Above the longest long poll (20 s). */
const REQUEST_TIMEOUT_MS = 25_000;
const MAX_SOCKETS = 256;
/** Numbers are doubles on both sides. Faded sums leave the range in which the SDK lets numbers pass by default. */
const PLAIN_NUMBERS = {
  marshallOptions: { removeUndefinedValues: true, allowImpreciseNumbers: true },
  unmarshallOptions: { wrapNumbers: Number },
};

/** Clients with a retry budget and time limits; credentials come from the role, the environment or the profile. */
export function createAwsClients({ region, endpoint }: AwsClientOptions = {}): AwsClients {
  const options = {
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      httpAgent: { maxSockets: MAX_SOCKETS },
      httpsAgent: { maxSockets: MAX_SOCKETS },
    }),
  };
  const dynamo = reportOutages(new DynamoDBClient(options));
  // The address in a queue's URL may not be reachable from here, as in containers: the endpoint decides.
  const sqs = reportOutages(new SQSClient({ ...options, useQueueUrlAsEndpoint: false }));
  const events = reportOutages(new EventBridgeClient(options));
  // Emulators do not answer to a bucket's name as a host.
  const s3 = reportOutages(
    new S3Client({ ...options, forcePathStyle: endpoint !== undefined || isEmulated() }),
  );
  return {
    dynamo: DynamoDBDocumentClient.from(dynamo, PLAIN_NUMBERS),
    sqs,
    events,
    s3,
    [Symbol.dispose]() {
      for (const client of [dynamo, sqs, events, s3]) client.destroy();
    },
  };
}

function isEmulated(): boolean {
  // biome-ignore lint/style/noProcessEnv: the SDK itself reads its endpoint there.
  return process.env.AWS_ENDPOINT_URL !== undefined;
}
