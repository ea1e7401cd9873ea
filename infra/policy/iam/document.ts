/** A statement of a policy, with lists everywhere. */
export interface Statement {
  readonly sid: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** Empty in the policy of an identity. */
  readonly principals: readonly Principal[];
  readonly conditions: readonly Condition[];
}

export interface Principal {
  readonly type: string;
  readonly id: string;
}

export interface Condition {
  readonly test: string;
  readonly variable: string;
  readonly values: readonly string[];
}

type OneOrMany = string | readonly string[];

interface RawStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: OneOrMany;
  readonly NotAction?: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly NotResource?: OneOrMany;
  readonly Principal?: string | Readonly<Record<string, OneOrMany>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMany>>>>;
}

export function statementsIn(json: string): readonly Statement[] {
  const { Statement } = JSON.parse(json) as { Statement: RawStatement | readonly RawStatement[] };
  return [Statement].flat().map((raw) => readStatement(raw as RawStatement));
}

function readStatement(raw: RawStatement): Statement {
  return {
    sid: raw.Sid ?? '',
    effect: raw.Effect,
    actions: list(raw.Action),
    notActions: list(raw.NotAction),
    resources: list(raw.Resource),
    notResources: list(raw.NotResource),
    principals: principalsOf(raw.Principal),
    conditions: Object.entries(raw.Condition ?? {}).flatMap(([test, variables]) =>
      Object.entries(variables).map(([variable, values]) => ({ test, variable, values: list(values) })),
    ),
  };
}

function principalsOf(raw: RawStatement['Principal']): Principal[] {
  if (raw === undefined) return [];
  if (typeof raw === 'string') return [{ type: 'AWS', id: raw }];
  return Object.entries(raw).flatMap(([type, ids]) => list(ids).map((id) => ({ type, id })));
}

function list(part: OneOrMany | undefined): readonly string[] {
  return part === undefined ? [] : [part].flat();
}
