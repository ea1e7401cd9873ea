import type { FieldProblem } from '@sprk/core/shared/errors';
import type { ErrorObject } from 'ajv';
import { fieldMessage } from './field-message.ts';

/** Enough to repair any honest form; a hostile body does not get a longer answer than its question. */
const MAX_PROBLEMS = 50;
const UNIONS = new Set(['anyOf', 'oneOf']);
const SILENT = new Set(['if', 'allOf']);

/**
 * Field problems from Ajv errors (options `allErrors` and `verbose`), one per path and text.
 * @param part names the whole when the problem is not in a field: `body`, `querystring`, ...
 */
export function fieldProblems(errors: readonly ErrorObject[], part: string): FieldProblem[] {
  const problems = new Map<string, FieldProblem>();
  for (const error of withoutBranches(errors)) {
    const problem = { path: pathOf(error, part), message: fieldMessage(error) };
    problems.set(`${problem.path} ${problem.message}`, problem);
    if (problems.size === MAX_PROBLEMS) break;
  }
  return [...problems.values()];
}

/** Why each branch of a union failed only confuses, unless one branch alone was meant: then it is the story. */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const unions = errors.filter((error) => UNIONS.has(error.keyword));
  const told = new Set<ErrorObject>();
  const dropped = new Set<ErrorObject>();
  for (const union of unions) {
    const inside = errors.filter(
      (error) => error !== union && error.schemaPath.startsWith(`${union.schemaPath}/`),
    );
    // A branch whose own type and constants fit is the one that the caller meant.
    const meant = branchesOf(inside, union).filter(
      (branch) => !branch.some((error) => isMismatch(error, union)),
    );
    const [only] = meant;
    for (const error of inside) dropped.add(error);
    if (meant.length === 1 && only !== undefined) {
      dropped.add(union);
      for (const error of only) told.add(error);
    }
  }
  return errors.filter((error) => !SILENT.has(error.keyword) && (!dropped.has(error) || told.has(error)));
}

function branchesOf(inside: readonly ErrorObject[], union: ErrorObject): ErrorObject[][] {
  const branches = Map.groupBy(
    inside,
    (error) => error.schemaPath.slice(union.schemaPath.length).split('/')[1],
  );
  return [...branches.values()];
}

function isMismatch(error: ErrorObject, union: ErrorObject): boolean {
  return (
    error.keyword === 'const' ||
    (error.instancePath === union.instancePath && ['type', 'enum'].includes(error.keyword))
  );
}

function pathOf(error: ErrorObject, part: string): string {
  const segments = error.instancePath.split('/').slice(1).map(unescapePointer);
  const { missingProperty, additionalProperty, unevaluatedProperty } = error.params;
  const extra = missingProperty ?? additionalProperty ?? unevaluatedProperty;
  if (typeof extra === 'string') segments.push(extra.slice(0, 100));
  return segments.length === 0 ? part : segments.join('.');
}

function unescapePointer(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}
