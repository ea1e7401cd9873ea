export { type AwsClientOptions, type AwsClients, createAwsClients } from './clients.ts';
export { type AwsPorts, type AwsPortsOptions, openAwsPorts } from './open-aws-ports.ts';
export { type AwsWorkerPorts, openAwsWorkerPorts } from './open-aws-worker-ports.ts';
export { type ResourceNames, resourceNames, TABLES, type TableName } from './resource-names.ts';
export { readInternalSecrets, readSecrets } from './secrets.ts';
export { TABLE_INDEXES, type TableIndex } from './table-indexes.ts';
