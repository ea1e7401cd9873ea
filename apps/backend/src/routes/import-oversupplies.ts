import type { Readable } from 'node:stream';
import { ImportRowResult, OversupplyInput } from '@sprk/contracts';
import { AppError } from '@sprk/core';
import { createBodyChecker } from '@sprk/platform';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { BackendDeps } from '../deps.ts';
import { allow, callerOf } from '../http/guard.ts';
import { answers } from '../http/responses.ts';
import { supplierFor } from '../http/supplier-for.ts';
import { boundedBody } from '../import/bounded-body.ts';
import { importRows } from '../import/import-rows.ts';
import { csvRows, ndjsonRows } from '../import/rows.ts';

const MAX_BYTES = 10_000_000;
const ImportResult = Type.Object({
  created: Type.Integer(),
  unchanged: Type.Integer({ description: 'Were there already: the same row was sent before' }),
  refused: Type.Integer(),
  rows: Type.Array(ImportRowResult),
});

/** `POST /v1/oversupplies:import`: many lots in one file, CSV or NDJSON, streamed row by row. */
export function importRoute(app: FastifyInstance, deps: BackendDeps): void {
  const check = createBodyChecker(OversupplyInput);
  const registration = { ...deps.ports, clock: deps.clock, ids: deps.ids, sha256: deps.sha256 };

  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(['text/csv', 'application/x-ndjson'], (_request, payload, done) =>
      done(null, payload),
    );
    scope.post<{ Body: Readable | undefined }>(
      '/v1/oversupplies::import',
      {
        onRequest: allow(deps, 'supplier', 'operator'),
        bodyLimit: MAX_BYTES,
        schema: {
          tags: ['oversupplies'],
          summary: 'Register many oversupplies from CSV or NDJSON; safe to send twice',
          consumes: ['text/csv', 'application/x-ndjson'],
          response: answers({ 200: ImportResult }),
        },
      },
      async (request) => {
        if (request.body === undefined) throw new AppError('unsupported_media_type');
        if (Number(request.headers['content-length'] ?? 0) > MAX_BYTES)
          throw new AppError('payload_too_large');
        const caller = callerOf(request);
        const source = request.body.pipe(boundedBody(MAX_BYTES));
        request.body.once('error', (error) => source.destroy(error));
        const isCsv = request.headers['content-type']?.startsWith('text/csv') === true;
        const rows = await importRows(registration, isCsv ? csvRows(source) : ndjsonRows(source), {
          supplierFor: (named) => supplierFor(caller, named),
          traceparent: request.traceparent,
          check,
        });
        const count = (status: ImportRowResult['status']) =>
          rows.filter((row) => row.status === status).length;
        return { created: count('created'), unchanged: count('unchanged'), refused: count('refused'), rows };
      },
    );
    done();
  });
}
