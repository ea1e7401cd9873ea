import type { Condition, Principal, Statement } from './document.ts';

export interface Request {
  readonly action: string;
  readonly resource: string;
  /** Who asks, where the policy belongs to a resource. */
  readonly principal?: Principal;
  readonly context?: Readonly<Record<string, string>>;
}

/** Whether a policy on its own allows a request: some statement does, and none denies it. */
export function isAllowed(statements: readonly Statement[], request: Request): boolean {
  const fitting = statements.filter((statement) => fits(statement, request));
  return fitting.some(({ effect }) => effect === 'Allow') && fitting.every(({ effect }) => effect !== 'Deny');
}

function fits(statement: Statement, { action, resource, principal, context = {} }: Request): boolean {
  const { actions, notActions, resources, notResources, principals, conditions } = statement;
  const isAction = actions.some((pattern) => matches(pattern, action));
  const isNotExcepted = notActions.length > 0 && !notActions.some((pattern) => matches(pattern, action));
  // The trust policy of a role has no resource: it is the role's own.
  const isResource =
    resources.some((pattern) => matches(pattern, resource)) ||
    (notResources.length > 0 && !notResources.some((pattern) => matches(pattern, resource))) ||
    (resources.length === 0 && notResources.length === 0);
  return (
    (isAction || isNotExcepted) &&
    isResource &&
    (principal === undefined || principals.some((other) => isSame(other, principal))) &&
    conditions.every((condition) => holds(condition, context))
  );
}

function isSame(written: Principal, asking: Principal): boolean {
  if (written.id === '*') return true;
  return written.type === asking.type && written.id === asking.id;
}

/** A condition on something that the request does not say holds only in its negative form, as at AWS. */
function holds({ test, variable, values }: Condition, context: Readonly<Record<string, string>>): boolean {
  const said = context[variable];
  const isNegative = test.includes('Not');
  if (said === undefined) return isNegative;
  const isExact = test.startsWith('String') && !test.includes('Like');
  const isMatch = values.some((pattern) => (isExact ? pattern === said : matches(pattern, said)));
  return isMatch !== isNegative;
}

/** @param pattern in which `*` stands for anything and `?` for one character */
export function matches(pattern: string, said: string): boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(said);
}
