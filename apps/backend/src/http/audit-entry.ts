import type { AuditEntry } from '@sprk/contracts';
import type { Clock, Ids } from '@sprk/core';
import type { Caller } from '@sprk/platform';

export interface Act {
  readonly action: string;
  readonly subject: string;
  readonly reason?: string | undefined;
  readonly detail?: Record<string, unknown> | undefined;
}

/** Who did what to what, and why; stored in the same unit of work as the deed. */
export function auditEntry(
  deps: { readonly clock: Clock; readonly ids: Ids },
  caller: Caller,
  act: Act,
): AuditEntry {
  return {
    id: deps.ids.next('aud'),
    at: new Date(deps.clock.now()).toISOString(),
    actor: caller.subject,
    role: caller.role,
    action: act.action,
    subject: act.subject,
    ...(act.reason !== undefined && { reason: act.reason }),
    ...(act.detail !== undefined && { detail: act.detail }),
  };
}
