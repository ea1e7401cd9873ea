import { createServer } from 'node:http';
import { OversupplyInput } from '@sprk/contracts';
import { createSchemaCompiler } from '@sprk/platform/schema-compiler';

/** The reference: node:http that parses and validates the same body, and stores nothing. */
const compile = createSchemaCompiler({}) as unknown as (part: object) => (value: unknown) => boolean;
const isValid = compile({ schema: OversupplyInput, httpPart: 'body' });

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const answer = JSON.stringify({ id: 'ovs_00000000-0000-7000-8000-000000000000', status: 'matching' });
    response.writeHead(isValid(body) ? 201 : 422, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(answer),
    });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
