import type { ImportRowResult, OversupplyInput } from '@sprk/contracts';
import {
  AppError,
  canonicalJson,
  type FieldProblem,
  type RegistrationDeps,
  registerOversupply,
} from '@sprk/core';
import { isIdempotencyKey, KEY_MESSAGE } from '../http/guard.ts';
import type { ImportRow } from './rows.ts';

export interface ImportCall {
  readonly supplierFor: (named: string | undefined) => string;
  readonly traceparent: string;
  /** Problems of a body against the schema of a single registration. */
  readonly check: (body: unknown) => readonly FieldProblem[];
}

const PARALLEL = 64;

/**
 * Registers the rows of a file, good ones kept, bad ones reported. Each row's key is its content and how often the
 * same content stood above it, so the same file sent twice makes nothing twice.
 */
export async function importRows(
  deps: RegistrationDeps,
  rows: AsyncIterable<ImportRow>,
  call: ImportCall,
): Promise<ImportRowResult[]> {
  const results: ImportRowResult[] = [];
  const seen = new Map<string, number>();
  let batch: Promise<ImportRowResult>[] = [];
  for await (const row of rows) {
    const result = importRow(deps, row, call, seen);
    // Looked at below; until then a failure must not count as unhandled, which would end the process.
    result.catch(() => undefined);
    batch.push(result);
    if (batch.length < PARALLEL) continue;
    results.push(...(await Promise.all(batch)));
    batch = [];
  }
  results.push(...(await Promise.all(batch)));
  return results;
}

async function importRow(
  deps: RegistrationDeps,
  row: ImportRow,
  call: ImportCall,
  seen: Map<string, number>,
): Promise<ImportRowResult> {
  const { line } = row;
  if ('problems' in row) return refused(line, row.problems);
  const { idempotencyKey, ...body } = row.body;
  if (idempotencyKey !== undefined && !isIdempotencyKey(idempotencyKey)) {
    return refused(line, [{ path: 'idempotencyKey', message: KEY_MESSAGE }]);
  }
  const content = deps.sha256(canonicalJson(body));
  const nth = (seen.get(content) ?? 0) + 1;
  seen.set(content, nth);
  const problems = call.check(body);
  if (problems.length > 0) return refused(line, problems);
  const { supplierId: named, ...input } = body as OversupplyInput;
  try {
    const { kind, lot } = await registerOversupply(deps, {
      supplierId: call.supplierFor(named),
      input,
      idempotencyKey: idempotencyKey ?? `import:${content}:${nth}`,
      traceparent: call.traceparent,
    });
    return { line, status: kind === 'created' ? 'created' : 'unchanged', id: lot.id };
  } catch (error) {
    if (error instanceof AppError && error.status < 500) {
      return refused(line, error.errors ?? [{ path: 'body', message: error.message }]);
    }
    throw error;
  }
}

function refused(line: number, problems: readonly FieldProblem[]): ImportRowResult {
  return { line, status: 'refused', errors: [...problems] };
}
