import type { ModuleJson, Values } from './resource.ts';

/** A line of `terraform test -json -verbose`, as far as it is read here. */
export interface TestMessage {
  readonly type: string;
  readonly '@testrun'?: string;
  readonly test_summary?: { readonly status: string; readonly passed: number };
  readonly test_plan?: { readonly resource_changes?: readonly ChangeJson[] };
  readonly test_state?: { readonly root_module?: ModuleJson };
  readonly diagnostic?: {
    readonly severity: string;
    readonly summary: string;
    readonly detail: string;
    readonly address?: string;
  };
}

export interface ChangeJson {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly change: { readonly after?: Values | null; readonly after_unknown?: Values };
}

export function readMessages(stdout: string): readonly TestMessage[] {
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as TestMessage);
}

/** @throws Error with what Terraform complains of */
export function withoutComplaints(messages: readonly TestMessage[]): readonly TestMessage[] {
  const complaints = messages.flatMap(complaintOf);
  if (complaints.length > 0) throw new Error([...new Set(complaints)].join('\n'));
  return messages;
}

function complaintOf({ diagnostic, '@testrun': run }: TestMessage): string[] {
  if (diagnostic?.severity !== 'error') return [];
  const { summary, detail, address } = diagnostic;
  return [`${run ?? 'all'}: ${[address, summary, detail].filter(Boolean).join(': ')}`];
}
